// A mesh against what is expected of it: known answers, tolerances met and missed, files that are refused.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CheckedBody, checkExpected } from '../../src/commands/check-expected.js';
import { expectedOf } from '../../src/commands/expected-of.js';
import { expectedSchema } from '../../src/commands/expected-schema.js';
import { readExpected } from '../../src/commands/read-expected.js';
import { UserError } from '../../src/core/errors.js';
import type { Expected, ExpectedRow } from '../../src/core/expected.js';
import type { Mesh } from '../../src/core/mesh.js';
import { checkMesh } from '../../src/solid/check-mesh.js';
import { scratch } from '../command-line.js';
import { boxMesh, torusMesh } from '../fixtures/shapes.js';

const folder = scratch();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bodyOf = (name: string, mesh: Mesh): CheckedBody => ({ name, mesh, facts: checkMesh(mesh) });
/** Left of the middle, so that a mirrored one would be elsewhere. */
const block = bodyOf('block', boxMesh([10, 0, 0], [40, 20, 10]));
const ring = bodyOf('ring', torusMesh(20, 5));
const hash = 'ab'.repeat(32);

const rowsOf = (expected: Expected, bodies: readonly CheckedBody[] = [block]): readonly ExpectedRow[] =>
  checkExpected(expected, bodies, hash).rows;
const held = (expected: Expected, bodies?: readonly CheckedBody[]): boolean[] =>
  rowsOf(expected, bodies).map(({ holds }) => holds);

