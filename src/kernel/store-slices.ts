// Computes slices of a volume for good: clamped, rounded or thresholded, with another value outside the scan.
import type { Volume } from '../core/volume.js';
import { indexMap } from './index-map.js';
import { eachPiece } from './pieces.js';
import { type Faces, insideOf } from './scan-faces.js';

/** What becomes of a computed value; in this order. */
export interface Finish {
  /** 1 where it is at least this, else 0. */
  readonly threshold: number | null;
  /** Moved to the nearer limit where it lies beyond. */
  readonly clamp: readonly [number, number] | null;
  /** Rounded to the nearest whole number, halves to the even one (as IEEE 754 and NumPy do). */
  readonly whole: boolean;
  /** Stands, as it is, at voxels whose centre lies outside the scan; null: they are as others. */
  readonly outside: number | null;
}

/** Slices [k0, k1) of the volume's grid go to `to` (the whole grid, x fastest); Int16 only where every value fits. */
export interface StoreSlicesJob {
  readonly volume: Volume;
  readonly to: Int16Array | Float32Array;
  readonly finish: Finish;
  readonly faces: Faces;
  readonly k0: number;
  readonly k1: number;
}

/** The range of the values as computed (where they were taken) and as stored, and how many voxels lie outside the scan. */
export interface StoreSlicesResult {
  readonly computed: readonly [number, number];
  readonly stored: readonly [number, number];
  readonly outside: number;
}

/** From here on numbers have no halves: what is added to it is rounded, halves to the even neighbour (IEEE 754). */
const noHalves = 1.5 * 2 ** 52;

/** Finishes the values in place. */
function finishAll(values: Float32Array, { threshold, clamp, whole }: Finish): void {
  if (threshold !== null) {
    for (let i = 0; i < values.length; i++) values[i] = values[i] >= threshold ? 1 : 0;
    return;
  }
  if (clamp !== null) {
    const low = clamp[0];
    const high = clamp[1];
    for (let i = 0; i < values.length; i++) values[i] = Math.min(high, Math.max(low, values[i]));
  }
  if (!whole) return;
  for (let i = 0; i < values.length; i++)
    if (Math.abs(values[i]) < 2 ** 24) values[i] = values[i] + noHalves - noHalves;
}

/** The range of these values and of what was known before. */
function widened(values: Float32Array, [low, high]: readonly [number, number]): readonly [number, number] {
  let [least, most] = [low, high];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < least) least = values[i];
    if (values[i] > most) most = values[i];
  }
  return [least, most];
}

export function storeSlices({ volume, to, finish, faces, k0, k1 }: StoreSlicesJob): StoreSlicesResult {
  const [nx, ny] = volume.grid.size;
  const map = indexMap(volume.scan.grid, volume.grid);
  const replacement = finish.outside;
  let computed: readonly [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let stored = computed;
  let outside = 0;
  eachPiece(volume, k0, k1, ({ k, j0, rows, wasm, values }) => {
    const piece = new Float32Array(wasm.bytes().buffer, values, nx * rows);
    for (let r = 0; r < rows; r++) {
      const row = piece.subarray(r * nx, (r + 1) * nx);
      const at = nx * (ny * k + j0 + r);
      const [first, beyond] = insideOf(map, faces, nx, j0 + r, k);
      outside += nx - (beyond - first);
      if (replacement !== null) {
        to.fill(replacement, at, at + first);
        to.fill(replacement, at + beyond, at + nx);
      }
      const kept = replacement === null ? row : row.subarray(first, beyond);
      computed = widened(kept, computed);
      finishAll(kept, finish);
      stored = widened(kept, stored);
      const start = replacement === null ? at : at + first;
      for (let i = 0; i < kept.length; i++) to[start + i] = kept[i];
    }
  });
  if (replacement !== null && outside > 0) stored = widened(Float32Array.of(replacement), stored);
  return { computed, stored, outside };
}
