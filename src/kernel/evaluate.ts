// The grey values of a volume on slices of its grid.
import type { Volume } from '../core/volume.js';
import { eachPiece } from './pieces.js';

/**
 * Values of slices [k0, k1) of the volume's grid, 0 ≤ k0 ≤ k1 ≤ nz: value (i, j, k) at i + nx·(j + ny·(k − k0)). Written
 * to `out` (at least that long; the caller's) or to a new array. The same bits whichever slices are asked for together.
 */
export function evaluate(volume: Volume, k0: number, k1: number, out?: Float32Array): Float32Array {
  const [nx, ny] = volume.grid.size;
  const all = out ?? new Float32Array(nx * ny * (k1 - k0));
  eachPiece(volume, k0, k1, ({ k, j0, rows, wasm, values }) => {
    const piece = new Float32Array(wasm.bytes().buffer, values, nx * rows);
    all.set(piece, nx * (ny * (k - k0) + j0));
  });
  return all;
}
