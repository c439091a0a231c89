// The nearest triangle against asking every one of them, degenerate triangles included.
import { describe, expect, it } from 'vitest';
import { nearestTriangle } from '../../src/kernel/nearest-triangle.js';
import { triangleTree } from '../../src/kernel/triangle-tree.js';
import { squaredDistance } from './slow/nearest-triangle.js';
import { ball, meshOf, random } from './solids.js';

/** By brute force: the least over a fine net of points of the triangle. */
function netDistance(c: readonly number[], p: readonly number[], n: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= n; i++)
    for (let j = 0; i + j <= n; j++) {
      const q = [0, 1, 2].map((x) => c[x] + ((c[3 + x] - c[x]) * i + (c[6 + x] - c[x]) * j) / n);
      least = Math.min(least, Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]));
    }
  return least;
}

describe('squaredDistance', () => {
  it('comes within a net of points, of triangles with and without area', () => {
    const next = random(3);
    for (let round = 0; round < 400; round++) {
      const c = Array.from({ length: 9 }, () => Math.floor(next() * 5));
      if (round % 4 === 0) for (let x = 0; x < 3; x++) c[6 + x] = 2 * c[3 + x] - c[x];
      if (round % 8 === 1) for (let x = 0; x < 3; x++) c[3 + x] = c[x];
      const p = [0, 1, 2].map(() => 7 * next() - 1);
      const found = Math.sqrt(squaredDistance(Float32Array.from(c), 0, p[0], p[1], p[2]));
      const net = netDistance(c, p, 60);
      expect(found).toBeLessThanOrEqual(net + 1e-12);
      expect(found).toBeGreaterThan(net - 0.12);
    }
  });

  it('is exactly nought at the corners', () => {
    const next = random(4);
    for (let round = 0; round < 100; round++) {
      const c = Float32Array.from({ length: 9 }, () => 300 * next());
      for (const o of [0, 3, 6]) expect(squaredDistance(c, 0, c[o], c[o + 1], c[o + 2])).toBe(0);
    }
  });

  it('is right beside a needle', () => {
    const c = Float32Array.of(0, 0, 0, 100, 0, 0, 50, 1e-7, 0);
    expect(Math.sqrt(squaredDistance(c, 0, 70, 3, 4))).toBeCloseTo(5, 6);
    expect(Math.sqrt(squaredDistance(c, 0, -3, 0, 4))).toBeCloseTo(5, 6);
  });
});

describe('nearestTriangle', () => {
  it('finds what asking all would find, whatever the hint', () => {
    const next = random(5);
    const soup = meshOf(
      Array.from({ length: 900 }, (_, k) => (k % 9 < 3 ? 10 : 2) * next()),
      Array.from({ length: 300 }, (_, k) => k),
    );
    for (const mesh of [soup, ball(2, 5), ball(0, 1), meshOf([0, 0, 0, 1, 0, 0, 0, 1, 0], [0, 1, 2])]) {
      const tree = triangleTree(mesh);
      const nearest = nearestTriangle(tree);
      const count = mesh.triangles.length / 3;
      for (let round = 0; round < 100; round++) {
        const p = round % 3 === 0 ? [...mesh.positions.subarray(0, 3)] : [0, 1, 2].map(() => 14 * next() - 2);
        const all = Array.from({ length: count }, (_, s) =>
          squaredDistance(tree.corners, 9 * s, p[0], p[1], p[2]),
        );
        const least = Math.min(...all);
        const lowest = Math.min(...all.flatMap((d, s) => (d === least ? [tree.order[s]] : [])));
        for (const hint of [-1, Math.floor(next() * count)]) {
          expect(tree.order[nearest.slotAt(p[0], p[1], p[2], hint)]).toBe(lowest);
          expect(nearest.distance()).toBe(Math.sqrt(least));
        }
      }
    }
  });

  it('finds none where there is none', () => {
    expect(nearestTriangle(triangleTree(meshOf([], []))).slotAt(0, 0, 0, -1)).toBe(-1);
  });
});
