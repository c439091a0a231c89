// One slice of a grid whose step from slice to slice leans, seen with a step at right angles to the slice.
import type { Affine, Vec3 } from '../core/grid.js';
import { cross, dot, scaled, unit } from '../core/vec3.js';

/** A sine above this is no rounding. */
const leaning = 1e-9;

/** The affine itself where its third axis is at right angles to the others; else one that agrees with it in slice k. */
export function uprightSlice(affine: Affine, k: number): Affine {
  const column = (c: number): Vec3 => [affine[c], affine[4 + c], affine[8 + c]];
  const [u, v, w] = [unit(column(0)), unit(column(1)), column(2)];
  const step = unit(w);
  if (Math.abs(dot(u, step)) < leaning && Math.abs(dot(v, step)) < leaning) return affine;
  const normal = unit(cross(u, v));
  const upright = scaled(normal, dot(w, normal));
  const row = (r: number): readonly [number, number, number, number] => [
    affine[4 * r],
    affine[4 * r + 1],
    upright[r],
    affine[4 * r + 3] + k * (w[r] - upright[r]),
  ];
  return [...row(0), ...row(1), ...row(2)];
}
