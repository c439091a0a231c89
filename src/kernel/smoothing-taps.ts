// Gaussian smoothing along one axis as taps.
import type { Boundary, Taps } from '../core/volume.js';
import { packTaps } from './pack-taps.js';
import { sampleAt } from './sample-at.js';
import { splineAxis } from './spline.js';

/**
 * Beyond this many sigmas and half a sample the Gaussian is cut (3e-5 of its sum), and what is left is normalised: on
 * even samples a radius of floor(4σ + 0.5), as SciPy and MIRP have it.
 */
const reach = 4;

/**
 * Taps that put Σ_j g(at(j) − at(i))·width(j)·sample(j) at every sample i, with weights of sum 1; `nodes` as in makeTaps,
 * sigma in index units (0: a plain copy), the samples continued as `boundary` says. `steady` takes
 * g = 2·gauss(σ) − gauss(√2·σ), whose second moment is 0: where a Gaussian pulls a rounded surface inward by σ²/radius,
 * it leaves it in place to that order.
 */
export function makeSmoothingTaps(
  nodes: number | Float64Array,
  sigma: number,
  steady = false,
  boundary: Boundary = 'nearest',
): Taps {
  const axis = splineAxis(nodes, boundary);
  const { n } = axis;
  const gauss = (d: number, s: number): number => Math.exp(-(d * d) / (2 * s * s)) / s;
  const shape = (d: number): number =>
    steady ? 2 * gauss(d, sigma) - gauss(d, Math.SQRT2 * sigma) : gauss(d, sigma);
  const furthest = sigma === 0 ? 0 : reach * sigma * (steady ? Math.SQRT2 : 1) + 0.5;
  const cell = (j: number): number => (axis.at(j + 1) - axis.at(j - 1)) / 2;
  const weightsOf = (i: number): readonly (readonly [number, number])[] => {
    const weights: [number, number][] = [[i, sigma === 0 ? 1 : shape(0) * cell(i)]];
    for (const way of [-1, 1])
      for (let j = i + way; Math.abs(axis.at(j) - axis.at(i)) <= furthest; j += way)
        weights.push([j, shape(axis.at(j) - axis.at(i)) * cell(j)]);
    const sum = weights.reduce((total, [, w]) => total + w, 0);
    return weights.map(([j, w]) => [j, w / sum]);
  };
  let width = 1;
  for (let i = 0; i < n; i++) {
    const indices = weightsOf(i)
      .map(([j]) => sampleAt(j, n, boundary))
      .filter((j) => j >= 0);
    width = Math.max(width, Math.max(...indices) - Math.min(...indices) + 1);
  }
  return packTaps(
    n,
    width,
    n,
    (i, add) => {
      for (const [j, weight] of weightsOf(i)) add(j, weight);
    },
    boundary,
  );
}
