// Meshes as PrusaSlicer and lib3mf write them come back as what they were, left still left.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { boundsOf, type Mesh, signedVolume } from '../../src/core/mesh.js';
import { readMesh } from '../../src/files/read-mesh.js';
import { stlBytes } from '../../src/files/stl-bytes.js';
import { hasJudge, rewriteWithPrusa, write3mfWithJudge } from '../judges.js';
import { letterBody, letterVolume } from './letter-body.js';

const folder = mkdtempSync(join(tmpdir(), 'isocast-others-'));
afterAll(() => rmSync(folder, { recursive: true }));
const letter = letterBody();
const prusa = await hasJudge('prusa-slicer');

/** How far the farthest corner of `a` is from the nearest of `b`, mm, after `b` was lifted to the height of `a`. */
function farthest(a: Mesh, b: Mesh): number {
  const lift = boundsOf(a).min[2] - boundsOf(b).min[2];
  const points = (mesh: Mesh, up: number): number[][] =>
    Array.from({ length: mesh.positions.length / 3 }, (_, v) => {
      const [x, y, z] = mesh.positions.subarray(3 * v);
      return [x, y, z + up];
    });
  const others = points(b, lift);
  const nearest = ([x, y, z]: number[]): number =>
    Math.min(...others.map(([u, v, w]) => Math.hypot(x - u, y - v, z - w)));
  return Math.max(...points(a, 0).map(nearest));
}

describe('written by others', () => {
  it.skipIf(!prusa).each(['stl', 'obj', '3mf'] as const)('PrusaSlicer: %s', async (format) => {
    const from = join(folder, 'from.stl');
    const to = join(folder, `to.${format}`);
    writeFileSync(from, Buffer.concat([...stlBytes({ mesh: letter })]));
    await rewriteWithPrusa(from, format, to);
    const { meshes } = await readMesh(to);
    expect(meshes).toHaveLength(1);
    const { mesh } = meshes[0];
    expect(mesh.triangles.length).toBe(letter.triangles.length);
    expect(signedVolume(mesh)).toBeCloseTo(letterVolume, 2);
    // It sets the model down on the bed, in float32: the height differs, and the last digits.
    expect(mesh.positions.length).toBe(letter.positions.length);
    expect(farthest(mesh, letter)).toBeLessThan(1e-4);
    expect(farthest(letter, mesh)).toBeLessThan(1e-4);
  });

  it('lib3mf: turned, mirrored and moved as it says', async () => {
    const path = join(folder, 'lib.3mf');
    await write3mfWithJudge(letter, [0, 1, 0, -1, 0, 0, 0, 0, -1, 10, 20, 30], path);
    const { mesh } = (await readMesh(path)).meshes[0];
    // 3MF multiplies rows: x' = −y + 10, y' = x + 20, z' = −z + 30; a mirror, so that the winding must turn.
    expect(signedVolume(mesh)).toBeCloseTo(letterVolume, 2);
    const p = letter.positions;
    for (let v = 0; v < p.length; v += 3) {
      const expected = [-p[v + 1] + 10, p[v] + 20, -p[v + 2] + 30];
      for (let c = 0; c < 3; c++) expect(mesh.positions[v + c]).toBeCloseTo(expected[c], 3);
    }
  });
});
