// Interpolation weights at any place of an axis, between its samples and beyond its ends, even or not.
// A. Zwanenburg et al., Image Biomarker Standardisation Initiative reference manual, 2019; R. G. Keys, Cubic Convolution Interpolation for Digital Image Processing, 1981.
import type { Boundary, KernelName } from '../core/volume.js';
import { cellWeights, tie } from './cell-weights.js';
import type { Add } from './pack-taps.js';
import { type SplineAxis, splineAxis, splineBasis, splineEnds, splinePole } from './spline.js';

/** Positions within this of a node are on it: float noise of origin + i·step must not blur an identity. */
export const snap = 1e-9;

/** The last node m with at(m) ≤ x, from −∞ to ∞ (nodes go on beyond the ends). */
function cellOf(axis: SplineAxis, x: number): number {
  const { n } = axis;
  if (axis.even) return Math.floor(x - axis.at(0));
  const mirrored = axis.boundary === 'mirror';
  const period = axis.at(2 * n) - axis.at(0);
  const turn = mirrored ? Math.floor((x - axis.at(0)) / period) : 0;
  const there = x - turn * period;
  let [low, high] = mirrored ? [0, 2 * n] : [0, n - 1];
  if (there < axis.at(low))
    return low + Math.floor((there - axis.at(low)) / (axis.at(low) - axis.at(low - 1)));
  if (there >= axis.at(high))
    return high + Math.floor((there - axis.at(high)) / (axis.at(high + 1) - axis.at(high)));
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (axis.at(middle) <= there) low = middle;
    else high = middle;
  }
  return low + 2 * n * turn;
}

/** Puts the weights of samples m − before … at x, where at(m) ≤ x < at(m + 1). */
type Weigh = (axis: SplineAxis, m: number, x: number, weights: Float64Array) => void;

const linear: Weigh = (axis, m, x, w) => {
  w[1] = (x - axis.at(m)) / (axis.at(m + 1) - axis.at(m));
  w[0] = 1 - w[1];
};

const nearest: Weigh = (axis, m, x, w) => {
  w[0] = x - axis.at(m) < tie * (axis.at(m + 1) - axis.at(m)) ? 1 : 0;
  w[1] = 1 - w[0];
};

/**
 * Cubic Hermite interpolation whose slope at a node is that of the parabola through it and its neighbours: exact for
 * quadratics, and Keys' cubic convolution where the nodes are even.
 */
const hermite: Weigh = (axis, m, x, w) => {
  const [before, own, after] = [m, m + 1, m + 2].map((j) => axis.at(j) - axis.at(j - 1));
  const u = (x - axis.at(m)) / own;
  const v = 1 - u;
  // Shares of the slopes at m and m + 1, and of these the shares of the three differences.
  const [rise, fall] = [u * v * v, -u * u * v];
  const [left, right] = [own / (before + own), own / (own + after)];
  const back = (rise * left * own) / before;
  const across = rise * (1 - left) + fall * (1 - right);
  const on = (fall * right * own) / after;
  w[0] = -back;
  w[1] = v * v * (1 + 2 * u) + back - across;
  w[2] = u * u * (1 + 2 * v) + across - on;
  w[3] = on;
};

const spline: Weigh = (axis, m, x, w) => w.set(splineBasis(axis, m, x));

function unevenWeigh(kernel: KernelName): Weigh {
  if (kernel === 'lanczos3') throw new RangeError('lanczos3 on uneven nodes');
  return { linear, nearest, bspline3: spline, 'catmull-rom': hermite }[kernel];
}

/** Adds the weight of the spline coefficient j: those beyond an end are expressed by the two at that end. */
function coefficientAdder(axis: SplineAxis): (j: number, weight: number, add: Add) => void {
  const last = axis.n - 1;
  const ends = splineEnds(axis);
  if (axis.boundary === 'mirror') return (j, weight, add) => add(j, weight);
  return (j, weight, add) => {
    if (j >= 0 && j <= last) return add(j, weight);
    const [end, inward] = j < 0 ? [0, 1] : [last, -1];
    const decay = splinePole ** Math.abs(j - end);
    if (axis.boundary === 'zero') return add(end, weight * decay);
    const { own, next } = ends[j < 0 ? 0 : 1];
    add(end, weight * (decay + (1 - decay) * own));
    if (next !== 0) add(end + inward, weight * (1 - decay) * next);
  };
}

/**
 * Adds the weights of the samples around x (index units); their indices may lie beyond the ends, where `boundary` says
 * what stands. `nodes` and kernels as in makeTaps. Throws a RangeError for lanczos3 on uneven nodes.
 */
export function axisWeights(
  kernel: KernelName,
  nodes: number | Float64Array,
  boundary: Boundary,
): (x: number, add: Add) => void {
  const axis = splineAxis(nodes, boundary);
  const cell = cellWeights(kernel);
  const weigh: Weigh = typeof nodes === 'number' ? (_, m, x, w) => cell.weigh(x - m, w) : unevenWeigh(kernel);
  const addOne = kernel === 'bspline3' ? coefficientAdder(axis) : null;
  const weights = new Float64Array(cell.width);
  return (x, add) => {
    const m = cellOf(axis, x + snap);
    weigh(axis, m, Math.abs(x - axis.at(m)) <= snap ? axis.at(m) : x, weights);
    for (let t = 0; t < cell.width; t++) {
      if (weights[t] === 0) continue;
      if (addOne) addOne(m - cell.before + t, weights[t], add);
      else add(m - cell.before + t, weights[t]);
    }
  };
}
