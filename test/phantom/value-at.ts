// Reads a rendered phantom at a place of the patient: trilinear, NaN outside.
import { type Affine, invert, toPatient, type Vec3 } from '../../src/core/grid.js';

export interface Voxels {
  readonly voxels: Int16Array;
  readonly size: Vec3;
  readonly affine: Affine;
}

export function valueAt({ voxels, size, affine }: Voxels, at: readonly number[]): number {
  const p = toPatient(invert(affine), at[0], at[1], at[2]);
  const [i, j, k] = p.map(Math.floor);
  if (p.some((x, axis) => Math.floor(x) < 0 || Math.floor(x) + 1 >= size[axis])) return Number.NaN;
  let sum = 0;
  for (const [a, b, c] of [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [n & 1, (n >> 1) & 1, n >> 2])) {
    const weight = Math.abs(1 - a - (p[0] - i)) * Math.abs(1 - b - (p[1] - j)) * Math.abs(1 - c - (p[2] - k));
    sum += weight * voxels[i + a + size[0] * (j + b + size[1] * (k + c))];
  }
  return sum;
}
