// Interpolation weights along one axis, for places at even steps, packed once and used for every line of a volume.
import type { Boundary, KernelName, Taps } from '../core/volume.js';
import { axisWeights } from './axis-weights.js';
import { packTaps } from './pack-taps.js';

const widths: Readonly<Record<KernelName, number>> = {
  nearest: 1,
  linear: 2,
  bspline3: 4,
  'catmull-rom': 4,
  lanczos3: 6,
};

/**
 * Taps of `count` outputs at origin + i·step (index units; the step may be negative) on samples at 0 … n − 1
 * (`nodes` = n) or at the given positions (ascending, index units), which go on beyond the ends as `boundary` says.
 * bspline3 weighs spline coefficients made with the same boundary, the others the samples. Where no sample lies at
 * first + t, the weight is 0. lanczos3 needs even nodes: throws a RangeError on others.
 */
export function makeTaps(
  kernel: KernelName,
  nodes: number | Float64Array,
  origin: number,
  step: number,
  count: number,
  boundary: Boundary = 'nearest',
): Taps {
  const weigh = axisWeights(kernel, nodes, boundary);
  const n = typeof nodes === 'number' ? nodes : nodes.length;
  return packTaps(n, widths[kernel], count, (i, add) => weigh(origin + i * step, add), boundary);
}
