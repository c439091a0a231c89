// How often each value occurs in a scan: one pass that percentiles, peaks and histograms are read from.
import { valueRange } from '../kernel/value-range.js';
import { valueTally } from '../kernel/value-tally.js';

/** `counts[b]` values lie in [from + b·width, from + (b + 1)·width). For Int16 voxels each bin is one value. */
export interface ValueCounts {
  readonly min: number;
  readonly max: number;
  readonly from: number;
  readonly width: number;
  readonly counts: Float64Array;
  readonly total: number;
}

const FLOAT_BINS = 65536;

/** Counts all values: exact for Int16, in 65,536 equal bins for Float32. */
export function countValues(voxels: Int16Array | Float32Array): ValueCounts {
  if (voxels instanceof Float32Array) return countFloats(voxels);
  const tally = valueTally();
  tally.add(voxels);
  return countsOf(tally.counts());
}

/** The same of Int16 voxels that were counted as they were read: [value + 32768], at least one of them. */
export function countsOf(occurrences: Float64Array): ValueCounts {
  const first = occurrences.findIndex((count) => count > 0);
  const last = occurrences.findLastIndex((count) => count > 0);
  const counts = occurrences.slice(first, last + 1);
  const [min, max] = [first - 32768, last - 32768];
  return { min, max, from: min, width: 1, counts, total: counts.reduce((sum, count) => sum + count, 0) };
}

function countFloats(voxels: Float32Array): ValueCounts {
  const [min, max] = valueRange(voxels);
  const width = (max - min) / FLOAT_BINS || 1;
  const counts = new Float64Array(FLOAT_BINS);
  const last = FLOAT_BINS - 1;
  for (let p = 0; p < voxels.length; p++) {
    const place = (voxels[p] - min) / width;
    // Truncated, which rounds down: none is below the least.
    if (place < last) counts[place | 0]++;
    else if (place >= last) counts[last]++;
  }
  return { min, max, from: min, width, counts, total: voxels.length };
}

/** Share of the values from `low` up to, not including, `high`: 0…1. */
export function shareBetween({ counts, from, width, total }: ValueCounts, low: number, high: number): number {
  const first = Math.max(0, Math.ceil((low - from) / width));
  const end = Math.min(counts.length, Math.ceil((high - from) / width));
  let sum = 0;
  for (let b = first; b < end; b++) sum += counts[b];
  return sum / total;
}

/** The value below which `share` (0…1) of all values lie. */
export function percentile({ counts, from, width, total, max }: ValueCounts, share: number): number {
  const wanted = share * total;
  let sum = 0;
  for (let b = 0; b < counts.length; b++) {
    sum += counts[b];
    if (sum >= wanted) return from + b * width;
  }
  return max;
}

/** The middle of the `window`-wide stretch within [low, high) that holds most values; null when none lie there. */
export function peakBetween(values: ValueCounts, low: number, high: number, window: number): number | null {
  const { counts, from, width } = values;
  const first = Math.max(0, Math.ceil((low - from) / width));
  const end = Math.min(counts.length, Math.ceil((high - from) / width));
  const bins = Math.max(1, Math.round(window / width));
  let sum = 0;
  let best = 0;
  let at = -1;
  for (let b = first; b < end; b++) {
    sum += counts[b];
    if (b - first >= bins) sum -= counts[b - bins];
    if (sum > best) {
      best = sum;
      at = b;
    }
  }
  return at < 0 ? null : from + (Math.max(first, at - bins + 1) + at + (width === 1 ? 0 : 1)) * 0.5 * width;
}
