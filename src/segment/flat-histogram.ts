// The grey values of pure tissue: voxels that differ from their neighbours by no more than noise.
import type { Scan } from '../core/scan.js';
import { type Bins, binOf } from './histogram.js';

/**
 * Standard deviation of the noise among voxels of at least `from`, in the voxels' unit: from the median difference
 * between neighbours along rows, which edges hardly move (P. Rousseeuw, C. Croux, 1993: MAD / 0.6745). Yields the share
 * done.
 */
export function* noiseAbove({ voxels, grid }: Scan, bins: Bins, from: number): Generator<number, number> {
  const [nx, ny, nz] = grid.size;
  const steps = new Float64Array(bins.count + 1);
  for (let k = 0; k < nz; k++) {
    for (let row = k * ny * nx; row < (k + 1) * ny * nx; row += nx)
      for (let p = row + 1; p < row + nx; p++) {
        if (voxels[p] < from || voxels[p - 1] < from) continue;
        const step = Math.round(Math.abs(voxels[p] - voxels[p - 1]) / bins.width);
        steps[Math.min(step, bins.count)]++;
      }
    yield (k + 1) / nz;
  }
  return (medianBin(steps) * bins.width) / 0.6745 / Math.SQRT2;
}

/** The bin in which half of the counts is reached, interpolated within the bin; 0 of none. */
export function medianBin(counts: Float64Array, share = 0.5): number {
  const target = share * counts.reduce((a, b) => a + b, 0);
  let below = 0;
  for (let b = 0; b < counts.length; b++) {
    if (counts[b] > 0 && below + counts[b] >= target)
      return Math.max(0, b - 0.5 + (target - below) / counts[b]);
    below += counts[b];
  }
  return 0;
}

/** Histogram of the voxels whose face neighbours (as many as there are) all lie within `limit`. Yields the share done. */
export function* flatHistogram(scan: Scan, bins: Bins, limit: number): Generator<number, Float64Array> {
  const counts = new Float64Array(bins.count);
  const nz = scan.grid.size[2];
  for (let k = 0; k < nz; k++) {
    countFlat(scan, bins, limit, k, counts);
    yield (k + 1) / nz;
  }
  return counts;
}

function countFlat({ voxels, grid }: Scan, bins: Bins, limit: number, k: number, counts: Float64Array): void {
  const [nx, ny, nz] = grid.size;
  const slice = nx * ny;
  const below = k > 0 ? -slice : 0;
  const above = k + 1 < nz ? slice : 0;
  for (let j = 0; j < ny; j++) {
    const front = j > 0 ? -nx : 0;
    const behind = j + 1 < ny ? nx : 0;
    for (let i = 0, p = k * slice + j * nx; i < nx; i++, p++) {
      const v = voxels[p];
      if (Math.abs(v - voxels[p + above]) > limit || Math.abs(v - voxels[p + below]) > limit) continue;
      if (Math.abs(v - voxels[p + behind]) > limit || Math.abs(v - voxels[p + front]) > limit) continue;
      if (i > 0 && Math.abs(v - voxels[p - 1]) > limit) continue;
      if (i + 1 < nx && Math.abs(v - voxels[p + 1]) > limit) continue;
      counts[binOf(bins, v)]++;
    }
  }
}
