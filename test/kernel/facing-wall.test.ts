// The nearest wall that faces a point, against a look at every triangle; and walls that lean.
import { describe, expect, it } from 'vitest';
import { facingWall } from '../../src/kernel/facing-wall.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { boxMesh, torusMesh } from '../fixtures/shapes.js';
import { bandNoise, isosurface, seeded } from '../fixtures/solids.js';

type Point = readonly [number, number, number];
const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** The nearest of many points of a triangle, by dividing it. */
function nearestOf(corners: readonly [Point, Point, Point], p: Point): Point {
  let [a, b, c] = corners;
  const middle = (u: Point, v: Point): Point => [(u[0] + v[0]) / 2, (u[1] + v[1]) / 2, (u[2] + v[2]) / 2];
  const far = ([u, v, w]: readonly [Point, Point, Point]): number => {
    const m: Point = [(u[0] + v[0] + w[0]) / 3, (u[1] + v[1] + w[1]) / 3, (u[2] + v[2] + w[2]) / 3];
    return Math.hypot(...minus(m, p));
  };
  for (let n = 0; n < 30; n++) {
    const [ab, bc, ca] = [middle(a, b), middle(b, c), middle(c, a)];
    const parts: (readonly [Point, Point, Point])[] = [
      [a, ab, ca],
      [ab, b, bc],
      [ca, bc, c],
      [bc, ca, ab],
    ];
    [a, b, c] = parts.reduce((x, y) => (far(y) < far(x) ? y : x));
  }
  return a;
}

describe('facingWall', () => {
  it('agrees with a look at every triangle', () => {
    const noise = bandNoise(4, 3, 6);
    const mesh = isosurface((x, y, z) => noise(x, y, z) + 0.3, [15, 15, 15], 0.6);
    const surface = targetSurface(mesh);
    const { positions: p, triangles: t } = mesh;
    const corner = (v: number): Point => [p[3 * v], p[3 * v + 1], p[3 * v + 2]];
    const triangles = Array.from({ length: t.length / 3 }, (_, f) => {
      const [a, b, c] = [corner(t[3 * f]), corner(t[3 * f + 1]), corner(t[3 * f + 2])];
      const [u, v] = [minus(b, a), minus(c, a)];
      const n: Point = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
      const length = Math.hypot(...n);
      return { corners: [a, b, c] as const, normal: [n[0] / length, n[1] / length, n[2] / length] as Point };
    });
    const random = seeded(9);
    let found = 0;
    for (let round = 0; round < 25; round++) {
      const { corners, normal } = triangles[Math.floor(random() * triangles.length)];
      const at = ([0, 1, 2] as const).map((d) => (corners[0][d] + corners[1][d] + corners[2][d]) / 3);
      const from: Point = [at[0], at[1], at[2]];
      for (const above of [-1, 1] as const) {
        let [least, surely] = [3, 3];
        for (const other of triangles) {
          if (dot(other.normal, normal) > -0.7) continue;
          if (Math.hypot(...minus(other.corners[0], from)) > 5) continue;
          const way = minus(nearestOf(other.corners, from), from);
          const length = Math.hypot(...way);
          const across = (above * dot(way, normal)) / length;
          const met = (-above * dot(way, other.normal)) / length;
          // Where a hair decides, either is right.
          if (across > 0.849 && met > 0.9849) least = Math.min(least, length);
          if (across > 0.851 && met > 0.9851) surely = Math.min(surely, length);
        }
        const way = facingWall(surface, p, ...from, ...normal, 3, above);
        expect(way).toBeGreaterThan(least - 1e-3);
        expect(way).toBeLessThan(surely + 1e-3);
        if (way < 3) found++;
      }
    }
    expect(found).toBeGreaterThan(10);
  });

  it('measures through a rod, and across a ring, and not round a corner', () => {
    const ring = torusMesh(10, 1.5, 180, 64);
    const surface = targetSurface(ring);
    const through = facingWall(surface, ring.positions, 11.5, 0, 0, 1, 0, 0, 9, -1);
    // The shorter ways beside the middle count where they meet the wall upright but for 10°.
    expect(through).toBeGreaterThan(0.98 * 3);
    expect(through).toBeLessThan(3.01);
    expect(Math.abs(facingWall(surface, ring.positions, 8.5, 0, 0, -1, 0, 0, 30, 1) / 17 - 1)).toBeLessThan(
      0.03,
    );
    const box = boxMesh([0, 0, 0], [10, 10, 10]);
    expect(facingWall(targetSurface(box), box.positions, 0.2, 5, 10, 0, 0, 1, 4, -1)).toBe(4);
    expect(facingWall(targetSurface(box), box.positions, 0.2, 5, 10, 0, 0, 1, 20, -1)).toBeCloseTo(10, 5);
  });
});
