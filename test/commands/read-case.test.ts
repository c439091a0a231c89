// A case file says what the flags say; what is wrong with one is said with its place.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseSchema } from '../../src/commands/case-schema.js';
import { type CaseFile, readCase } from '../../src/commands/read-case.js';
import { UserError } from '../../src/core/errors.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isocast-case-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string): Promise<CaseFile> {
  const path = join(folder, 'case.yaml');
  await writeFile(path, text);
  return readCase(path);
}

const whole = `
case: P-7
name: hip
order: { intendedUse: guide, laterality: left, totalTolerance: 0.5 }
source: { scan: ct, series: 2, refine: ../fine.nii }
options: { preset: bone, spacing: 0.7, largest: true }
parts:
  - { name: bone, colour: '#aabbcc', material: PA12 }
  - { name: tumour, mask: seg.nrrd, label: '3', maskUse: replace, options: { drop-smaller: 30 } }
operations:
  - scale: 0.5
calipers: 'shaft:0,0,0:1,2,3'
printer: form-4b
output: { folder: out, formats: '3mf,ply', merged: true, report: false, slices: false }
run: { threads: 2, memory: 2G }
`;

describe('a case file', () => {
  it('is read, with paths from where it lies', async () => {
    const file = await read(whole);
    expect(file).toMatchObject({
      case: 'P-7',
      name: 'hip',
      scan: join(folder, 'ct'),
      refine: join(folder, '..', 'fine.nii'),
      series: 2,
      given: { threshold: { preset: 'bone' }, resample: { spacing: 0.7 } },
      operations: [{ scale: 0.5 }],
      order: { intendedUse: 'guide', laterality: 'left', totalTolerance: 0.5 },
      calipers: 'shaft:0,0,0:1,2,3',
      printer: 'form-4b',
      folder: join(folder, 'out'),
      formats: '3mf,ply',
      merged: true,
      report: false,
      slices: false,
      threads: 2,
      memory: '2G',
    });
    expect(file.parts[0]).toMatchObject({ name: 'bone', colour: '#aabbcc', material: 'PA12', mask: null });
    expect(file.parts[1]).toMatchObject({
      name: 'tumour',
      mask: join(folder, 'seg.nrrd'),
      label: '3',
      given: { 'drop-smaller': {} },
    });
  });

  it('may be JSON', async () => {
    expect((await read('{"source": {"scan": "a.nii"}, "options": {"threshold": 300}}')).given).toEqual({
      threshold: { threshold: '300' },
    });
  });

  it.each([
    ['source: 3', /source must be object/],
    ['name: x', /required property 'source'/],
    ['source: { scan: a }\nsorce: 1', /additional properties \('sorce'\)/],
    [
      'source: { scan: a }\noptions: { spacng: 1 }',
      /options must NOT have additional properties \('spacng'\)/,
    ],
    ['source: { scan: a }\noptions: { spacing: -1 }', /options.spacing must be >= 0/],
    ['source: { scan: a }\noptions: { preset: bones }', /options.preset must be equal to one of/],
    ['source: { scan: a }\noptions: { threshold: much }', /threshold/],
    ['source: { scan: a }\nparts: []', /parts must NOT have fewer than 1 items/],
    ['source: { scan: a }\nparts: [{ name: ../x }]', /name cannot be the name of a file/],
    ['source: { scan: a }\noperations: [{ scale: 400 }]', /operations.0.scale/],
    ['source: [', /can't be read/],
    ['a: &a [*a, *a]\nsource: { scan: a }', /refers to itself|additional properties/],
  ])('is refused with the place of what is wrong: %j', async (text, says) => {
    const error = await read(text).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(says);
  });

  it('has its schema in the docs', async () => {
    const text = await readFile(new URL('../../docs/case.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(caseSchema())));
  });
});
