// Which meshes can be simplified: closed, oriented 2-manifolds, and no others.
import { expect, it } from 'vitest';
import { cornerMesh } from '../../src/kernel/corner-mesh.js';

const positions = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 2, 2, 2, 3, 2, 2, 2, 3, 2);
const one = [0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3];
const other = (v: number[]): number[] => one.map((n) => v[n]);
const ready = (triangles: number[]): boolean =>
  cornerMesh({ positions, triangles: Uint32Array.from(triangles) }) !== null;

it('takes closed manifolds', () => {
  expect(ready(one)).toBe(true);
  expect(ready([])).toBe(true);
});

it('refuses what is open, turned, doubled, or pinched at an edge or a vertex', () => {
  expect(ready(one.slice(3))).toBe(false);
  expect(ready([0, 1, 2, ...one.slice(3)])).toBe(false);
  expect(ready([...one, ...one])).toBe(false);
  expect(ready([...one, ...other([0, 1, 4, 5])])).toBe(false);
  expect(ready([...one, ...other([0, 4, 5, 6])])).toBe(false);
});

it('pairs each half-edge with the one that runs the other way', () => {
  const mesh = cornerMesh({ positions, triangles: Uint32Array.from(one) });
  if (mesh === null) throw new Error('not closed');
  const end = (h: number): number => mesh.corner[h % 3 === 2 ? h - 2 : h + 1];
  for (let h = 0; h < one.length; h++) {
    expect(mesh.corner[mesh.twin[h]]).toBe(end(h));
    expect(end(mesh.twin[h])).toBe(mesh.corner[h]);
  }
  for (let v = 0; v < 4; v++) expect(mesh.corner[mesh.start[v]]).toBe(v);
  expect([...mesh.start.subarray(4)]).toEqual([-1, -1, -1]);
});
