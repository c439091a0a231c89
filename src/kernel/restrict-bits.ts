// Keeps of a mask's bits those whose voxels lie in another mask, seen by trilinear interpolation from its own grid.
import type { Bits } from '../core/bits.js';
import type { Grid } from '../core/grid.js';
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

/** One axis of the mask: where a place lies among its samples. */
interface Along {
  /** The sample at or below, the next one (the same at the end), and the share of that; false outside the mask. */
  find(x: number): boolean;
  low: number;
  high: number;
  share: number;
}

function alongOf(n: number, stride: number, at: Float64Array | null): Along {
  const place = (m: number): number => (at === null ? m : at[m]);
  const half = (m: number): number => (n < 2 ? 0.5 : Math.abs(place(m) - place(m === 0 ? 1 : m - 1)) / 2);
  const [first, last] = [place(0) - half(0) - NOISE, place(n - 1) + half(n - 1) + NOISE];
  let cell = 0;
  const along: Along = {
    low: 0,
    high: 0,
    share: 0,
    find: (x) => {
      if (!(x >= first && x <= last)) return false;
      if (at === null) cell = Math.min(Math.max(0, n - 2), Math.max(0, Math.floor(x)));
      else {
        while (cell > 0 && at[cell] > x) cell--;
        while (cell < n - 2 && at[cell + 1] <= x) cell++;
      }
      const next = Math.min(n - 1, cell + 1);
      const width = place(next) - place(cell);
      along.share = width > 0 ? Math.min(1, Math.max(0, (x - place(cell)) / width)) : 0;
      along.low = cell * stride;
      along.high = next * stride;
      return true;
    },
  };
  return along;
}

/** Clears the bits of voxels whose centre lies outside the mask's grid, or in less than half of the mask. */
export function restrictBits({ mask, grid, bits, k0, k1 }: RestrictBitsJob): null {
  const { voxels, nodes } = mask;
  const [mx, my, mz] = mask.grid.size;
  const map = indexMap(mask.grid, grid);
  const nodesOf = (axis: 0 | 1 | 2): Float64Array | null => (nodes?.axis === axis ? nodes.at : null);
  const x = alongOf(mx, 1, nodesOf(0));
  const y = alongOf(my, mx, nodesOf(1));
  const z = alongOf(mz, mx * my, nodesOf(2));
  const { words, wordsPerRow } = bits;
  const ny = bits.size[1];
  const row = (at: number): number => voxels[at + x.low] * (1 - x.share) + voxels[at + x.high] * x.share;
  const plane = (at: number): number => row(at + y.low) * (1 - y.share) + row(at + y.high) * y.share;
  for (let k = k0; k < k1; k++)
    for (let j = 0; j < ny; j++) {
      const start = [1, 5, 9].map((m) => map[m] * j + map[m + 1] * k + map[m + 2]);
      const first = (k * ny + j) * wordsPerRow;
      for (let w = 0; w < wordsPerRow; w++) {
        let kept = words[first + w];
        for (let rest = kept; rest !== 0; rest &= rest - 1) {
          const bit = 31 - Math.clz32(rest & -rest);
          const i = 32 * w + bit;
          const inside =
            x.find(map[0] * i + start[0]) && y.find(map[4] * i + start[1]) && z.find(map[8] * i + start[2]);
          if (inside && plane(z.low) * (1 - z.share) + plane(z.high) * z.share >= HALF) continue;
          kept &= ~(1 << bit);
        }
        words[first + w] = kept;
      }
    }
  return null;
}
