// Writes a volume's values back into an array: a filter given as taps, applied to whole slices.
import type { Volume } from '../core/volume.js';
import { evaluate } from './evaluate.js';

/** Slices [k0, k1) of the volume's grid go to `to` (the whole grid, x fastest); rounded where it is Int16. */
export interface FilterSlicesJob {
  readonly volume: Volume;
  readonly to: Int16Array | Float32Array;
  readonly k0: number;
  readonly k1: number;
}

export function filterSlices({ volume, to, k0, k1 }: FilterSlicesJob): null {
  const n = volume.grid.size[0] * volume.grid.size[1];
  const slice = new Float32Array(n);
  for (let k = k0; k < k1; k++) {
    evaluate(volume, k, k + 1, slice);
    if (to instanceof Int16Array) for (let i = 0; i < n; i++) slice[i] = Math.round(slice[i]);
    to.set(slice, n * k);
  }
  return null;
}
