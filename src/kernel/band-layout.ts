// The memory in which a band of rows is computed while the slices pass: the source slices it needs, taps, scratch, values.
import type { Taps, Volume } from '../core/volume.js';
import { extremesBytes, extremesIn } from './extremes.js';
import type { WasmInstance } from './wasm.js';

export interface Layout {
  readonly slotBytes: number;
  readonly ring: number;
  /** Where the least and the greatest of a slot's samples are found. */
  readonly extremes: number;
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
export interface Band {
  readonly j0: number;
  readonly j1: number;
  readonly low: number;
  readonly high: number;
}

/** Writes taps for `count` outputs; those beyond the last are its repetition. */
export function writeTaps(
  buffer: ArrayBufferLike,
  taps: Taps,
  count: number,
  first: number,
  weights: number,
): void {
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

export function layOut(volume: Volume, bands: readonly Band[], wasm: WasmInstance): Layout {
  const [mx] = volume.sampleSize;
  const [nx, ny] = volume.grid.size;
  const [tx, ty, tz] = volume.taps;
  const highest = bands.reduce((most, { low, high }) => Math.max(most, high - low), 0);
  const height = Math.ceil((bands[0].j1 - bands[0].j0) / 4) * 4;
  const slotBytes = Math.ceil((mx * highest * volume.samples.BYTES_PER_ELEMENT) / 64) * 64 + 64;
  const padded = Math.ceil(ny / 4) * 4;
  const [
    plane,
    lines,
    four,
    ring,
    extremes,
    pointers,
    weights,
    yFirst,
    yWeights,
    xFirst,
    xWeights,
    values,
    bits,
  ] = wasm.take([
    4 * mx * (highest + ty.width),
    4 * (4 * mx + 128),
    16 * (mx + 4 + tx.width),
    slotBytes * tz.width,
    extremesBytes,
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
    extremes,
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

export interface Blender {
  /** The weighted sum of slice k's source slices, at `to`. */
  blend(k: number, to: number): void;
  /** Least and most of the samples that count in slice k: every weighted mean of them lies between. */
  rangeOf(k: number): readonly [number, number];
}

/** The z stage for the slices of a band. */
export function blender(volume: Volume, band: Band, layout: Layout, wasm: WasmInstance): Blender {
  const { buffer } = wasm.bytes();
  const [mx, , mz] = volume.sampleSize;
  const { unit = 1 } = volume;
  const { width, first, weights } = volume.taps[2];
  const pointers = new Uint32Array(buffer, layout.pointers, width);
  const used = new Float32Array(buffer, layout.weights, width);
  const held = new Int32Array(width).fill(-1);
  const measured = new Int32Array(width).fill(-1);
  const ranges: (readonly [number, number])[] = [];
  const whole = volume.samples instanceof Int16Array;
  const sum = whole ? wasm.run.blendI16 : wasm.run.blendF32;
  const extremesAt = extremesIn(wasm, whole, layout.extremes);
  const n = mx * (band.high - band.low);

  /** Brings the source slices that count in slice k into their slots; how many these are. */
  const bring = (k: number): number => {
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
      used[count++] = weight * unit;
    }
    return count;
  };
  return {
    blend: (k, to) => {
      const count = bring(k);
      sum(layout.pointers, layout.weights, count, n, to);
    },
    rangeOf: (k) => {
      const count = bring(k);
      let least = Number.POSITIVE_INFINITY;
      let most = Number.NEGATIVE_INFINITY;
      for (let c = 0; c < count; c++) {
        const slot = (pointers[c] - layout.ring) / layout.slotBytes;
        if (measured[slot] !== held[slot]) ranges[slot] = extremesAt(pointers[c], n);
        measured[slot] = held[slot];
        least = Math.min(least, unit * ranges[slot][0]);
        most = Math.max(most, unit * ranges[slot][1]);
      }
      return [least, most];
    },
  };
}
