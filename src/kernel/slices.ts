// Runs through slices of a volume's grid, one after the other: separable resampling, z then y then x, in single precision.
import type { Taps, Volume } from '../core/volume.js';
import { type WasmInstance, wasmInstance } from './wasm.js';

/** One evaluated slice, in the memory of the thread's wasm instance; the next slice overwrites it. */
export interface Slice {
  readonly k: number;
  readonly wasm: WasmInstance;
  /** Address of nx · ny f32 values, rows of nx. */
  readonly values: number;
  /** Address of scratch for one slice of bits, wordsPerRow · ny words. */
  readonly bits: number;
}

interface Layout {
  readonly firstRow: number;
  readonly rows: number;
  readonly slotBytes: number;
  readonly ring: number;
  readonly pointers: number;
  readonly weights: number;
  readonly plane: number;
  readonly line: number;
  readonly yFirst: number;
  readonly yWeights: number;
  readonly xFirst: number;
  readonly xWeights: number;
  /** Vectors of x weights per sample; 0 where x is a plain copy. */
  readonly vectors: number;
  readonly values: number;
  readonly bits: number;
}

let own: WasmInstance | undefined;

/** True where output sample i is input sample first[0] + i, exactly. */
const isCopy = (taps: Taps): boolean =>
  taps.width === 1 &&
  taps.weights.every((w) => w === 1) &&
  taps.first.every((f, i) => f === taps.first[0] + i);

/** The source rows that any output row needs: [first, beyond). */
function rowsOf(taps: Taps, n: number): readonly [number, number] {
  let [low, high] = [n, 0];
  for (const first of taps.first) {
    low = Math.min(low, first);
    high = Math.max(high, Math.min(n, first + taps.width));
  }
  return [low, high];
}

/** x taps for the vector loop: whole vectors of weights, whole groups of four samples. */
function writeRowTaps(buffer: ArrayBufferLike, taps: Taps, layout: Layout): void {
  const count = taps.first.length;
  const padded = Math.ceil(count / 4) * 4;
  const width = layout.vectors * 4;
  const first = new Int32Array(buffer, layout.xFirst, padded).fill(0);
  const weights = new Float32Array(buffer, layout.xWeights, padded * width).fill(0);
  first.set(taps.first);
  for (let i = 0; i < count && width > 0; i++)
    weights.set(taps.weights.subarray(i * taps.width, (i + 1) * taps.width), i * width);
}

function layOut(volume: Volume, wasm: WasmInstance): Layout {
  const [mx, my] = volume.sampleSize;
  const [nx, ny] = volume.grid.size;
  const [tx, ty, tz] = volume.taps;
  const [firstRow, endRow] = rowsOf(ty, my);
  const rows = endRow - firstRow;
  const sourceBytes = mx * rows * volume.samples.BYTES_PER_ELEMENT;
  const slotBytes = Math.ceil(sourceBytes / 64) * 64 + 64;
  const vectors = isCopy(tx) ? 0 : Math.ceil(tx.width / 4);
  const padded = Math.ceil(nx / 4) * 4;
  const [ring, pointers, weights, plane, line, yFirst, yWeights, xFirst, xWeights, values, bits] = wasm.take([
    slotBytes * tz.width,
    4 * Math.max(tz.width, ty.width),
    4 * tz.width,
    4 * mx * Math.max(rows, ty.width) + 16 * vectors,
    4 * mx + 64 + 16 * vectors,
    4 * ny,
    4 * ny * ty.width,
    4 * padded,
    16 * padded * vectors,
    4 * nx * ny,
    4 * ((nx + 31) >> 5) * ny,
  ]);
  const layout: Layout = {
    firstRow,
    rows,
    slotBytes,
    ring,
    pointers,
    weights,
    plane,
    line,
    yFirst,
    yWeights,
    xFirst,
    xWeights,
    vectors,
    values,
    bits,
  };
  // What lies beyond the samples is read with weight 0 and must be a number: zeros.
  const bytes = wasm.bytes();
  bytes.fill(0, plane + 4 * mx * rows, yFirst);
  for (let slot = 0; slot < tz.width; slot++)
    bytes.fill(0, ring + slot * slotBytes + sourceBytes, ring + (slot + 1) * slotBytes);
  new Int32Array(bytes.buffer, yFirst, ny).set(ty.first.map((first) => first - firstRow));
  new Float32Array(bytes.buffer, yWeights, ny * ty.width).set(ty.weights);
  writeRowTaps(bytes.buffer, tx, layout);
  return layout;
}

/** Copies the needed rows of source slice z to `address`. */
function copySlice(
  volume: Volume,
  z: number,
  layout: Layout,
  buffer: ArrayBufferLike,
  address: number,
): void {
  const [mx, my] = volume.sampleSize;
  const from = mx * (my * z + layout.firstRow);
  const n = mx * layout.rows;
  const to =
    volume.samples instanceof Int16Array
      ? new Int16Array(buffer, address, n)
      : new Float32Array(buffer, address, n);
  to.set(volume.samples.subarray(from, from + n));
}

/**
 * Evaluates slices [k0, k1) of the volume's grid in order and shows each to `visit`. A slice's values depend on the
 * volume and k alone. Do not start another run through slices inside `visit`: each thread has one memory for it.
 */
export function eachSlice(volume: Volume, k0: number, k1: number, visit: (slice: Slice) => void): void {
  own ??= wasmInstance();
  const wasm = own;
  const layout = layOut(volume, wasm);
  const { buffer } = wasm.bytes();
  const [mx, , mz] = volume.sampleSize;
  const [nx, ny] = volume.grid.size;
  const [, ty, tz] = volume.taps;
  const pointers = new Uint32Array(buffer, layout.pointers, tz.width);
  const weights = new Float32Array(buffer, layout.weights, tz.width);
  const held = new Int32Array(tz.width).fill(-1);
  const blend = volume.samples instanceof Int16Array ? wasm.run.blendI16 : wasm.run.blendF32;
  for (let k = k0; k < k1; k++) {
    let used = 0;
    for (let t = 0; t < tz.width; t++) {
      const weight = tz.weights[k * tz.width + t];
      if (weight === 0) continue;
      const z = Math.min(tz.first[k] + t, mz - 1);
      const slot = z % tz.width;
      const address = layout.ring + slot * layout.slotBytes;
      if (held[slot] !== z) copySlice(volume, z, layout, buffer, address);
      held[slot] = z;
      pointers[used] = address;
      weights[used++] = weight;
    }
    blend(layout.pointers, layout.weights, used, mx * layout.rows, layout.plane);
    wasm.run.resampleRows(
      layout.plane,
      mx,
      layout.yFirst,
      layout.yWeights,
      ty.width,
      ny,
      layout.xFirst,
      layout.xWeights,
      layout.vectors,
      nx,
      layout.pointers,
      layout.line,
      layout.values,
    );
    visit({ k, wasm, values: layout.values, bits: layout.bits });
  }
}
