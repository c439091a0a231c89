// Where the planes of a grid are those of slanted slices: one slice of it still is a matter of taps, others for each.
import type { Affine } from '../core/grid.js';
import type { Oblique, Taps, Volume } from '../core/volume.js';
import { indexMap } from './index-map.js';
import { makeTaps } from './taps.js';

export interface SlantedTaps {
  /** Along the scan's third axis, for all slices of the grid. */
  readonly across: Taps;
  /** Along its first and second, for slice k of the grid; the same object where nothing changes. */
  along(k: number): readonly [Taps, Taps];
}

/** Drift over the whole grid, in voxels of the scan, that is noise: a millionth. */
const noise = 1e-6;

/** Null where the grid's planes are not those of the scan's slices, or its axes within them are not the scan's. */
export function slantedTaps(volume: Volume, { kernels, boundary }: Oblique): SlantedTaps | null {
  const { scan, grid, sampleSize } = volume;
  const map = indexMap(scan.grid, grid);
  if (!isSlanted(map, grid.size)) return null;
  const tapsOf = (axis: 0 | 1 | 2, k: number): Taps => {
    const nodes = scan.nodes?.axis === axis ? scan.nodes.at : sampleSize[axis];
    const start = map[4 * axis + 3] + (axis === 2 ? 0 : map[4 * axis + 2] * k);
    return makeTaps(kernels[axis], nodes, start, map[5 * axis], grid.size[axis], boundary);
  };
  const still = [0, 1].map((axis) => Math.abs(map[4 * axis + 2]) * grid.size[2] <= noise);
  const [x, y] = [tapsOf(0, 0), tapsOf(1, 0)];
  return {
    across: tapsOf(2, 0),
    along: (k) => [still[0] ? x : tapsOf(0, k), still[1] ? y : tapsOf(1, k)],
  };
}

function isSlanted(map: Affine, size: readonly number[]): boolean {
  const drifts = [map[1] * size[1], map[4] * size[0], map[8] * size[0], map[9] * size[1]];
  return drifts.every((drift) => Math.abs(drift) <= noise);
}
