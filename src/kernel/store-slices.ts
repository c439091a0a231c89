// Computes slices of a volume for good: clamped, rounded or thresholded, with another value outside the scan.
import type { Affine } from '../core/grid.js';
import type { Volume } from '../core/volume.js';
import { indexMap } from './index-map.js';
import { eachPiece } from './pieces.js';

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

/** Index positions of the outer faces of the end voxels, along each axis of the scan. */
export type Faces = readonly [
  readonly [number, number],
  readonly [number, number],
  readonly [number, number],
];

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

/** Within this of a face, in voxels, is not outside: noise of how grids are stored. */
const noise = 1e-4;

/** Voxels [first, beyond) of the row (j, k) whose centres lie inside the scan. */
function insideOf(map: Affine, faces: Faces, nx: number, j: number, k: number): readonly [number, number] {
  let [first, beyond] = [0, nx];
  for (let a = 0; a < 3; a++) {
    const start = map[4 * a + 1] * j + map[4 * a + 2] * k + map[4 * a + 3];
    const step = map[4 * a];
    const [low, high] = [faces[a][0] - noise - start, faces[a][1] + noise - start];
    if (Math.abs(step) * nx < 1e-9) {
      if (low > 0 || high < 0) return [0, 0];
      continue;
    }
    const [from, to] = step > 0 ? [low / step, high / step] : [high / step, low / step];
    first = Math.max(first, Math.ceil(from));
    beyond = Math.min(beyond, Math.floor(to) + 1);
  }
  return first < beyond ? [first, beyond] : [0, 0];
}

function halfToEven(v: number): number {
  const up = Math.round(v);
  return (up - v === 0.5 && up % 2 !== 0 ? up - 1 : up) + 0;
}

function finished(v: number, { threshold, clamp, whole }: Finish): number {
  if (threshold !== null) return v >= threshold ? 1 : 0;
  const limited = clamp === null ? v : Math.min(clamp[1], Math.max(clamp[0], v));
  return whole ? halfToEven(limited) : limited;
}

export function storeSlices({ volume, to, finish, faces, k0, k1 }: StoreSlicesJob): StoreSlicesResult {
  const [nx, ny] = volume.grid.size;
  const map = indexMap(volume.scan.grid, volume.grid);
  let [low, high, from, upTo] = [Infinity, -Infinity, Infinity, -Infinity];
  let outside = 0;
  const replacement = finish.outside;
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
      const [i0, i1] = replacement === null ? [0, nx] : [first, beyond];
      for (let i = i0; i < i1; i++) {
        const v = row[i];
        const value = finished(v, finish);
        if (v < low) low = v;
        if (v > high) high = v;
        if (value < from) from = value;
        if (value > upTo) upTo = value;
        to[at + i] = value;
      }
    }
  });
  if (replacement !== null && outside > 0) {
    from = Math.min(from, replacement);
    upTo = Math.max(upTo, replacement);
  }
  return { computed: [low, high], stored: [from, upTo], outside };
}
