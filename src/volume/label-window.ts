// Shrinks a volume to where a label is: the rest of the grid is empty, and a label map has many labels.
import { type Vec3, voxelCount } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import type { Volume } from '../core/volume.js';
import { indexMap } from '../kernel/index-map.js';
import { type Block, cutVolume, type Interval } from './cut-volume.js';

/** A cubic spline overshoots for some samples beyond its last one that is not 0, but by less than half of it. */
const margin = 2;

/** The block of its grid outside of which the (non-negative) scan of the volume is 0; the volume itself where it is 0 throughout. */
export function labelWindow(volume: Volume): Volume {
  const box = filledBox(volume.scan);
  if (box === null) return volume;
  const map = indexMap(volume.grid, volume.scan.grid);
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((c): Vec3 => {
    const [i, j, k] = box.map((interval, axis) => interval[(c >> axis) & 1]);
    const row = (r: number): number =>
      map[4 * r] * i + map[4 * r + 1] * j + map[4 * r + 2] * k + map[4 * r + 3];
    return [row(0), row(1), row(2)];
  });
  const along = (axis: 0 | 1 | 2): Interval => {
    const at = corners.map((corner) => corner[axis]);
    const clamped = (x: number): number => Math.max(0, Math.min(volume.grid.size[axis] - 1, x));
    return [clamped(Math.floor(Math.min(...at))), clamped(Math.ceil(Math.max(...at)))];
  };
  const block: Block = [along(0), along(1), along(2)];
  const cut = cutVolume(volume, block);
  return voxelCount(cut.grid) < voxelCount(volume.grid) ? cut : volume;
}

/** In steps of the scan's grid, with the margin; null where every sample is 0. */
function filledBox({ voxels, grid, nodes }: Scan): Block | null {
  const [nx, ny, nz] = grid.size;
  const low = [nx, ny, nz];
  const high = [-1, -1, -1];
  for (let k = 0, row = 0; k < nz; k++)
    for (let j = 0; j < ny; j++, row += nx) {
      let first = 0;
      while (first < nx && voxels[row + first] === 0) first++;
      if (first === nx) continue;
      let last = nx - 1;
      while (voxels[row + last] === 0) last--;
      low[0] = Math.min(low[0], first);
      high[0] = Math.max(high[0], last);
      low[1] = Math.min(low[1], j);
      high[1] = Math.max(high[1], j);
      low[2] = Math.min(low[2], k);
      high[2] = k;
    }
  if (high[0] < 0) return null;
  const along = (axis: 0 | 1 | 2): Interval => {
    const [from, to] = [low[axis] - margin, high[axis] + margin];
    if (nodes?.axis !== axis) return [from, to];
    const place = (n: number): number => nodes.at[Math.max(0, Math.min(nodes.at.length - 1, n))];
    return [place(from) - margin, place(to) + margin];
  };
  return [along(0), along(1), along(2)];
}
