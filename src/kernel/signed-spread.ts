// What a page tells of a histogram of signed distances in bins of equal ratio: shares within lengths, and fewer, equal bins.
import {
  type DistanceSpread,
  type ShareWithin,
  spreadBins,
  spreadEnd,
  withinLengths,
} from '../core/distance-spread.js';
import { binCount, quantile, sizeOf } from './absolute-histogram.js';

export interface SignedSpread {
  readonly within: readonly ShareWithin[];
  readonly spread: DistanceSpread | null;
}

/**
 * `weights`: per bin of the size (see absolute-histogram) what lies outside, then what lies inside. `max`: the farthest of all, mm.
 * Lengths are as fine as those bins: 0.2 %. The ends hold all but some 0.5 %,
 * and a `limit` (mm) that is not far beyond.
 */
export function signedSpread(weights: Float64Array, max: number, limit = 0): SignedSpread {
  const sizes = weights.slice(0, binCount).map((outside, bin) => outside + weights[binCount + bin]);
  const total = sizes.reduce((sum, weight) => sum + weight, 0);
  return {
    within: withinLengths.map((mm) => ({ mm, share: max <= mm ? 1 : shareUpTo(sizes, mm, total) })),
    spread: max > 0 && total > 0 ? spreadOf(weights, endOf(quantile(sizes, 0.995), limit), total) : null,
  };
}

/** A little beyond the limit, so that it can be marked. */
const endOf = (most: number, limit: number): number =>
  spreadEnd(limit > 6 * most ? most : Math.max(most, 1.05 * limit));

function shareUpTo(sizes: Float64Array, mm: number, total: number): number {
  let sum = 0;
  for (let bin = 0; bin < sizes.length && sizeOf(bin) <= mm; bin++) sum += sizes[bin];
  return total > 0 ? sum / total : 1;
}

function spreadOf(weights: Float64Array, end: number, total: number): DistanceSpread {
  const width = (2 * end) / spreadBins;
  const shares = new Float64Array(spreadBins);
  let [below, above] = [0, 0];
  for (let bin = 0; bin < weights.length; bin++) {
    const share = weights[bin] / total;
    if (share === 0) continue;
    const size = sizeOf(bin % binCount);
    const place = Math.floor(((bin < binCount ? size : -size) + end) / width);
    if (size === 0) {
      // On the other surface: as much on one side as on the other.
      shares[spreadBins / 2] += share / 2;
      shares[spreadBins / 2 - 1] += share / 2;
    } else if (place < 0) below += share;
    else if (place >= spreadBins) above += share;
    else shares[place] += share;
  }
  return { low: -end, width, shares: [...shares], below, above };
}
