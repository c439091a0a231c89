// Runs through slices of a grid whose planes are those of slanted slices: separable resampling, moved slice by slice.
import type { Volume } from '../core/volume.js';
import { type Band, blender, layOut, writeTaps } from './band-layout.js';
import type { Extent, Piece } from './pieces.js';
import type { SlantedTaps } from './slanted-taps.js';
import type { WasmInstance } from './wasm.js';

/** Voxels of one piece, so that its values stay in a core's cache. */
const pieceVoxels = 2 ** 16;

/** What eachPiece does, for a volume with slanted taps: pieces of whole rows, slice after slice. */
export function eachSlantedPiece(
  volume: Volume,
  { across, along }: SlantedTaps,
  wasm: WasmInstance,
  [k0, k1]: readonly [number, number],
  visit: (piece: Piece) => void,
  wanted: (extent: Extent) => boolean,
): void {
  const [mx, my] = volume.sampleSize;
  const [nx, ny] = volume.grid.size;
  const height = Math.max(4, Math.floor(pieceVoxels / nx / 4) * 4);
  const bands: Band[] = [];
  for (let j0 = 0; j0 < ny; j0 += height) bands.push({ j0, j1: Math.min(ny, j0 + height), low: 0, high: my });
  let [tx, ty] = along(k0);
  const seen = { ...volume, taps: [tx, ty, across] } as const;
  const layout = layOut(seen, bands, wasm);
  const { plane, lines, four, pointers, xFirst, xWeights, yFirst, yWeights, values, bits } = layout;
  const { blend } = blender(seen, bands[0], layout, wasm);
  const { buffer } = wasm.bytes();
  for (let k = k0; k < k1; k++) {
    const [x, y] = along(k);
    if (x !== tx) writeTaps(buffer, x, nx, xFirst, xWeights);
    if (y !== ty) writeTaps(buffer, y, Math.ceil(ny / 4) * 4, yFirst, yWeights);
    [tx, ty] = [x, y];
    const extents = bands.map(({ j0, j1 }) => ({ k, j0, rows: j1 - j0 })).filter(wanted);
    if (extents.length === 0) continue;
    blend(k, plane);
    for (const extent of extents) {
      const { j0, rows } = extent;
      const from = yWeights + 4 * ty.width * j0;
      const places = [yFirst + 4 * j0, from] as const;
      wasm.run.resampleRows(
        plane,
        mx,
        ...places,
        ty.width,
        rows,
        xFirst,
        xWeights,
        tx.width,
        nx,
        pointers,
        lines,
        four,
        values,
      );
      visit({ ...extent, wasm, values, bits });
    }
  }
}
