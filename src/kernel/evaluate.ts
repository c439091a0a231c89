// The grey values of a volume on slices of its grid.
import type { Volume } from '../core/volume.js';
import { eachSlice } from './slices.js';

/**
 * Values of slices [k0, k1) of the volume's grid, 0 ≤ k0 ≤ k1 ≤ nz: value (i, j, k) at i + nx·(j + ny·(k − k0)). Written
 * to `out` (at least that long; the caller's) or to a new array. The same bits whichever slices are asked for together.
 */
export function evaluate(volume: Volume, k0: number, k1: number, out?: Float32Array): Float32Array {
  const [nx, ny] = volume.grid.size;
  const n = nx * ny;
  const values = out ?? new Float32Array(n * (k1 - k0));
  eachSlice(volume, k0, k1, ({ k, wasm, values: address }) => {
    values.set(new Float32Array(wasm.bytes().buffer, address, n), n * (k - k0));
  });
  return values;
}
