// How often each grey value occurs among the scan's own voxels.
import type { Scan } from '../core/scan.js';
import { valueRange } from '../kernel/value-range.js';

/** Bin b stands for the value first + b·width. Values below and above belong to the first and the last bin. */
export interface Bins {
  readonly first: number;
  readonly width: number;
  readonly count: number;
}

export type Voxels = Scan['voxels'];

/** Of Float32 voxels; whole-number voxels have a bin for each value. */
const floatBins = 65536;

/** The CT scale of 12 bits, HU: below it is padding, above it metal on an extended scale. */
const scaleHU = [-1024, 3071] as const;

/**
 * Bins for a scan. Where it looks like HU (a CT, or unsaid, with values below −500) they are kept to the 12-bit scale:
 * padding of −2000 or −3024 is no tissue, and a few voxels of metal at 30000 are not the class to split off.
 */
export function binsOf({ voxels, facts }: Scan): Bins {
  const [least, most] = valueRange(voxels);
  const looksHU = (facts.modality === 'CT' || facts.modality === null) && least < -500;
  const first = looksHU ? Math.max(least, scaleHU[0]) : least;
  const last = looksHU ? Math.min(most, scaleHU[1]) : most;
  if (voxels instanceof Int16Array) return { first, width: 1, count: Math.max(1, last - first + 1) };
  if (!(last > first)) return { first, width: 1, count: 1 };
  return { first, width: (last - first) / (floatBins - 1), count: floatBins };
}

/** The bin of a value. */
export function binOf(bins: Bins, value: number): number {
  const b = Math.round((value - bins.first) / bins.width);
  return b < 0 ? 0 : b >= bins.count ? bins.count - 1 : b;
}

/** The value that a (fractional) bin stands for. */
export const greyOf = (bins: Bins, bin: number): number => bins.first + bin * bins.width;

/** Yields the share done. */
export function* histogramOf(voxels: Voxels, bins: Bins): Generator<number, Float64Array> {
  const counts = new Float64Array(bins.count);
  const piece = 2 ** 20;
  for (let p = 0; p < voxels.length; p += piece) {
    countPiece(voxels, bins, p, Math.min(voxels.length, p + piece), counts);
    yield Math.min(1, (p + piece) / voxels.length);
  }
  return counts;
}

function countPiece(voxels: Voxels, bins: Bins, p0: number, p1: number, counts: Float64Array): void {
  for (let p = p0; p < p1; p++) if (!Number.isNaN(voxels[p])) counts[binOf(bins, voxels[p])]++;
}
