// Points spread evenly over a part of a surface: one for each equal share of its area.
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import { cross, lengthOf, minus } from '../core/vec3.js';

export interface Seed {
  readonly at: Vec3;
  /** The triangle's own, outward, a unit vector. */
  readonly out: Vec3;
}

/** At most `count` points, among those triangles that `wanted` names; none where these have no area. In the triangles' order. */
export function surfaceSeeds(
  { positions, triangles }: Mesh,
  wanted: (triangle: number) => boolean,
  count: number,
): Seed[] {
  const corner = (v: number): Vec3 => [positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]];
  const upTo = new Float64Array(triangles.length / 3);
  let area = 0;
  for (let t = 0; t < upTo.length; t++) {
    if (wanted(t)) {
      const a = corner(triangles[3 * t]);
      const twice = cross(minus(corner(triangles[3 * t + 1]), a), minus(corner(triangles[3 * t + 2]), a));
      area += lengthOf(twice) / 2;
    }
    upTo[t] = area;
  }
  const seeds: Seed[] = [];
  for (let t = 0, k = 0; t < upTo.length && area > 0; t++) {
    if (upTo[t] <= ((k + 0.5) * area) / count) continue;
    const [a, b, c] = [0, 1, 2].map((n) => corner(triangles[3 * t + n]));
    const upright = cross(minus(b, a), minus(c, a));
    const length = lengthOf(upright);
    for (const first = k; k < count && ((k + 0.5) * area) / count < upTo[t]; k++) {
      const [u, v] = inTriangle(k - first);
      const at = (d: number): number => a[d] + u * (b[d] - a[d]) + v * (c[d] - a[d]);
      seeds.push({
        at: [at(0), at(1), at(2)],
        out: [upright[0] / length, upright[1] / length, upright[2] / length],
      });
    }
  }
  return seeds;
}

/**
 * The n-th point of an additive recurrence (M. Roberts, The Unreasonable Effectiveness of Quasirandom Sequences, 2018), folded
 * into the triangle.
 */
function inTriangle(n: number): readonly [number, number] {
  const [u, v] = [(0.5 + n * 0.7548776662466927) % 1, (0.5 + n * 0.5698402909980532) % 1];
  return u + v > 1 ? [1 - u, 1 - v] : [u, v];
}
