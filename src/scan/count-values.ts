// How often each value occurs in a scan: one pass that percentiles, peaks and histograms are read from.

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
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let p = 0; p < voxels.length; p++) {
    const value = voxels[p];
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const whole = voxels instanceof Int16Array;
  const width = whole ? 1 : (max - min) / FLOAT_BINS || 1;
  const counts = new Float64Array(whole ? max - min + 1 : FLOAT_BINS);
  const last = counts.length - 1;
  for (let p = 0; p < voxels.length; p++) counts[Math.min(last, Math.floor((voxels[p] - min) / width))]++;
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
