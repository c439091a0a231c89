// Edges and twins against a map of pairs of vertices, on soups whose edges have one side, two, or many.
import { expect, it } from 'vitest';
import { edgesOf, nextOf, twinsOf } from '../../src/kernel/edges.js';
import { random } from './solids.js';

function slowly(triangles: Uint32Array): Map<number, number[]> {
  const sides = new Map<number, number[]>();
  for (let h = 0; h < triangles.length; h++) {
    const [a, b] = [triangles[h], triangles[nextOf(h)]];
    const key = Math.min(a, b) * 1e6 + Math.max(a, b);
    sides.set(key, [...(sides.get(key) ?? []), h]);
  }
  return new Map([...sides].sort(([a], [b]) => a - b));
}

/** The vertices of each triangle differ. */
function soup(count: number, vertices: number, seed: number): Uint32Array {
  const next = random(seed);
  const triangles: number[] = [];
  while (triangles.length < 3 * count) {
    const corners = [0, 1, 2].map(() => Math.floor(next() * vertices));
    if (new Set(corners).size === 3) triangles.push(...corners);
  }
  return Uint32Array.from(triangles);
}

it.each([
  [300, 12],
  [300, 60],
  [2000, 9],
  [40, 3],
])('%d triangles over %d vertices', (count, vertices) => {
  const triangles = soup(count, vertices, count + vertices);
  const sides = [...slowly(triangles).values()];
  const { order, start, twin } = edgesOf(triangles, vertices);
  expect([...order]).toEqual(sides.flat());
  expect([...start]).toEqual([0, ...sides.map((_, e) => sides.slice(0, e + 1).flat().length)]);
  const twins = new Int32Array(triangles.length).fill(-1);
  for (const [g, h, more] of sides) if (h !== undefined && more === undefined) [twins[g], twins[h]] = [h, g];
  expect(twin).toEqual(twins);
  expect(twinsOf(triangles, vertices)).toEqual(twins);
});
