// The smallest block of voxels that holds a region.
import type { Vec3 } from '../core/grid.js';

export interface Block {
  /** The first voxel along each axis, and how many there are; size 0 of an empty region. */
  readonly first: Vec3;
  readonly size: Vec3;
}

/** Of the voxels inside (1); `inside` fills `size`, x fastest. */
export function boundingBox(inside: Uint8Array, size: Vec3): Block {
  const [nx, ny, nz] = size;
  const low = [nx, ny, nz];
  const high = [-1, -1, -1];
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) {
      const row = nx * (j + ny * k);
      const first = inside.subarray(row, row + nx).indexOf(1);
      if (first < 0) continue;
      const last = inside.subarray(row, row + nx).lastIndexOf(1);
      [first, j, k].forEach((at, axis) => {
        low[axis] = Math.min(low[axis], at);
      });
      [last, j, k].forEach((at, axis) => {
        high[axis] = Math.max(high[axis], at);
      });
    }
  if (high[0] < 0) return { first: [0, 0, 0], size: [0, 0, 0] };
  return {
    first: [low[0], low[1], low[2]],
    size: [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1],
  };
}