let files = 0;
function file(content: unknown): string {
  const path = join(folder, `expected-${++files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('checkExpected', () => {
  it('measures a block', () => {
    const expected: Expected = {
      sha256: hash.toUpperCase(),
      bodies: 1,
      volume: { value: 6, tolerance: 0.001, unit: 'cm3' },
      area: { value: 2200, tolerance: 0.01 },
      size: { value: [30, 20, 10.1], tolerance: 0.1 },
      triangles: 12,
      vertices: { value: 9, tolerance: 1 },
      pieces: 1,
      genus: 0,
      closed: true,
      lengths: [
        { name: 'space diagonal', from: [9.9, 0, 0], to: [40, 20.2, 10], value: 37.4166, tolerance: 0.001 },
      ],
      widths: [{ name: 'across a corner', along: [1, 1, 0], value: 50 / Math.SQRT2, tolerance: 1e-4 }],
      landmarks: [{ name: 'side', at: [25, 10, 10.05], tolerance: 0.05 }],
    };
    const { verdict, failed, rows } = checkExpected(expected, [block], hash);
    expect([verdict, failed]).toEqual(['pass', 0]);
    expect(rows.map(({ name }) => name)).toEqual([
      'sha256',
      'bodies',
      'volume',
      'area',
      'size, right to left',
      'size, front to back',
      'size, foot to head',
      'triangles',
      'vertices',
      'pieces',
      'genus',
      'closed',
      'space diagonal',
      'across a corner',
      'side',
    ]);
    expect(rows[2]).toMatchObject({ measured: 6, unit: 'cm3', difference: 0 });
    expect(rows[6].difference).toBeCloseTo(-0.1, 6);
    expect(rows[12].note).toBe('its ends were given 0.100 and 0.200 mm from the surface');
  });

  it('misses what is beyond its tolerance, and no more', () => {
    expect(held({ volume: { value: 6001, tolerance: 1 } })).toEqual([true]);
    expect(held({ volume: { value: 6001.01, tolerance: 1 } })).toEqual([false]);
    expect(held({ size: { value: [30, 20.2, 10], tolerance: 0.1 } })).toEqual([true, false, true]);
    expect(held({ triangles: 13, closed: false, sha256: 'cd'.repeat(32) })).toEqual([false, false, false]);
    expect(held({ landmarks: [{ name: 'mirrored', at: [-25, 10, 10], tolerance: 1 }] })).toEqual([false]);
    const { verdict, failed } = checkExpected({ genus: 1, pieces: 1 }, [block], hash);
    expect([verdict, failed]).toEqual(['fail', 1]);
  });

  it('refuses ends that are far from the surface, however right the length is', () => {
    const length = { name: 'l', from: [8, 0, 0], to: [40, 0, 0], value: 30, tolerance: 0.1 } as const;
    const [row] = rowsOf({ lengths: [length] });
    expect([row.measured, row.holds]).toEqual([30, false]);
    expect(row.note).toContain('given 2.000 and 0.000 mm from the surface; 0.5 mm is allowed');
    expect(held({ lengths: [{ ...length, snap: 2 }] })).toEqual([true]);
  });

  it('takes bodies together, and one by one by their names', () => {
    const whole = {
      volume: { value: 6000 + ring.facts.volume, tolerance: 0.01 },
      bodies: 2,
      genus: 1,
      pieces: 2,
    };
    const parts = {
      block: { volume: { value: 6000, tolerance: 0.1 } },
      ring: { genus: 1, widths: [{ name: 'thickness', along: [0, 0, -2], value: 10, tolerance: 0.01 }] },
      constructor: { closed: true },
    } as const;
    const rows = rowsOf({ ...whole, parts }, [block, ring]);
    expect(rows.map(({ part, name, holds }) => [part, name, holds])).toEqual([
      [null, 'bodies', true],
      [null, 'volume', true],
      [null, 'pieces', true],
      [null, 'genus', true],
      ['block', 'volume', true],
      ['ring', 'genus', true],
      ['ring', 'thickness', true],
      ['constructor', 'body', false],
    ]);
    expect(rows.at(-1)?.note).toMatch(/no body/);
  });

  it('tells no volume of what is open', () => {
    const { positions, triangles } = block.mesh;
    const open = bodyOf('open', { positions, triangles: triangles.slice(3) });
    const [volume, genus, closed] = rowsOf(
      { volume: { value: 6000, tolerance: 1e6 }, genus: 0, closed: false },
      [open],
    );
    expect([volume.measured, volume.holds, genus.holds, closed.holds]).toEqual([null, false, false, true]);
    expect(volume.note).toMatch(/not closed/);
  });
});

describe('expectedOf', () => {
  it('is held by the mesh that it was made of, and read back', async () => {
    const made = expectedOf([block, ring], 0.1);
    expect(made).toMatchObject({ bodies: 2, pieces: 2, genus: 1, closed: true });
    expect(made.volume?.tolerance).toBeCloseTo(0.1 * (2200 + ring.facts.area), 2);
    const read = await readExpected(file(made));
    expect(read).toEqual(made);
    expect(checkExpected(read, [block, ring], hash).verdict).toBe('pass');
  });

  it('allows what a surface that moves by so much changes', () => {
    const grown = bodyOf('grown', boxMesh([9.95, -0.05, -0.05], [40.05, 20.05, 10.05]));
    expect(checkExpected(expectedOf([block], 0.101), [grown], hash).verdict).toBe('pass');
    const large = bodyOf('large', boxMesh([9, -1, -1], [41, 21, 11]));
    expect(checkExpected(expectedOf([block], 0.101), [large], hash).failed).toBe(5);
  });

  it('never expects of a mesh what it is not itself', () => {
    const thirds = bodyOf('thirds', boxMesh([0, 0, 0], [10 / 3, 20 / 3, 1 / 3]));
    expect(checkExpected(expectedOf([thirds], 0), [thirds], hash).verdict).toBe('pass');
  });

  it('promises no volume of what is open', () => {
    const { positions, triangles } = block.mesh;
    const made = expectedOf([bodyOf('open', { positions, triangles: triangles.slice(3) })], 0.1);
    expect(Object.keys(made)).toEqual(['size', 'pieces', 'closed', 'bodies']);
  });
});

describe('readExpected', () => {
  it.each([
    [{ volum: 3 }, /it must NOT have additional properties \('volum'\)/],
    [{ volume: { value: 3 } }, /volume must have required property 'tolerance'/],
    [{ volume: { value: 3, tolerance: -1 } }, /volume\.tolerance must be >= 0/],
    [{ volume: { value: 3, tolerance: 1, unit: 'l' } }, /volume\.unit .*: mm3, cm3, ml/],
    [{ size: { value: [1, 2], tolerance: 0 } }, /size\.value must NOT have fewer than 3 items/],
    [{ triangles: 1.5 }, /triangles must be/],
    [
      { lengths: [{ name: 'a', from: [0, 0, 0], value: 1, tolerance: 1 }] },
      /lengths\.0 must have required property 'to'/,
    ],
    [{ widths: [{ name: 'a', along: [0, 0, 0], value: 1, tolerance: 1 }] }, /'a' is along no direction/],
    [
      { parts: { skull: { colour: 'red' } } },
      /parts\.skull must NOT have additional properties \('colour'\)/,
    ],
    [{ sha256: 'abc' }, /sha256 must match pattern/],
    [{ lengths: [], $schema: 'expected.schema.json' }, /nothing is expected\./],
    [{ closed: true, parts: { skull: { widths: [] } } }, /nothing is expected of 'skull'/],
    [{}, /must NOT have fewer than 1 properties/],
    [[], /no expected values in it/],
    ['not JSON', /no expected values in it/],
    ['{"volume": ', /neither JSON nor YAML|must be/],
    ['a: &a [*a, *a]', /neither JSON nor YAML|additional properties/],
    ['\u0000\u0001', /neither JSON nor YAML|no expected values/],
  ])('refuses %j, and says where', async (content, says) => {
    const error = await readExpected(file(content)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(says);
  });

  it('refuses what is no file', async () => {
    await expect(readExpected(join(folder, 'none.json'))).rejects.toThrow(/there is no such file/);
    await expect(readExpected(folder)).rejects.toThrow(/no file of expected values/);
  });

  it('has its schema in the docs', () => {
    const text = readFileSync(new URL('../../docs/expected.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(expectedSchema())));
  });
});
