// Interpolation weights along one axis, with the samples continued by the nearest one beyond both ends (IBSI).
// A. Zwanenburg et al., Image Biomarker Standardisation Initiative reference manual, 2019; C. E. Duchon, Lanczos filtering, 1979.
import type { KernelName, Taps } from '../core/volume.js';
import { type Add, packTaps } from './pack-taps.js';
import { type SplineAxis, splineAxis, splineBasis, splineEnds, splinePole } from './spline.js';

/** Positions within this of a node are on it: float noise of origin + i·step must not blur an identity. */
const snap = 1e-9;

/** The last node m with at(m) ≤ x, from −∞ to ∞ (nodes go on beyond the ends). */
function cellOf(axis: SplineAxis, x: number): number {
  if (x < axis.at(0)) return Math.floor((x - axis.at(0)) / (axis.at(0) - axis.at(-1)));
  if (x >= axis.at(axis.n - 1))
    return axis.n - 1 + Math.floor((x - axis.at(axis.n - 1)) / (axis.at(axis.n) - axis.at(axis.n - 1)));
  let [low, high] = [0, axis.n - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (axis.at(middle) <= x) low = middle;
    else high = middle;
  }
  return low;
}

function linear(axis: SplineAxis, x: number, add: Add): void {
  const m = cellOf(axis, x);
  const u = (x - axis.at(m)) / (axis.at(m + 1) - axis.at(m));
  add(m, 1 - u);
  add(m + 1, u);
}

/** A tie goes to the later sample. */
function nearest(axis: SplineAxis, x: number, add: Add): void {
  const m = cellOf(axis, x);
  add(x - axis.at(m) < axis.at(m + 1) - x ? m : m + 1, 1);
}

/** Six taps sinc(u)·sinc(u/3), normalised to sum 1; even axes only. */
function lanczos(axis: SplineAxis, x: number, add: Add): void {
  const sinc = (u: number): number => (u === 0 ? 1 : Math.sin(Math.PI * u) / (Math.PI * u));
  const m = cellOf(axis, x);
  const taps = [-2, -1, 0, 1, 2, 3].map((t) => m + t);
  if (x === axis.at(m)) {
    add(m, 1);
    return;
  }
  const raw = taps.map((j) => sinc(x - j) * (Math.abs(x - j) < 3 ? sinc((x - j) / 3) : 0));
  const sum = raw.reduce((a, b) => a + b);
  taps.forEach((j, t) => {
    add(j, raw[t] / sum);
  });
}

/** Weights on spline coefficients (see prefilter); those beyond an end are expressed by the two at the end. */
function cubicSpline(axis: SplineAxis): (x: number, add: Add) => void {
  const [start, end] = splineEnds(axis);
  const last = axis.n - 1;
  const beyond = (
    m: number,
    weight: number,
    at: number,
    inward: number,
    own: number,
    next: number,
    add: Add,
  ) => {
    const decay = splinePole ** m;
    add(at, weight * (decay + (1 - decay) * own));
    if (next !== 0) add(at + inward, weight * (1 - decay) * next);
  };
  return (x, add) => {
    const m = cellOf(axis, x);
    splineBasis(axis, m, x).forEach((weight, t) => {
      const j = m - 1 + t;
      if (j < 0) beyond(-j, weight, 0, 1, start.own, start.next, add);
      else if (j > last) beyond(j - last, weight, last, -1, end.own, end.next, add);
      else add(j, weight);
    });
  };
}

const widths: Readonly<Record<KernelName, number>> = { nearest: 1, linear: 2, bspline3: 4, lanczos3: 6 };

function weigher(kernel: KernelName, axis: SplineAxis): (x: number, add: Add) => void {
  if (kernel === 'bspline3') return cubicSpline(axis);
  const weigh = { nearest, linear, lanczos3: lanczos }[kernel];
  return (x, add) => weigh(axis, x, add);
}

/**
 * Taps of `count` outputs at origin + i·step (index units) on samples at 0 … n − 1 (`nodes` = n) or at the given positions
 * (ascending, index units). bspline3 weighs spline coefficients, the others the samples. Where no sample lies at
 * first + t, the weight is 0. lanczos3 needs even nodes: throws a RangeError on others.
 */
export function makeTaps(
  kernel: KernelName,
  nodes: number | Float64Array,
  origin: number,
  step: number,
  count: number,
): Taps {
  if (kernel === 'lanczos3' && typeof nodes !== 'number') throw new RangeError('lanczos3 on uneven nodes');
  const axis = splineAxis(nodes);
  const weigh = weigher(kernel, axis);
  return packTaps(axis.n, widths[kernel], count, (i, add) => {
    const x = origin + i * step;
    const near = cellOf(axis, x + snap);
    weigh(Math.abs(x - axis.at(near)) <= snap ? axis.at(near) : x, add);
  });
}
