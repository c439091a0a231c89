// Runs through slices of a volume's grid piece by piece: separable resampling, z then y then x, in single precision.
import type { Taps, Volume } from '../core/volume.js';
import { eachObliquePiece } from './oblique-pieces.js';
import { type WasmInstance, wasmInstance } from './wasm.js';

/** Rows [j0, j0 + rows) of slice k, evaluated, in the memory of the thread's wasm instance; the next overwrites it. */
export interface Piece {
  readonly k: number;
  readonly j0: number;
  readonly rows: number;
  readonly wasm: WasmInstance;
  /** Address of rows · nx f32 values. */
  readonly values: number;
  /** Address of scratch for as many rows of bits. */
  readonly bits: number;
}

/** What a band of rows needs in memory while the slices pass: half of a core's second cache (2 MB). */
const bandBytes = 2 ** 20;

interface Layout {
  readonly slotBytes: number;
  readonly ring: number;
  readonly pointers: number;
  readonly weights: number;
  readonly plane: number;
  readonly lines: number;
  readonly four: number;
  readonly yFirst: number;
  readonly yWeights: number;
  readonly xFirst: number;
  readonly xWeights: number;
  readonly values: number;
  readonly bits: number;
}

/** Output rows [j0, j1) and the source rows [low, high) that they need. */
interface Band {
  readonly j0: number;
  readonly j1: number;
  readonly low: number;
  readonly high: number;
}

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
  const height = Math.max(8, Math.floor(bandBytes / perRow / 4) * 4);
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

/** Writes taps for `count` outputs; those beyond the last are its repetition. */
function writeTaps(buffer: ArrayBufferLike, taps: Taps, count: number, first: number, weights: number): void {
  const n = taps.first.length;
  const firsts = new Int32Array(buffer, first, count);
  const all = new Float32Array(buffer, weights, count * taps.width);
  firsts.set(taps.first);
  all.set(taps.weights);
  for (let i = n; i < count; i++) {
    firsts[i] = taps.first[n - 1];
    all.set(taps.weights.subarray((n - 1) * taps.width), i * taps.width);
  }
}

function layOut(volume: Volume, bands: readonly Band[], wasm: WasmInstance): Layout {
  const [mx] = volume.sampleSize;
  const [nx, ny] = volume.grid.size;
  const [tx, ty, tz] = volume.taps;
  const highest = bands.reduce((most, { low, high }) => Math.max(most, high - low), 0);
  const height = Math.ceil((bands[0].j1 - bands[0].j0) / 4) * 4;
  const slotBytes = Math.ceil((mx * highest * volume.samples.BYTES_PER_ELEMENT) / 64) * 64 + 64;
  const padded = Math.ceil(ny / 4) * 4;
  const [plane, lines, four, ring, pointers, weights, yFirst, yWeights, xFirst, xWeights, values, bits] =
    wasm.take([
      4 * mx * (highest + ty.width),
      4 * (4 * mx + 128),
      16 * (mx + 4 + tx.width),
      slotBytes * tz.width,
      4 * Math.max(tz.width, ty.width),
      4 * tz.width,
      4 * padded,
      4 * padded * ty.width,
      4 * nx,
      4 * nx * tx.width,
      4 * nx * height,
      4 * ((nx + 31) >> 5) * height,
    ]);
  const bytes = wasm.bytes();
  // What lies beyond the samples is read with weight 0 and must be a number.
  bytes.fill(0, plane, pointers);
  writeTaps(bytes.buffer, ty, padded, yFirst, yWeights);
  writeTaps(bytes.buffer, tx, nx, xFirst, xWeights);
  return {
    slotBytes,
    ring,
    pointers,
    weights,
    plane,
    lines,
    four,
    yFirst,
    yWeights,
    xFirst,
    xWeights,
    values,
    bits,
  };
}

/** Copies the rows of source slice z that the band needs to `address`. */
function copyRows(volume: Volume, z: number, band: Band, buffer: ArrayBufferLike, address: number): void {
  const [mx, my] = volume.sampleSize;
  const from = mx * (my * z + band.low);
  const n = mx * (band.high - band.low);
  const to =
    volume.samples instanceof Int16Array
      ? new Int16Array(buffer, address, n)
      : new Float32Array(buffer, address, n);
  to.set(volume.samples.subarray(from, from + n));
}

/** The z stage for one slice of a band: the weighted sum of its source slices, at `to`. */
function blender(volume: Volume, band: Band, layout: Layout, wasm: WasmInstance) {
  const { buffer } = wasm.bytes();
  const [mx, , mz] = volume.sampleSize;
  const { width, first, weights } = volume.taps[2];
  const pointers = new Uint32Array(buffer, layout.pointers, width);
  const used = new Float32Array(buffer, layout.weights, width);
  const held = new Int32Array(width).fill(-1);
  const blend = volume.samples instanceof Int16Array ? wasm.run.blendI16 : wasm.run.blendF32;
  return (k: number, to: number): void => {
    let count = 0;
    for (let t = 0; t < width; t++) {
      const weight = weights[k * width + t];
      // One at least, so that where all are 0 (zeros beyond the scan) zeros are written.
      if (weight === 0 && (count > 0 || t < width - 1)) continue;
      const z = Math.min(first[k] + t, mz - 1);
      const slot = z % width;
      const address = layout.ring + slot * layout.slotBytes;
      if (held[slot] !== z) copyRows(volume, z, band, buffer, address);
      held[slot] = z;
      pointers[count] = address;
      used[count++] = weight;
    }
    blend(layout.pointers, layout.weights, count, mx * (band.high - band.low), to);
  };
}

/**
 * Evaluates slices [k0, k1) of the volume's grid and shows them to `visit` piece by piece: one band of rows through all
 * the slices in order, then the next band (of an oblique volume, whole slices in order). A value depends on the volume and its place alone. Do not start another run
 * inside `visit`: each thread has one memory for it.
 */
export function eachPiece(volume: Volume, k0: number, k1: number, visit: (piece: Piece) => void): void {
  own ??= wasmInstance();
  const wasm = own;
  if (volume.oblique) {
    eachObliquePiece(volume, volume.oblique, wasm, [k0, k1], visit);
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
  for (const band of bands) {
    const { j0, j1, low } = band;
    const blend = blender(volume, band, layout, wasm);
    for (let k = k0; k < k1; k++) {
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
      visit({ k, j0, rows: j1 - j0, wasm, values, bits });
    }
  }
}
