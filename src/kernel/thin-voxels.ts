// Finds the voxels of a label map that smoothing would take away: of rods, sheets and grains thinner than it can keep.
import type { Vec3 } from '../core/grid.js';
import { labelBlock } from './label-block.js';
import type { SteadyRows } from './steady-rows.js';
import { spreadBoxes, uniformBoxes } from './uniform-boxes.js';
import { winningLabel } from './winning-label.js';

/** Voxels [from, beyond) of a label map of `size`. */
export interface ThinVoxelsJob {
  readonly voxels: Int16Array;
  readonly size: Vec3;
  /** Null: none is looked at for losing. */
  readonly rows: readonly [SteadyRows, SteadyRows, SteadyRows] | null;
  /** A voxel in a box of this width (voxels an axis, 1 … 255) of its label alone is in no danger. */
  readonly safe: Vec3;
  readonly from: Vec3;
  readonly beyond: Vec3;
}

/** Voxel numbers in the map, ascending. */
export interface ThinVoxels {
  /** In no such box. */
  readonly slender: Uint32Array;
  /** And another label wins at their own centre. */
  readonly losing: Uint32Array;
}

export function thinVoxels({ voxels, size, rows, safe, from, beyond }: ThinVoxelsJob): ThinVoxels {
  const reach = (axis: 0 | 1 | 2): number => Math.max(safe[axis], rows?.[axis].reach ?? 0);
  const [px, py, pz] = [reach(0), reach(1), reach(2)];
  const block = labelBlock(
    voxels,
    size,
    [from[0] - px, from[1] - py, from[2] - pz],
    [beyond[0] + px, beyond[1] + py, beyond[2] + pz],
  );
  if (block.ids.length === 1) return { slender: new Uint32Array(0), losing: new Uint32Array(0) };
  const { flags, runs } = uniformBoxes(block, safe);
  spreadBoxes(flags, block.size, safe);
  const winner = rows && winningLabel(block, runs, rows);
  const slender: number[] = [];
  const losing: number[] = [];
  const [mx, my] = block.size;
  for (let k = from[2]; k < beyond[2]; k++)
    for (let j = from[1]; j < beyond[1]; j++)
      for (let i = from[0]; i < beyond[0]; i++) {
        const [x, y, z] = [i - block.from[0], j - block.from[1], k - block.from[2]];
        const v = x + mx * (y + my * z);
        if (flags[v] === 1) continue;
        const own = i + size[0] * (j + size[1] * k);
        slender.push(own);
        const label = block.numbers[v];
        if (winner && winner(x << 8, y << 8, z << 8, label) !== label) losing.push(own);
      }
  return { slender: Uint32Array.from(slender), losing: Uint32Array.from(losing) };
}
