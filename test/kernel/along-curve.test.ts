// The same mesh in another order, in which neighbours stand together.
import { expect, it } from 'vitest';
import { signedVolume, surfaceArea } from '../../src/core/mesh.js';
import { alongCurve } from '../../src/kernel/along-curve.js';
import { ball, isosurface } from '../fixtures/solids.js';

it('keeps every vertex and triangle, and brings neighbours together', () => {
  const mesh = isosurface(ball([8, 8, 8], 6), [33, 33, 33], 0.5);
  const { mesh: ordered, from } = alongCurve(mesh);
  expect([...from].sort((a, b) => a - b)).toEqual([...from.keys()]);
  for (let v = 0; v < from.length; v++)
    expect(ordered.positions.subarray(3 * v, 3 * v + 3)).toEqual(
      mesh.positions.subarray(3 * from[v], 3 * from[v] + 3),
    );
  const named = (t: Uint32Array, name: (v: number) => number): string[] =>
    Array.from({ length: t.length / 3 }, (_, f) => [0, 1, 2].map((k) => name(t[3 * f + k])).join(' ')).sort();
  expect(named(ordered.triangles, (v) => from[v])).toEqual(named(mesh.triangles, (v) => v));
  expect(signedVolume(ordered)).toBeCloseTo(signedVolume(mesh), 6);
  expect(surfaceArea(ordered)).toBeCloseTo(surfaceArea(mesh), 6);
  const spread = (t: Uint32Array): number => {
    let sum = 0;
    for (let h = 0; h < t.length; h++) sum += Math.abs(t[h] - t[h % 3 === 2 ? h - 2 : h + 1]);
    return sum / t.length;
  };
  // Shuffled, a side would span a third of all vertices.
  expect(spread(ordered.triangles)).toBeLessThan(from.length / 20);
});
