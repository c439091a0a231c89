// Where the voxels of a label map lie on the grid that it is brought to.
import { invert, toPatient, type Vec3 } from '../core/grid.js';
import type { LabelMap } from './label-tile.js';

/** Float noise in an index. */
export const noise = 1e-6;

/** A function of a voxel's number in the map: its (fractional) index on the new grid. */
export function placeOnGrid({ size, toMap, nodes }: LabelMap): (v: number) => Vec3 {
  const toGrid = invert(toMap);
  return (v) => {
    const row = Math.floor(v / size[0]);
    const p: [number, number, number] = [v % size[0], row % size[1], Math.floor(row / size[1])];
    if (nodes) p[nodes.axis] = nodes.at[p[nodes.axis]];
    return toPatient(toGrid, p[0], p[1], p[2]);
  };
}

/** Number of the voxel of a grid nearest to a point, −1 outside. A tie goes to the later one. */
export function nearestVoxel([nx, ny, nz]: Vec3, p: Vec3): number {
  const at = (x: number): number => Math.floor(x + 0.5 + noise);
  const [i, j, k] = [at(p[0]), at(p[1]), at(p[2])];
  const inside = i >= 0 && j >= 0 && k >= 0 && i < nx && j < ny && k < nz;
  return inside ? i + nx * (j + ny * k) : -1;
}
