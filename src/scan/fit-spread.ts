// Fits one sigma to many edges: robust, since anatomy broadens some of them and none tells the same.
import type { Crossings } from '../kernel/edge-crossings.js';
import type { EdgeModel } from '../kernel/edge-model.js';

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
  const all = Array.from({ length: n }, (_, m) => Math.floor((m * count) / n));
  const [low, high] = sample.limits;
  const step = (high / low) ** (1 / trials);
  /** The best of the trials low·step^m, and what lies between the two beside it. */
  const sought = (rho: (r: number) => number): number => {
    const best = low * step ** leastAt(trials, (m) => cost(sample, all, low * step ** m, rho));
    return golden(Math.max(low, best / step), Math.min(high, best * step), (s) => cost(sample, all, s, rho));
  };
  const median = sought(Math.abs);
  const residuals = all.map((e) => Math.abs(residual(sample, e, median))).sort((a, b) => a - b);
  const typical = sample.crossings.spread[all[n >> 1]];
  const scale = Math.max(leastError, 0.015 * typical, 1.4826 * residuals[n >> 1]);
  const bounded = (r: number): number => 1 - (1 - Math.min(1, (r / (2.5 * scale)) ** 2)) ** 3;
  const sigma = sought(bounded);
  if (!errors) return { sigma, standardError: 0, edges: n };
  const around = (edges: readonly number[]): number =>
    golden(Math.max(low, sigma / 1.1), Math.min(high, sigma * 1.1), (s) => cost(sample, edges, s, bounded));
  const without = Array.from({ length: groups }, (_, g) => {
    const rest = all.filter((_, m) => Math.floor((m * groups) / n) !== g);
    return Math.log(around(rest) / sigma);
  });
  const mean = without.reduce((sum, s) => sum + s, 0) / groups;
  const jackknife = Math.sqrt(((groups - 1) / groups) * without.reduce((sum, s) => sum + (s - mean) ** 2, 0));
  const unsure = leastError / Math.max(1e-9, sensitivity(sample, all, sigma));
  const skew = Math.log(median / sigma) / 2;
  const share = sigma < low * 1.02 ? 1 : Math.min(1, Math.hypot(jackknife, unsure, skew));
  return { sigma, standardError: sigma * share, edges: n };
}

function residual({ crossings, model, besides, factors }: SpreadSample, e: number, sigma: number): number {
  return (
    crossings.spread[e] -
    model(crossings.phase[e], sigma * sigma * factors[e] + besides[e], crossings.doubt[e])
  );
}

function cost(
  sample: SpreadSample,
  edges: readonly number[],
  sigma: number,
  rho: (r: number) => number,
): number {
  let sum = 0;
  for (const e of edges) sum += rho(residual(sample, e, sigma));
  return sum;
}

/** Root mean square of the model's change with ln sigma: none where every edge lies on a sample and is sharp. */
function sensitivity(sample: SpreadSample, edges: readonly number[], sigma: number): number {
  let sum = 0;
  for (const e of edges) {
    const change = residual(sample, e, sigma * 0.98) - residual(sample, e, sigma * 1.02);
    sum += (change / 0.04) ** 2;
  }
  return Math.sqrt(sum / edges.length);
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
