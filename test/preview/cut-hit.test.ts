import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { dot, lengthOf, minus, unit } from '../../src/core/vec3.js';
import { cutHit, nearestOnContours } from '../../src/preview/cut-hit.js';
import { planeSection } from '../../src/preview/plane-section.js';
import { isosurface, seeded, torus } from '../fixtures/solids.js';

const ring = isosurface(torus([0, 0, 0], 10, 4), [34, 34, 14], 1, [-16.4, -16.4, -6.4]);
const normal: Vec3 = [0, 0, 1];
const flat = planeSection(ring, normal, 0.5);
const cut = { normal, offset: 0.5, contours: [flat], scan: null };
const down: Vec3 = [0, 0, -1];

describe('cutHit', () => {
  it('hits the cap of a ring and passes through its hole', () => {
    expect(cutHit(cut, [10, 1, 20], down)).toEqual({ distance: 19.5, point: [10, 1, 0.5] });
    expect(cutHit(cut, [1, 2, 20], down)).toBeNull();
    expect(cutHit(cut, [15, 0, 20], down)).toBeNull();
  });

  it('hits the scan where it is shown, also in the hole', () => {
    const scan = [
      [-5, -20, -9],
      [20, 20, 9],
    ] as const;
    expect(cutHit({ ...cut, scan }, [1, 2, 20], down)?.point).toEqual([1, 2, 0.5]);
    expect(cutHit({ ...cut, scan }, [-6, 2, 20], down)?.point).toEqual([-6, 2, 0.5]);
    expect(cutHit({ ...cut, scan }, [-5.1, 0, 20], down)).toBeNull();
  });

  it('hits nothing along the plane or behind the eye', () => {
    expect(cutHit(cut, [10, 1, 0.5], [1, 0, 0])).toBeNull();
    expect(cutHit(cut, [10, 1, -3], down)).toBeNull();
  });

  it('knows inside from outside on a slanted plane', () => {
    const n = unit([1, 2, 3]);
    const slanted = { normal: n, offset: 1, contours: [planeSection(ring, n, 1)], scan: null };
    const field = torus([0, 0, 0], 10, 4);
    const random = seeded(3);
    for (let k = 0; k < 200; k++) {
      const start: Vec3 = [random() * 30 - 15, random() * 30 - 15, random() * 30 - 15];
      const distance = (1 - dot(n, start)) / -n[2];
      const [x, y, z] = [start[0], start[1], start[2] - distance];
      if (distance < 0 || Math.abs(field(x, y, z)) < 0.3) continue;
      expect(cutHit(slanted, start, down) !== null).toBe(field(x, y, z) > 0);
    }
  });
});

describe('nearestOnContours', () => {
  it('finds what a search of all ends and feet finds, and nothing too far', () => {
    const point: Vec3 = [12, 5, 0.5];
    const found = nearestOnContours([flat], point, 5);
    const ends = Array.from(
      { length: flat.length / 3 },
      (_, n): Vec3 => [flat[3 * n], flat[3 * n + 1], flat[3 * n + 2]],
    );
    const least = Math.min(...ends.map((end) => lengthOf(minus(end, point))));
    expect(found === null ? 99 : lengthOf(minus(found, point))).toBeLessThanOrEqual(least);
    expect(found === null ? 99 : Math.hypot(found[0], found[1])).toBeCloseTo(
      Math.hypot(10, 0) + Math.sqrt(16 - 0.25),
      1,
    );
    expect(nearestOnContours([flat], point, 0.1)).toBeNull();
    expect(nearestOnContours([], point, 5)).toBeNull();
  });
});
