// The different values of a scan, where they could be labels: whole, not negative, and few.
import type { ValueCounts } from './count-values.js';

/** More structures than any atlas in use; grey scans have more values than this, or look otherwise. */
export const mostLabels = 1024;

/** Ascending; null when one of them can't be a label, or when they are more than `most`. `counted`: where they are already. */
export function wholeValues(
  voxels: Int16Array | Float32Array,
  most: number,
  counted?: ValueCounts,
): number[] | null {
  if (counted !== undefined && voxels instanceof Int16Array) return fromCounts(counted, most);
  const values = new Set<number>();
  let before = Number.NaN;
  for (let p = 0; p < voxels.length; p++) {
    const value = voxels[p];
    if (value === before) continue;
    before = value;
    if (value < 0 || value !== Math.floor(value)) return null;
    if (!values.has(value) && values.add(value).size > most) return null;
  }
  return [...values].sort((a, b) => a - b);
}

function fromCounts({ min, counts }: ValueCounts, most: number): number[] | null {
  if (min < 0) return null;
  const values: number[] = [];
  for (let b = 0; b < counts.length && values.length <= most; b++) if (counts[b] > 0) values.push(min + b);
  return values.length > most ? null : values;
}
