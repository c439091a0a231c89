// Which meshes can be simplified: closed, oriented 2-manifolds, and no others; and which of their edges collapse.
import { expect, it } from 'vitest';
import type { Mesh } from '../../src/core/mesh.js';
import { type Collapser, collapser } from '../../src/kernel/collapser.js';
import { selfIntersections } from '../../src/kernel/self-intersections.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { closedAndOriented } from '../fixtures/brute.js';
import { ball, box, gyroid, isosurface, seeded } from '../fixtures/solids.js';

const positions = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 2, 2, 2, 3, 2, 2, 2, 3, 2);
const one = [0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3];
const other = (v: number[]): number[] => one.map((n) => v[n]);
const ready = (triangles: number[]): boolean =>
  collapser({ positions, triangles: Uint32Array.from(triangles) }, null, null) !== null;

function workOn(
  mesh: Mesh,
  ...rest: Parameters<typeof collapser> extends [Mesh, ...infer R] ? R : never
): Collapser {
  const work = collapser(mesh, ...rest);
  if (work === null) throw new Error('not closed');
  return work;
}

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
  const { mesh } = workOn({ positions, triangles: Uint32Array.from(one) }, null, null);
  const end = (h: number): number => mesh.corner[h % 3 === 2 ? h - 2 : h + 1];
  for (let h = 0; h < one.length; h++) {
    expect(mesh.corner[mesh.twin[h]]).toBe(end(h));
    expect(end(mesh.twin[h])).toBe(mesh.corner[h]);
  }
  for (let v = 0; v < 4; v++) expect(mesh.corner[mesh.start[v]]).toBe(v);
  expect([...mesh.start.subarray(4)]).toEqual([-1, -1, -1]);
});

/** Collapses edges at random to their middles; so many of them did. */
function collapseSome(work: Collapser, tries: number, looking: 'crossings' | 'shape'): number {
  const { corner, twin, positions: p } = work.mesh;
  const random = seeded(1);
  let merged = 0;
  for (let n = 0; n < tries; n++) {
    const h = Math.floor(random() * corner.length);
    if (corner[h] === 0xffffffff) continue;
    const [a, b] = [3 * corner[h], 3 * corner[twin[h]]];
    const [x, y, z] = [0, 1, 2].map((d) => Math.fround((p[a + d] + p[b + d]) / 2));
    if (work.collapse(h, x, y, z, looking)) merged++;
  }
  return merged;
}

it('leaves a closed mesh that nowhere crosses itself, of two triangles less a collapse', () => {
  const mesh = isosurface(gyroid(6, 0.35), [13, 13, 13], 0.5, [100, 0, -60], 0.001);
  const work = workOn(mesh, null, null);
  const merged = collapseSome(work, 3000, 'crossings');
  const { mesh: rest, vertices, faces } = work.extract();
  expect(merged).toBeGreaterThan(100);
  expect(work.count()).toBe(mesh.triangles.length / 3 - 2 * merged);
  expect(rest.triangles.length).toBe(3 * work.count());
  expect([vertices.length, faces.length]).toEqual([rest.positions.length / 3, work.count()]);
  expect(closedAndOriented(rest)).toBe(true);
  expect(selfIntersections(rest).length).toBe(0);
});

it('gets no point farther off than its cap', () => {
  const mesh = isosurface(ball([3, 3, 3], 2.2), [13, 13, 13], 0.5);
  const caps = (cap: number): Float32Array => new Float32Array(mesh.positions.length / 3).fill(cap);
  const loose = workOn(mesh, { places: mesh.positions, caps: caps(1) }, null);
  const tight = workOn(mesh, { places: mesh.positions, caps: caps(1e-6) }, null);
  expect(collapseSome(loose, 2000, 'shape')).toBeGreaterThan(50);
  expect(collapseSome(tight, 2000, 'shape')).toBe(0);
});

it('collapses on a face, not over an edge, where it must stay near', () => {
  const mesh = isosurface(box([5, 5, 5], [3.1, 3.2, 3.3]), [21, 21, 21], 0.5);
  const reference = targetSurface(mesh);
  const near = workOn(mesh, null, { reference, cap: 0.01 });
  const free = workOn(mesh, null, null);
  const [some, more] = [near, free].map((work) => collapseSome(work, 5000, 'shape'));
  expect(some).toBeGreaterThan(100);
  expect(more).toBeGreaterThan(some);
  const farthest = (work: Collapser): number => {
    const { positions: p } = work.extract().mesh;
    let far = 0;
    for (let v = 0; v < p.length; v += 3) {
      const off = [3.1, 3.2, 3.3].map((half, d) => Math.abs(p[v + d] - 5) - half);
      far = Math.max(far, Math.abs(Math.max(...off)));
    }
    return far;
  };
  expect(farthest(near)).toBeLessThan(farthest(free));
});
