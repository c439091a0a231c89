// Fits one sigma to many edges: robust, since anatomy broadens some of them and none tells the same.
import type { Crossings } from '../kernel/edge-crossings.js';
import { type EdgeModel, type ModelEdges, phaseLeft } from '../kernel/edge-model.js';

/** Edges that lines along one axis cross, and what else than that axis's own blur spreads them. Lengths in samples. */
export interface SpreadSample {
  readonly crossings: Crossings;
  readonly model: EdgeModel;
  /** Variance that each edge has from the blur along the other axes. */
  readonly besides: Float64Array;
  /** How many times the variance along the axis each edge shows: 1, or more where it is slanted. */
  readonly factors: Float64Array;
  /** Between which sigma is sought. */
  readonly limits: readonly [number, number];
  /** How many edges are taken at most, evenly chosen. */
  readonly most: number;
}

export interface SpreadFit {
  /** The Gaussian part along the axis, in samples. */
  readonly sigma: number;
  /** As large as sigma where that lies at the lower limit: all that is known then is that it is no more. */
  readonly standardError: number;
  /** How many edges it was fitted to. */
  readonly edges: number;
}

/** They lie 5 % apart or less: the narrowest optimum is as wide. */
const trials = 80;
/** For the jackknife: regions of the scan, since what misleads one edge misleads its neighbours. */
const groups = 10;
/** Of Σ p(1 − p): what plateaus that are not quite flat and 16-bit rounding may falsify it by. In samples. */
const leastError = 0.003;

/** With `errors` false the standard error is not worked out (0). */
export function fitSpread(sample: SpreadSample, errors = true): SpreadFit {
  const { count } = sample.crossings;
  const n = Math.min(count, sample.most);
  const all = Int32Array.from({ length: n }, (_, m) => Math.floor((m * count) / n));
  const edges = chosen(sample, all);
  const found = new Float64Array(n);
  /** What the model leaves, if sigma is that: valid until the next one is asked for. */
  const left = (sigma: number): Float64Array => {
    sample.model.residuals(edges, sigma * sigma, found);
    return found;
  };
  const [low, high] = sample.limits;
  const step = (high / low) ** (1 / trials);
  /** The best of the trials low·step^m, and what lies between the two beside it. */
  const sought = (cost: (sigma: number) => number): number => {
    const best = low * step ** leastAt(trials, (m) => cost(low * step ** m));
    return golden(Math.max(low, best / step), Math.min(high, best * step), cost);
  };
  const median = sought((sigma) => sumOfSizes(left(sigma)));
  const residuals = left(median).map(Math.abs).sort();
  const typical = sample.crossings.spread[all[n >> 1]];
  const scale = Math.max(leastError, 0.015 * typical, 1.4826 * residuals[n >> 1]);
  const sigma = sought((s) => sumOfBounded(left(s), 2.5 * scale, 0, 0));
  if (!errors) return { sigma, standardError: 0, edges: n };
  const without = Array.from({ length: groups }, (_, g) => {
    const [from, to] = [Math.ceil((g * n) / groups), Math.ceil(((g + 1) * n) / groups)];
    const cost = (s: number): number => sumOfBounded(left(s), 2.5 * scale, from, to);
    return Math.log(golden(Math.max(low, sigma / 1.1), Math.min(high, sigma * 1.1), cost) / sigma);
  });
  const mean = without.reduce((sum, s) => sum + s, 0) / groups;
  const jackknife = Math.sqrt(((groups - 1) / groups) * without.reduce((sum, s) => sum + (s - mean) ** 2, 0));
  const unsure = leastError / Math.max(1e-9, sensitivity(left(sigma * 0.98).slice(), left(sigma * 1.02)));
  const skew = Math.log(median / sigma) / 2;
  const share = sigma < low * 1.02 ? 1 : Math.min(1, Math.hypot(jackknife, unsure, skew));
  return { sigma, standardError: sigma * share, edges: n };
}

function chosen({ crossings, besides, factors }: SpreadSample, edges: Int32Array): ModelEdges {
  const of = (values: Float64Array): Float64Array => Float64Array.from(edges, (e) => values[e]);
  return {
    spread: of(crossings.spread),
    phase: of(crossings.phase),
    factors: of(factors),
    besides: of(besides),
    left: of(crossings.doubt).map(phaseLeft),
  };
}

function sumOfSizes(residuals: Float64Array): number {
  let sum = 0;
  for (let e = 0; e < residuals.length; e++) sum += Math.abs(residuals[e]);
  return sum;
}

/** Tukey's biweight, 1 from `most` on; but for those from … to, which are left out. */
function sumOfBounded(residuals: Float64Array, most: number, from: number, to: number): number {
  let sum = 0;
  for (let e = 0; e < residuals.length; e++) {
    if (e >= from && e < to) continue;
    const share = residuals[e] / most;
    const rest = 1 - Math.min(1, share * share);
    sum += 1 - rest * rest * rest;
  }
  return sum;
}

/** Root mean square of the model's change with ln sigma, from residuals 0.04 apart: none where every edge lies on a sample and is sharp. */
function sensitivity(below: Float64Array, above: Float64Array): number {
  let sum = 0;
  for (let e = 0; e < below.length; e++) sum += ((below[e] - above[e]) / 0.04) ** 2;
  return Math.sqrt(sum / below.length);
}

function leastAt(last: number, of: (n: number) => number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n <= last; n++) {
    const value = of(n);
    if (value < least) [best, least] = [n, value];
  }
  return best;
}

/** Golden-section search for the minimum between a and b. */
function golden(from: number, to: number, of: (x: number) => number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [from, to];
  let [x, y] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [fx, fy] = [of(x), of(y)];
  for (let round = 0; round < 16; round++) {
    if (fx <= fy) {
      [b, y, fy] = [y, x, fx];
      x = b - ratio * (b - a);
      fx = of(x);
    } else {
      [a, x, fx] = [x, y, fy];
      y = a + ratio * (b - a);
      fy = of(y);
    }
  }
  return (a + b) / 2;
}
