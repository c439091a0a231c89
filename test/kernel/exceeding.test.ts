// What is said to lie within a tolerance does, everywhere; what is said to leave it, leaves it.
import { expect, it } from 'vitest';
import type { Mesh } from '../../src/core/mesh.js';
import { exceeding } from '../../src/kernel/exceeding.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { squaredDistance } from './slow/nearest-triangle.js';
import { ball, box, meshOf, random, torus } from './solids.js';

/** Greatest distance of points of triangle t, n steps a side, to the other mesh, by asking every triangle. */
function sampled(from: Mesh, t: number, to: Mesh, n: number): number {
  const corner = (k: number, x: number): number => from.positions[3 * from.triangles[3 * t + k] + x];
  const all = Float32Array.from(
    [...to.triangles].flatMap((v) => [0, 1, 2].map((x) => to.positions[3 * v + x])),
  );
  let most = 0;
  for (let i = 0; i <= n; i++)
    for (let j = 0; i + j <= n; j++) {
      const [x, y, z] = [0, 1, 2].map(
        (axis) =>
          corner(0, axis) +
          ((corner(1, axis) - corner(0, axis)) * i + (corner(2, axis) - corner(0, axis)) * j) / n,
      );
      let least = Number.POSITIVE_INFINITY;
      for (let o = 0; o < all.length; o += 9) least = Math.min(least, squaredDistance(all, o, x, y, z));
      most = Math.max(most, least);
    }
  return Math.sqrt(most);
}

const shaken = (mesh: Mesh, by: number, seed: number): Mesh => {
  const next = random(seed);
  return { ...mesh, positions: mesh.positions.map((x) => x + by * (2 * next() - 1)) };
};

it.each([
  ['a shaken ball', shaken(ball(2, 10), 0.3, 1), ball(2, 10)],
  ['a coarse ball on a fine one', ball(1, 10), ball(2, 10.2)],
  ['a fine ball on a coarse one', shaken(ball(2, 10), 0.1, 7), shaken(ball(1, 10), 0.2, 2)],
  ['two rings', shaken(torus(10, 3, 16, 8), 0.2, 3), shaken(torus(10, 3, 13, 9), 0.2, 4)],
  ['loose triangles', shaken(ball(1, 3), 2, 5), shaken(ball(1, 3), 2, 6)],
])('agrees with dense samples on %s', (_, from, to) => {
  const count = from.triangles.length / 3;
  const far = Array.from({ length: count }, (_v, t) => sampled(from, t, to, 8));
  const tolerance = [...far].sort((a, b) => a - b)[count >> 1];
  const found = new Set(exceeding(from, tolerance, targetSurface(to)));
  for (let t = 0; t < count; t++) {
    if (far[t] > tolerance) expect(found.has(t)).toBe(true);
    // Said to leave the tolerance: samples four times as dense come near to showing it.
    else if (found.has(t) && far[t] < 0.97 * tolerance)
      expect(sampled(from, t, to, 48)).toBeGreaterThan(0.97 * tolerance);
  }
});

it('finds nothing between equal surfaces, however they are cut up', () => {
  const b = ball(2, 10);
  expect(exceeding(b, 1e-9, targetSurface(b)).length).toBe(0);
  const plate = (n: number): Mesh => {
    const p: number[] = [];
    const t: number[] = [];
    for (let j = 0; j <= n; j++) for (let i = 0; i <= n; i++) p.push((6 * i) / n, (6 * j) / n, 0);
    for (let j = 0; j < n; j++)
      for (let i = 0; i < n; i++) {
        const a = j * (n + 1) + i;
        t.push(a, a + 1, a + n + 2, a, a + n + 2, a + n + 1);
      }
    return meshOf(p, t);
  };
  expect(exceeding(plate(2), 1e-6, targetSurface(plate(3))).length).toBe(0);
  expect(exceeding(plate(6), 1e-6, targetSurface(plate(1))).length).toBe(0);
});

it('sees a bulge that no vertex shows', () => {
  const roof = meshOf(
    [-1, -5, 0, 1, -5, 0, 1, 5, 0, -1, 5, 0, 0, 0, 1],
    [0, 1, 4, 1, 2, 4, 2, 3, 4, 3, 0, 4],
  );
  const floor = meshOf([-1, -5, 0, 1, -5, 0, 1, 5, 0, -1, 5, 0], [0, 1, 2, 0, 2, 3]);
  expect([...exceeding(floor, 0.5, targetSurface(roof))]).toEqual([0, 1]);
  expect([...exceeding(floor, 0.75, targetSurface(roof))]).toEqual([]);
});

it('judges some triangles alone, and any triangle where there is nothing to measure against', () => {
  const [b, far] = [box([0, 0, 0], [1, 1, 1]), box([5, 0, 0], [1, 1, 1])];
  expect([...exceeding(b, 1, targetSurface(far), Uint32Array.of(3, 1))]).toEqual([1, 3]);
  expect(exceeding(b, 1, targetSurface(meshOf([], []))).length).toBe(12);
  expect(exceeding(meshOf([], []), 1, targetSurface(b)).length).toBe(0);
});
