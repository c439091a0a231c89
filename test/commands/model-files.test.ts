import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { modelFiles } from '../../src/commands/model-files.js';
import { formatsFrom, modelFormats } from '../../src/commands/model-formats.js';
import { UserError } from '../../src/core/errors.js';
import { printPart } from '../../src/core/print-model.js';
import { readMesh } from '../../src/files/read-mesh.js';
import { writeFiles } from '../../src/files/write-files.js';
import { hostileNames } from '../files/hostile-names.js';
import { letterPart } from '../files/letter-body.js';
import { madeLetter, movedLetter } from '../files/made-letter.js';

const folder = mkdtempSync(join(tmpdir(), 'isocast-model-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const calm = new AbortController().signal;
const parts = [madeLetter('liver'), movedLetter('tumour')];
const namesOf = (...given: Parameters<typeof modelFiles>): string[] =>
  modelFiles(...given).map(({ name }) => name);

describe('modelFiles', () => {
  it('writes all formats, each of which proves to be the parts', async () => {
    const deviations = [new Float32Array(parts[0].mesh.positions.length / 3).fill(0.25), null];
    const files = modelFiles('model', parts, { formats: modelFormats, merged: true, deviations });
    const facts = await writeFiles(folder, files, calm);
    expect(facts.map(({ name }) => name)).toEqual([
      'model-liver.stl',
      'model-tumour.stl',
      'model.stl',
      'model.3mf',
      'model.obj',
      'model.mtl',
      'model-liver.ply',
      'model-tumour.ply',
      'model.glb',
    ]);
    for (const { name } of facts.slice(0, 5))
      expect((await readMesh(join(folder, name))).meshes.length).toBe(/3mf|obj/.test(name) ? 2 : 1);
    const ply = readFileSync(join(folder, 'model-liver.ply'), 'latin1');
    expect(ply).toContain('property float deviation');
    expect(readFileSync(join(folder, 'model-tumour.ply'), 'latin1')).not.toContain(
      'property float deviation',
    );
    expect(readFileSync(join(folder, 'model.obj'), 'latin1')).toContain('mtllib model.mtl\n');
  });

  it('names a single part after the model, and merges only several', () => {
    expect(namesOf('model', [parts[0]], { formats: ['stl', 'ply'], merged: true })).toEqual([
      'model.stl',
      'model.ply',
    ]);
    expect(namesOf('model', parts, { formats: ['stl'] })).toEqual(['model-liver.stl', 'model-tumour.stl']);
  });

  it('says in every name that the model is mirrored or not life-size', () => {
    const wanted = { formats: modelFormats, mirrored: 'left-right', scale: 0.5 } as const;
    for (const name of namesOf('model', parts, wanted))
      expect(name).toMatch(/^model-MIRRORED-SCALE-0\.5[-.]/);
    expect(namesOf('model', [parts[0]], { formats: ['stl'], mirrored: 'left-right' })).toEqual([
      'model-MIRRORED.stl',
    ]);
    expect(namesOf('model', parts, { formats: ['stl'], scale: 0.5 })).toEqual([
      'model-SCALE-0.5-liver.stl',
      'model-SCALE-0.5-tumour.stl',
    ]);
    expect(namesOf('model', [parts[0]], { formats: ['stl'], mirrored: null, scale: 1 })).toEqual([
      'model.stl',
    ]);
  });

  it('makes of any names files that lie in the folder, no two of them one', async () => {
    const names = [...hostileNames, 'Liver', 'liver', 'liver', '.hidden', 'liver-2', 'CON'];
    const many = names.map((name) => printPart(letterPart(name)));
    const found = namesOf('model', many, { formats: ['stl'] });
    for (const name of found) expect(name).toMatch(/^model-[\p{L}\p{N}_][\p{L}\p{M}\p{N}._-]*\.stl$/u);
    expect(new Set(found.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(found.every((name) => name.length < 80)).toBe(true);
    await writeFiles(folder, modelFiles('all', many, { formats: ['3mf', 'obj', 'glb'] }), calm);
  });
});

describe('formatsFrom', () => {
  it('takes them in any order; stl and 3mf where nothing is said', () => {
    expect(formatsFrom(null)).toEqual(['stl', '3mf']);
    expect(formatsFrom('GLB, obj ,stl')).toEqual(['stl', 'obj', 'glb']);
    expect(() => formatsFrom('stl,step')).toThrow(UserError);
  });
});
