// Which label fills most of the surroundings of a point: each label's membership smoothed by the steady profile, the largest wins.
import type { LabelBlock } from './label-block.js';
import type { SteadyRows } from './steady-rows.js';

/** A label must have this much more than the nearest voxel's, and than a lower one, to win: float noise decides nothing. */
const margin = 1e-9;

/** In 256ths of a voxel of the block along each axis. */
export type Winner = (x: number, y: number, z: number, nearest: number) => number;

/**
 * A function of a point (in 256ths of a voxel from the block's first) and of the number of the label of the voxel nearest
 * to it, which wins a tie. The block must hold `reach` voxels around the point.
 */
export function winningLabel(
  { numbers, size, ids }: LabelBlock,
  runs: Uint8Array,
  rows: readonly [SteadyRows, SteadyRows, SteadyRows],
): Winner {
  const [nx, ny] = size;
  const [rx, ry, rz] = rows;
  const shares = new Float64Array(ids.length);
  return (x, y, z, nearest) => {
    shares.fill(0);
    const first = (x >> 8) + 1 - rx.reach;
    const beyond = first + 2 * rx.reach;
    const rowX = (x & 255) * (2 * rx.reach + 1) - first;
    const rowY = (y & 255) * (2 * ry.reach + 1);
    const rowZ = (z & 255) * (2 * rz.reach + 1);
    const [j0, k0] = [(y >> 8) + 1 - ry.reach, (z >> 8) + 1 - rz.reach];
    for (let c = 0; c < 2 * rz.reach; c++) {
      const weightZ = rz.sums[rowZ + c + 1] - rz.sums[rowZ + c];
      if (weightZ === 0) continue;
      for (let b = 0; b < 2 * ry.reach; b++) {
        const weight = weightZ * (ry.sums[rowY + b + 1] - ry.sums[rowY + b]);
        const line = nx * (j0 + b + ny * (k0 + c));
        for (let i = first; i < beyond; ) {
          const next = Math.min(beyond, i + runs[line + i]);
          shares[numbers[line + i]] += weight * (rx.sums[rowX + next] - rx.sums[rowX + i]);
          i = next;
        }
      }
    }
    let winner = nearest;
    for (let n = 0; n < shares.length; n++) if (shares[n] > shares[winner] + margin) winner = n;
    return winner;
  };
}
