// The smoothing of a label's membership along one axis as ready rows of weights, for any position between two voxels.
import { steadyShape } from './steady-shape.js';

/** Positions are rounded to this share of a voxel: a 256th moves no boundary by more than 0.002 voxels. */
export const fractions = 256;

/** Beyond this many sigmas the weights are cut: 0.15 % of a Gaussian of √2·σ. */
const cut = 4.5;

/**
 * `sums[f·(2·reach + 1) + t]` is the weight of the voxels m + 1 − reach … m − reach + t together at position m + f/256:
 * from 0 at t = 0 to 1 at t = 2·reach. A run of one label costs one subtraction.
 */
export interface SteadyRows {
  readonly reach: number;
  readonly sums: Float64Array;
}

/** Rows for a sigma in voxels, > 0; all weights of a row sum to 1. */
export function steadyRows(sigma: number): SteadyRows {
  const reach = Math.max(1, Math.ceil(cut * sigma));
  const width = 2 * reach;
  const sums = new Float64Array(fractions * (width + 1));
  for (let f = 0; f < fractions; f++) {
    const row = f * (width + 1);
    for (let t = 0; t < width; t++) {
      const d = t + 1 - reach - f / fractions;
      sums[row + t + 1] = sums[row + t] + (Math.abs(d) < reach ? steadyShape(d, sigma) : 0);
    }
    const total = sums[row + width];
    for (let t = 1; t <= width; t++) sums[row + t] /= total;
  }
  return { reach, sums };
}
