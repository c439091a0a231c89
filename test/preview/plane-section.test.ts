import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { cross, dot, unit } from '../../src/core/vec3.js';
import { planeSection } from '../../src/preview/plane-section.js';
import { sectionFan } from '../../src/preview/section-fan.js';
import { ball, isosurface, seeded, torus } from '../fixtures/solids.js';

const sphere = isosurface(ball([3, -2, 5], 10), [26, 26, 26], 1, [-9.5, -14.5, -7.5]);
const ring = isosurface(torus([0, 0, 0], 10, 4), [34, 34, 14], 1, [-16.4, -16.4, -6.4]);

type Segment = readonly [from: Vec3, to: Vec3];
const segmentsOf = (flat: Float32Array): Segment[] =>
  Array.from({ length: flat.length / 6 }, (_, s): Segment => {
    const [a, b, c, d, e, f] = flat.subarray(6 * s, 6 * s + 6);
    return [
      [a, b, c],
      [d, e, f],
    ];
  });

/** Area inside, by Green's theorem: negative if the material lies to the right. */
const areaOf = (segments: readonly Segment[], n: Vec3): number =>
  segments.reduce((sum, [a, b]) => sum + dot(n, cross(a, b)) / 2, 0);

const planes: readonly (readonly [Vec3, number])[] = [
  [[0, 0, 1], 5.2],
  [[0, 0, -1], -5.2],
  [[1, 0, 0], 0],
  [unit([1, 2, -2]), -3.1],
];

describe('planeSection', () => {
  it.each(planes)('cuts a ball in a circle on its plane: %j %d', (n, offset) => {
    const found = segmentsOf(planeSection(sphere, n, offset));
    const away = offset - dot(n, [3, -2, 5]);
    const radius = Math.sqrt(100 - away * away);
    for (const point of found.flat()) {
      expect(Math.abs(dot(n, point) - offset)).toBeLessThan(1e-5);
      expect(Math.abs(Math.hypot(point[0] - 3, point[1] + 2, point[2] - 5) - 10)).toBeLessThan(0.1);
    }
    expect(areaOf(found, n) / (Math.PI * radius * radius)).toBeCloseTo(1, 1);
  });

  it('closes every loop to the last digit, through vertices as well', () => {
    for (const offset of [0, -6.4, -1.4, 2.123])
      for (const n of [[0, 0, 1], [0, 1, 0], unit([3, 1, 2])] as const) {
        const ends = new Map<string, number>();
        for (const [from, to] of segmentsOf(planeSection(ring, n, offset))) {
          if (String(from) === String(to)) continue;
          ends.set(String(from), (ends.get(String(from)) ?? 0) + 1);
          ends.set(String(to), (ends.get(String(to)) ?? 0) - 1);
        }
        expect([...ends.values()].every((open) => open === 0)).toBe(true);
      }
  });

  it('leaves the hole of a ring open', () => {
    const found = segmentsOf(planeSection(ring, [0, 0, 1], 0));
    expect(areaOf(found, [0, 0, 1]) / (Math.PI * (14 * 14 - 6 * 6))).toBeCloseTo(1, 1);
  });

  it('finds the triangles that a plain search finds', () => {
    const random = seeded(5);
    const positions = Float32Array.from({ length: 300 }, () => random() * 20 - 10);
    const triangles = Uint32Array.from({ length: 900 }, () => Math.floor(random() * 100));
    const n = unit([1, -2, 0.5]);
    const height = (v: number): number =>
      dot(n, [positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]]) - 1;
    const cut = Array.from({ length: 300 }, (_, t) => [...triangles.subarray(3 * t, 3 * t + 3)]).filter(
      (vs) => vs.some((v) => height(v) >= 0) && vs.some((v) => height(v) < 0),
    );
    expect(planeSection({ positions, triangles }, n, 1)).toHaveLength(6 * cut.length);
  });

  it('is empty where the plane passes by', () => {
    expect(planeSection(sphere, [1, 0, 0], 99)).toHaveLength(0);
  });
});

describe('sectionFan', () => {
  it('covers what lies inside an odd number of times', () => {
    const flat = planeSection(ring, [0, 0, 1], 0);
    const fan = sectionFan(flat);
    const covers = (x: number, y: number): number => {
      let count = 0;
      for (let t = 0; t < fan.length; t += 9) {
        const side = (i: number, j: number): number =>
          (fan[t + j] - fan[t + i]) * (y - fan[t + i + 1]) -
          (fan[t + j + 1] - fan[t + i + 1]) * (x - fan[t + i]);
        const sides = [side(0, 3), side(3, 6), side(6, 0)];
        if (sides.every((s) => s > 0) || sides.every((s) => s < 0)) count++;
      }
      return count % 2;
    };
    const random = seeded(9);
    for (let n = 0; n < 300; n++) {
      const [x, y] = [random() * 32 - 16, random() * 32 - 16];
      const r = Math.hypot(x, y);
      if (Math.min(Math.abs(r - 6), Math.abs(r - 14)) < 0.3) continue;
      expect(covers(x, y)).toBe(r > 6 && r < 14 ? 1 : 0);
    }
  });
});
