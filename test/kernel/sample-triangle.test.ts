// Samples of triangles: all the area, no place far from one, and few on needles.
import { describe, expect, it } from 'vitest';
import { extremePoints } from '../../src/kernel/extreme-points.js';
import { sampleTriangle } from '../../src/kernel/sample-triangle.js';
import { sphereDirections } from '../../src/kernel/sphere-directions.js';
import { seeded } from '../fixtures/solids.js';

type Point = readonly [number, number, number];

function sampled(corners: readonly number[], longest: number) {
  const points: Point[] = [];
  let area = 0;
  sampleTriangle(Float32Array.from([0, ...corners]), 1, longest, (x, y, z, own) => {
    points.push([x, y, z]);
    area += own;
  });
  return { points, area };
}

describe('sampleTriangle', () => {
  it('leaves a small one whole', () => {
    const { points, area } = sampled([0, 0, 0, 0.6, 0, 0, 0, 0.6, 0], 0.85);
    expect(points).toEqual([[0.2, 0.2, 0].map((x) => expect.closeTo(x, 6))]);
    expect(area).toBeCloseTo(0.18, 6);
  });

  it('covers any triangle', () => {
    const random = seeded(2);
    for (let round = 0; round < 20; round++) {
      const corners = Array.from({ length: 9 }, () => 8 * random());
      const { points, area } = sampled(corners, 0.85);
      const [u, v] = [0, 1, 2].reduce<[number[], number[]]>(
        ([a, b], d) => [
          [...a, corners[3 + d] - corners[d]],
          [...b, corners[6 + d] - corners[d]],
        ],
        [[], []],
      );
      const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
      expect(area).toBeCloseTo(Math.hypot(...normal) / 2, 3);
      for (let n = 0; n < 50; n++) {
        const [a, b] = [random(), random()];
        const [s, t] = a + b > 1 ? [1 - a, 1 - b] : [a, b];
        const at = [0, 1, 2].map((d) => corners[d] + s * u[d] + t * v[d]);
        const away = points.map((p) => Math.hypot(p[0] - at[0], p[1] - at[1], p[2] - at[2]));
        expect(Math.min(...away)).toBeLessThan(0.5);
      }
    }
  });

  it('does not crowd a needle', () => {
    const { points, area } = sampled([0, 0, 0, 40, 0, 0, 20, 0.01, 0], 1);
    expect(points.length).toBeLessThan(500);
    expect(area).toBeCloseTo(0.2, 4);
  });
});

describe('sphereDirections', () => {
  it('leaves no direction far from all', () => {
    const directions = sphereDirections(200);
    const random = seeded(3);
    for (let n = 0; n < 300; n++) {
      const z = 2 * random() - 1;
      const a = 2 * Math.PI * random();
      const [x, y] = [Math.sqrt(1 - z * z) * Math.cos(a), Math.sqrt(1 - z * z) * Math.sin(a)];
      expect(Math.max(...directions.map((d) => d[0] * x + d[1] * y + d[2] * z))).toBeGreaterThan(0.985);
    }
  });
});

describe('extremePoints', () => {
  it('has the outermost vertex in each of its directions', () => {
    const random = seeded(8);
    const positions = Float32Array.from({ length: 3 * 5000 }, () => 10 * (random() + random() + random()));
    const points = extremePoints(positions);
    expect(points.length).toBeLessThan(positions.length / 10);
    for (const [x, y, z] of sphereDirections(800)) {
      let [all, some] = [-Infinity, -Infinity];
      for (let v = 0; v < positions.length; v += 3)
        all = Math.max(all, x * positions[v] + y * positions[v + 1] + z * positions[v + 2]);
      for (let v = 0; v < points.length; v += 3)
        some = Math.max(some, x * points[v] + y * points[v + 1] + z * points[v + 2]);
      expect(some).toBeCloseTo(all, 6);
    }
    expect(extremePoints(new Float32Array(0))).toHaveLength(0);
  });
});
