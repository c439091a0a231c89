// What lies near a box while edges collapse: the same as by looking at all triangles.
import { expect, it } from 'vitest';
import type { Mesh } from '../../src/core/mesh.js';
import { type Collapser, collapser } from '../../src/kernel/collapser.js';
import { noVertex } from '../../src/kernel/corner-mesh.js';
import { gyroid, isosurface, seeded } from '../fixtures/solids.js';

/** A sheet with holes, beside it flat boxes of many sizes over four orders of magnitude. */
function manySizes(): Mesh {
  const sheet = isosurface(gyroid(6, 0.35), [13, 13, 13], 0.5, [-3, 0, -2], 0.001);
  const positions = [...sheet.positions];
  const triangles = [...sheet.triangles];
  const random = seeded(3);
  for (let n = 0; n < 60; n++) {
    const first = positions.length / 3;
    const size = 10 ** (4 * random() - 2);
    const centre = [0, 1, 2].map(() => 20 * random() - 10);
    const corners = [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1];
    positions.push(...corners.map((c, i) => centre[i % 3] + size * c));
    for (const v of [0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3]) triangles.push(first + v);
  }
  return { positions: Float32Array.from(positions), triangles: Uint32Array.from(triangles) };
}

function collapseSome(work: Collapser, tries: number, looking: 'crossings' | 'shape', seed: number): number {
  const { corner, twin, positions: p } = work.mesh;
  const random = seeded(seed);
  let merged = 0;
  for (let n = 0; n < tries; n++) {
    const h = Math.floor(random() * corner.length);
    if (corner[h] === noVertex) continue;
    const [a, b] = [3 * corner[h], 3 * corner[twin[h]]];
    const [x, y, z] = [0, 1, 2].map((d) => Math.fround((p[a + d] + p[b + d]) / 2));
    if (work.collapse(h, x, y, z, looking)) merged++;
  }
  return merged;
}

it('finds what a look at all bounds finds, after each kind of collapse', () => {
  const work = collapser(manySizes(), null, null);
  if (work === null) throw new Error('not closed');
  const { positions: p, corner } = work.mesh;
  const { run, grid } = work.memory;
  const random = seeded(8);
  const check = (): void => {
    const from = [0, 1, 2].map(() => Math.fround(30 * random() - 15));
    const to = from.map((x) => Math.fround(x + 4 * random()));
    const wanted: number[] = [];
    for (let f = 0; 3 * f < corner.length; f++) {
      if (corner[3 * f] === noVertex) continue;
      const across = (d: number): number[] => [0, 1, 2].map((k) => p[3 * corner[3 * f + k] + d]);
      if ([0, 1, 2].every((d) => Math.min(...across(d)) <= to[d] && Math.max(...across(d)) >= from[d]))
        wanted.push(f);
    }
    const count = run.findInGrid(from[0], from[1], from[2], to[0], to[1], to[2]);
    expect([...grid.found.subarray(0, count)].sort((a, b) => a - b)).toEqual(wanted);
  };
  let merged = collapseSome(work, 20, 'shape', 1);
  for (let round = 0; round < 6; round++) {
    merged += collapseSome(work, 300, 'crossings', 10 + round);
    merged += collapseSome(work, 300, 'shape', 20 + round);
    for (let n = 0; n < 20; n++) check();
  }
  expect(merged).toBeGreaterThan(500);
});

it('refuses to look for crossings where points are held', () => {
  const mesh = manySizes();
  const caps = new Float32Array(mesh.positions.length / 3).fill(1);
  const work = collapser(mesh, { places: mesh.positions, caps }, null);
  expect(() => work?.collapse(0, 0, 0, 0, 'crossings')).toThrow('no room');
});
