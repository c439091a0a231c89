// Runs through slices of a volume's grid piece by piece: separable resampling, z then y then x, in single precision.
import type { GreyRange } from '../core/segment.js';
import type { Taps, Volume } from '../core/volume.js';
import { type Band, blender, layOut } from './band-layout.js';
import { eachObliquePiece } from './oblique-pieces.js';
import { eachSlantedPiece } from './slanted-pieces.js';
import { slantedTaps } from './slanted-taps.js';
import { type WasmInstance, wasmInstance } from './wasm.js';

/** Rows [j0, j0 + rows) of slice k. */
export interface Extent {
  readonly k: number;
  readonly j0: number;
  readonly rows: number;
}

/** An extent, evaluated, in the memory of the thread's wasm instance; the next overwrites it. */
export interface Piece extends Extent {
  readonly wasm: WasmInstance;
  /** Address of rows · nx f32 values. */
  readonly values: number;
  /** Address of scratch for as many rows of bits. */
  readonly bits: number;
}

/** What need not be evaluated. */
export interface Needs {
  /** Pieces for which this is false are left out. */
  readonly wanted?: (extent: Extent) => boolean;
  /** Pieces are left out that surely have no value in this range. */
  readonly range?: GreyRange;
}

/** What a band of rows needs in memory while the slices pass: half of a core's second cache (2 MB). */
const bandBytes = 2 ** 20;
/**
 * Rows of a band, at most: few enough for many to miss the surface. (Bands cut across as well, 128 columns wide, were a
 * quarter slower, though nine in ten of their pieces could be left out: they are copied row by row.)
 */
const mostRows = 32;
/** By how much of the samples' size rounding may take a weighted mean of them out of their range. */
const rounding = 1e-5;

let own: WasmInstance | undefined;

/** True where output sample i is input sample first[0] + i, exactly. */
const isCopy = (taps: Taps): boolean =>
  taps.width === 1 &&
  taps.weights.every((w) => w === 1) &&
  taps.first.every((f, i) => f === taps.first[0] + i);

/** Cuts the rows into bands by the volume alone. */
function bandsOf({ samples, sampleSize, grid, taps }: Volume): readonly Band[] {
  const [mx, my] = sampleSize;
  const [nx, ny] = grid.size;
  const [, { first, width }, tz] = taps;
  const perRow = nx * 4 + (my / ny) * mx * (samples.BYTES_PER_ELEMENT * tz.width + 4);
  const height = Math.min(mostRows, Math.max(8, Math.floor(bandBytes / perRow / 4) * 4));
  const bands: Band[] = [];
  for (let j0 = 0; j0 < ny; j0 += height) {
    const j1 = Math.min(ny, j0 + height);
    const needed = first.subarray(j0, j1);
    const low = needed.reduce((a, b) => Math.min(a, b), my);
    const high = Math.min(my, needed.reduce((a, b) => Math.max(a, b), 0) + width);
    bands.push({ j0, j1, low, high });
  }
  return bands;
}

/** Is every value a mean of its samples, none of which counts less than nothing? */
function isMean({ width, weights }: Taps): boolean {
  for (let i = 0; i < weights.length; i += width) {
    let sum = 0;
    for (let t = 0; t < width; t++) {
      if (weights[i + t] < 0) return false;
      sum += weights[i + t];
    }
    if (Math.abs(sum - 1) > rounding / 10) return false;
  }
  return true;
}

/** Can a mean of samples from `least` to `most` lie in the range? (One with a sample that is no number lies in none.) */
function mayLie([least, most]: readonly [number, number], { from, to }: GreyRange): boolean {
  const slack = rounding * Math.max(Math.abs(least), Math.abs(most));
  return !(most + slack < from || least - slack > to);
}

/**
 * Evaluates slices [k0, k1) of the volume's grid and shows them to `visit` piece by piece: one band of rows through all
 * the slices in order, then the next band (of an oblique volume, slice after slice). A value depends on the volume and
 * its place alone. Do not start another run inside `visit`: each thread has one memory for it.
 */
export function eachPiece(
  volume: Volume,
  k0: number,
  k1: number,
  visit: (piece: Piece) => void,
  { wanted = () => true, range }: Needs = {},
): void {
  own ??= wasmInstance();
  const wasm = own;
  if (volume.oblique) {
    const slanted = slantedTaps(volume, volume.oblique);
    if (slanted) eachSlantedPiece(volume, slanted, wasm, [k0, k1], visit, wanted);
    else eachObliquePiece(volume, volume.oblique, wasm, [k0, k1], visit, wanted);
    return;
  }
  const bands = bandsOf(volume);
  const layout = layOut(volume, bands, wasm);
  const { plane, lines, four, pointers, xFirst, xWeights, yFirst, yWeights, values, bits } = layout;
  const [mx] = volume.sampleSize;
  const [nx] = volume.grid.size;
  const [tx, ty] = volume.taps;
  const xTaps = isCopy(tx) ? 0 : tx.width;
  const asSampled = xTaps === 0 && nx === mx && isCopy(ty);
  // Where only the slices are mixed, looking costs more than it saves.
  const asked = !asSampled && volume.taps.every(isMean) ? range : undefined;
  for (const band of bands) {
    const { j0, j1, low } = band;
    const { blend, rangeOf } = blender(volume, band, layout, wasm);
    for (let k = k0; k < k1; k++) {
      const extent = { k, j0, rows: j1 - j0 };
      if (!wanted(extent) || (asked !== undefined && !mayLie(rangeOf(k), asked))) continue;
      blend(k, asSampled ? values : plane);
      if (!asSampled)
        wasm.run.resampleRows(
          plane - 4 * mx * low,
          mx,
          yFirst + 4 * j0,
          yWeights + 4 * ty.width * j0,
          ty.width,
          j1 - j0,
          xFirst,
          xWeights,
          xTaps,
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
