// Packs the weights of one axis, sample by sample, into taps that stay inside the samples.
import type { Boundary, Taps } from '../core/volume.js';
import { sampleAt } from './sample-at.js';

/** Adds a weight to the sample at an index, which may lie beyond the ends. */
export type Add = (index: number, weight: number) => void;

/**
 * Taps of `count` outputs on n samples: `weigh` adds output i's weights. Those beyond an end go where the boundary rule
 * says; what is left must span at most `width` samples. Where no sample lies at first + t, the weight is 0.
 */
export function packTaps(
  n: number,
  width: number,
  count: number,
  weigh: (i: number, add: Add) => void,
  boundary: Boundary = 'nearest',
): Taps {
  const first = new Int32Array(count);
  const weights = new Float32Array(count * width);
  for (let i = 0; i < count; i++) {
    const folded = new Map<number, number>();
    weigh(i, (index, weight) => {
      const j = sampleAt(index, n, boundary);
      if (j >= 0) folded.set(j, (folded.get(j) ?? 0) + weight);
    });
    first[i] = Math.max(0, Math.min(n - width, ...folded.keys()));
    for (const [j, weight] of folded) weights[i * width + j - first[i]] = weight;
  }
  return { width, first, weights };
}
