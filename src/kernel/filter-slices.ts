// Writes a volume's values back into an array: a filter given as taps, applied to whole slices.
import type { Volume } from '../core/volume.js';
import { eachPiece } from './pieces.js';

/** Slices [k0, k1) of the volume's grid go to `to` (the whole grid, x fastest); rounded where it is Int16. */
export interface FilterSlicesJob {
  readonly volume: Volume;
  readonly to: Int16Array | Float32Array;
  readonly k0: number;
  readonly k1: number;
}

export function filterSlices({ volume, to, k0, k1 }: FilterSlicesJob): null {
  const [nx, ny] = volume.grid.size;
  eachPiece(volume, k0, k1, ({ k, j0, rows, wasm, values }) => {
    const piece = new Float32Array(wasm.bytes().buffer, values, nx * rows);
    if (to instanceof Int16Array) for (let i = 0; i < piece.length; i++) piece[i] = Math.round(piece[i]);
    to.set(piece, nx * (ny * k + j0));
  });
  return null;
}
