// The way back: a grid with axes nearest to L, P, S in the axis order of a file, without a copy of its voxels.
import { type Affine, type Grid, toPatient, type Vec3 } from '../core/grid.js';
import { nearestOrder } from './axis-letters.js';

/** Stored voxel (i, j, k) of `grid` is voxels[start + i·strides[0] + j·strides[1] + k·strides[2]] of the scan. */
export interface StoredAs {
  readonly grid: Grid;
  readonly start: number;
  readonly strides: Vec3;
}

/** `placed` (axes nearest to L, P, S) as a file whose axes run as those of `like` stores it: the inverse of `toLps`. */
export function storedAs(placed: Grid, like: Affine): StoredAs {
  const { from, flipped } = nearestOrder(like);
  const { size, affine: a } = placed;
  const steps = [1, size[0], size[0] * size[1]];
  /** Patient axis of stored axis s. */
  const axes = [from.indexOf(0), from.indexOf(1), from.indexOf(2)];
  const three = (of: (axis: number) => number): Vec3 => [of(axes[0]), of(axes[1]), of(axes[2])];
  const sign = (axis: number): number => (flipped[axis] ? -1 : 1);
  const corner = [0, 1, 2].map((axis) => (flipped[axis] ? size[axis] - 1 : 0));
  const origin = toPatient(a, corner[0], corner[1], corner[2]);
  const row = (r: number): [number, number, number, number] => [
    ...three((axis) => sign(axis) * a[4 * r + axis] + 0),
    origin[r],
  ];
  return {
    grid: { size: three((axis) => size[axis]), affine: [...row(0), ...row(1), ...row(2)] },
    start: corner.reduce((sum, at, axis) => sum + at * steps[axis], 0),
    strides: three((axis) => sign(axis) * steps[axis]),
  };
}
