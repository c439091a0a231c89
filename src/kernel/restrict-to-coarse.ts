// Restricts slices of a fine mask to a coarse one on a grid of any direction, whose border is smoothed between its cells.
import { type Bits, getBit } from '../core/bits.js';
import type { Grid } from '../core/grid.js';
import { indexMap } from './index-map.js';

/** `fine` is written to. The coarse mask goes on beyond its grid as it ends there. */
export interface RestrictJob {
  readonly fine: Bits;
  readonly fineGrid: Grid;
  readonly coarse: Bits;
  readonly coarseGrid: Grid;
}

/**
 * Clears voxels of `fine` at which the coarse mask, taken as 0 and 1 and interpolated linearly, is below ½. Yields the share done and
 * returns how many were cleared.
 */
export function* restrictToCoarse(job: RestrictJob): Generator<number, number> {
  const { fine, coarse } = job;
  const [, ny, nz] = fine.size;
  const m = indexMap(job.coarseGrid, job.fineGrid);
  const share = shareAt(coarse);
  let cleared = 0;
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      const row = (k * ny + j) * fine.wordsPerRow;
      for (let w = 0; w < fine.wordsPerRow; w++)
        for (let left = fine.words[row + w]; left !== 0; left &= left - 1) {
          const bit = 31 - Math.clz32(left & -left);
          const i = 32 * w + bit;
          const x = m[0] * i + m[1] * j + m[2] * k + m[3];
          const y = m[4] * i + m[5] * j + m[6] * k + m[7];
          const z = m[8] * i + m[9] * j + m[10] * k + m[11];
          if (share(x, y, z) >= 0.5) continue;
          fine.words[row + w] &= ~(1 << bit);
          cleared++;
        }
    }
    yield (k + 1) / nz;
  }
  return cleared;
}

function shareAt(bits: Bits): (x: number, y: number, z: number) => number {
  const [nx, ny, nz] = bits.size;
  const one = (i: number, j: number, k: number): number => (getBit(bits, i, j, k) ? 1 : 0);
  return (x, y, z) => {
    const fx = Math.min(nx - 1, Math.max(0, x));
    const fy = Math.min(ny - 1, Math.max(0, y));
    const fz = Math.min(nz - 1, Math.max(0, z));
    const i = Math.floor(fx);
    const j = Math.floor(fy);
    const k = Math.floor(fz);
    const i1 = Math.min(nx - 1, i + 1);
    const j1 = Math.min(ny - 1, j + 1);
    const k1 = Math.min(nz - 1, k + 1);
    const u = fx - i;
    const near = (jj: number, kk: number): number => {
      const a = one(i, jj, kk);
      return a + u * (one(i1, jj, kk) - a);
    };
    const front = near(j, k);
    const low = front + (fy - j) * (near(j1, k) - front);
    const back = near(j, k1);
    const high = back + (fy - j) * (near(j1, k1) - back);
    return low + (fz - k) * (high - low);
  };
}
