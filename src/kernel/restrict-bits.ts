// Keeps of a mask's bits those whose voxels lie in another mask, seen by trilinear interpolation from its own grid.
import type { Bits } from '../core/bits.js';
import type { Grid, Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { indexMap } from './index-map.js';

/** Slices [k0, k1) of `bits`, whose voxels are those of `grid`, are written to; the mask holds shares, 0 … 1. */
export interface RestrictBitsJob {
  readonly mask: Pick<Scan, 'grid' | 'nodes' | 'voxels'>;
  readonly grid: Grid;
  readonly bits: Bits;
  readonly k0: number;
  readonly k1: number;
}

/** Half a voxel's share, less the noise of arithmetic. */
const HALF = 0.5 - 1e-6;
/** Within this of the mask's outer face, in voxels, is not outside. */
const NOISE = 1e-4;

/** An axis of the mask: its samples, where they lie on its grid where that is uneven, and its outer faces there. */
interface Along {
  readonly n: number;
  readonly at: Float64Array | null;
  readonly first: number;
  readonly last: number;
}

function alongOf({ grid, nodes }: RestrictBitsJob['mask'], axis: 0 | 1 | 2): Along {
  const n = grid.size[axis];
  const at = nodes?.axis === axis && n > 1 ? nodes.at : null;
  if (at === null) return { n, at, first: -0.5 - NOISE, last: n - 0.5 + NOISE };
  const [start, end] = [(at[1] - at[0]) / 2, (at[n - 1] - at[n - 2]) / 2];
  return { n, at, first: at[0] - start - NOISE, last: at[n - 1] + end + NOISE };
}

/** The place x of the grid as a (fractional) number of a sample, moved to the nearer end; −1 outside the mask. */
function sampleAt({ n, at, first, last }: Along, x: number): number {
  if (!(x >= first && x <= last)) return -1;
  if (at === null) return Math.min(n - 1, Math.max(0, x));
  let [low, high] = [0, n - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at[middle] <= x) low = middle;
    else high = middle;
  }
  return low + Math.min(1, Math.max(0, (x - at[low]) / (at[high] - at[low])));
}

/** What the mask is along one row of its samples between the rows around a place: written to `line`. False outside. */
function blend(
  voxels: Int16Array | Float32Array,
  [mx, my, mz]: Vec3,
  y: number,
  z: number,
  line: Float64Array,
): boolean {
  if (y < 0 || z < 0) return false;
  const [j, k] = [Math.floor(y), Math.floor(z)];
  const [u, v] = [y - j, z - k];
  const row = (jj: number, kk: number): number => mx * (Math.min(my - 1, jj) + my * Math.min(mz - 1, kk));
  const [a, b, c, d] = [row(j, k), row(j + 1, k), row(j, k + 1), row(j + 1, k + 1)];
  const [p, q, r, s] = [(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v];
  for (let i = 0; i < mx; i++)
    line[i] = p * voxels[a + i] + q * voxels[b + i] + r * voxels[c + i] + s * voxels[d + i];
  return true;
}

/** Trilinear, of samples numbered x, y, z. */
function share(
  voxels: Int16Array | Float32Array,
  [mx, my, mz]: Vec3,
  x: number,
  y: number,
  z: number,
): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const k = Math.floor(z);
  const right = i + 1 < mx ? 1 : 0;
  const down = j + 1 < my ? mx : 0;
  const up = k + 1 < mz ? mx * my : 0;
  const p = i + mx * (j + my * k);
  const [u, v] = [x - i, y - j];
  const low =
    (1 - v) * ((1 - u) * voxels[p] + u * voxels[p + right]) +
    v * ((1 - u) * voxels[p + down] + u * voxels[p + down + right]);
  const q = p + up;
  const high =
    (1 - v) * ((1 - u) * voxels[q] + u * voxels[q + right]) +
    v * ((1 - u) * voxels[q + down] + u * voxels[q + down + right]);
  return low + (z - k) * (high - low);
}

/** Clears the bits of voxels whose centre lies outside the mask's grid, or in less than half of the mask. */
export function restrictBits({ mask, grid, bits, k0, k1 }: RestrictBitsJob): null {
  const { voxels } = mask;
  const { size } = mask.grid;
  const map = indexMap(mask.grid, grid);
  const [x, y, z] = [alongOf(mask, 0), alongOf(mask, 1), alongOf(mask, 2)];
  // Where rows run along the mask's own, only the place along them changes.
  const parallel = Math.abs(map[4]) * bits.size[0] < NOISE && Math.abs(map[8]) * bits.size[0] < NOISE;
  const line = new Float64Array(size[0]);
  const { words, wordsPerRow } = bits;
  const ny = bits.size[1];
  for (let k = k0; k < k1; k++)
    for (let j = 0; j < ny; j++) {
      const first = (k * ny + j) * wordsPerRow;
      const sx = map[1] * j + map[2] * k + map[3];
      const sy = map[5] * j + map[6] * k + map[7];
      const sz = map[9] * j + map[10] * k + map[11];
      if (words.subarray(first, first + wordsPerRow).every((word) => word === 0)) continue;
      if (parallel && !blend(voxels, size, sampleAt(y, sy), sampleAt(z, sz), line)) {
        words.fill(0, first, first + wordsPerRow);
        continue;
      }
      for (let w = 0; w < wordsPerRow; w++) {
        let kept = words[first + w];
        for (let rest = kept; rest !== 0; rest &= rest - 1) {
          const bit = 31 - Math.clz32(rest & -rest);
          const i = 32 * w + bit;
          const at = sampleAt(x, map[0] * i + sx);
          let inside = 0;
          if (at >= 0 && parallel) {
            const m = Math.floor(at);
            inside = line[m] + (at - m) * (line[Math.min(size[0] - 1, m + 1)] - line[m]);
          } else if (at >= 0) {
            const [down, up] = [sampleAt(y, map[4] * i + sy), sampleAt(z, map[8] * i + sz)];
            inside = down < 0 || up < 0 ? 0 : share(voxels, size, at, down, up);
          }
          if (!(inside >= HALF)) kept &= ~(1 << bit);
        }
        words[first + w] = kept;
      }
    }
  return null;
}
