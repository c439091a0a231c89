// How a grid is cut into boxes: by its size alone, never by the number of threads, so that results join alike.
import type { Vec3 } from '../core/grid.js';

/** Voxels [from, beyond). */
export interface Box {
  readonly from: Vec3;
  readonly beyond: Vec3;
}

/** Boxes of `edge` voxels an axis, those at the far ends smaller; in order. */
export function boxesOf([nx, ny, nz]: Vec3, edge: Vec3): readonly Box[] {
  const boxes: Box[] = [];
  for (let k = 0; k < nz; k += edge[2])
    for (let j = 0; j < ny; j += edge[1])
      for (let i = 0; i < nx; i += edge[0])
        boxes.push({
          from: [i, j, k],
          beyond: [Math.min(nx, i + edge[0]), Math.min(ny, j + edge[1]), Math.min(nz, k + edge[2])],
        });
  return boxes;
}
