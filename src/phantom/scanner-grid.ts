// The lattice that a phantom is scanned on, and the order in which its voxels are stored.
import type { Affine, Grid, Vec3 } from '../core/grid.js';
import { regrid } from '../core/grid.js';
import { cosDeg, sinDeg } from '../kernel/elementary.js';
import type { Box } from './body.js';
import { rotation } from './rotation.js';

/**
 * Centred on the extent plus `offset`, turned by `tiltDeg`, large enough for the extent's corners unless `size` is given.
 * A shear leans the step from slice to slice by so many degrees towards the second axis; the slices stay spacing[2] apart.
 */
export function scannerGrid(
  extent: Box,
  spacing: Vec3,
  tiltDeg: Vec3,
  offset: Vec3,
  size: Vec3 | null,
  shearDeg = 0,
): Grid {
  const r = rotation(tiltDeg);
  const { min, max } = extent;
  const column = (c: number): Vec3 => [r[c], r[3 + c], r[6 + c]];
  const needed = (c: number, more: number): number => {
    const reach = column(c).reduce((sum, x, row) => sum + Math.abs(x) * (max[row] - min[row]), 0);
    return Math.max(1, Math.ceil((reach + more) / spacing[c] - 1e-9));
  };
  // mm along the second axis for each slice
  const lean = (sinDeg(shearDeg) / cosDeg(shearDeg)) * spacing[2];
  const slices = needed(2, 0);
  const n: Vec3 = size ?? [needed(0, 0), needed(1, Math.abs(lean) * slices), slices];
  const row = (c: number): readonly [number, number, number, number] => {
    const steps = [0, 1, 2].map((axis) => r[3 * c + axis] * spacing[axis]);
    steps[2] += r[3 * c + 1] * lean;
    const half = steps.reduce((sum, s, axis) => sum + (s * (n[axis] - 1)) / 2, 0);
    return [steps[0] + 0, steps[1] + 0, steps[2] + 0, (min[c] + max[c]) / 2 + offset[c] - half];
  };
  return { size: n, affine: [...row(0), ...row(1), ...row(2)] };
}

/** A permutation of a grid: voxel (i, j, k) of it is stored at start + i·strides[0] + j·strides[1] + k·strides[2]. */
export interface Storage {
  readonly grid: Grid;
  readonly start: number;
  readonly strides: Vec3;
}

/** The same voxels stored along `axes`: the sides that the stored axes run towards, where the grid's own run L, P, S. */
export function storedAs(grid: Grid, axes: string): Storage {
  const sources = [...axes].map((letter) => 'LRPASI'.indexOf(letter) >> 1);
  const backward = [...axes].map((letter) => 'RAI'.includes(letter));
  const pick = (v: Vec3): Vec3 => [v[sources[0]], v[sources[1]], v[sources[2]]];
  const size = pick(grid.size);
  const flips = [0, 1, 2].map((source) => backward[sources.indexOf(source)]);
  const corner = flips.map((flip, source) => (flip ? grid.size[source] - 1 : 0));
  const flipped = regrid(
    grid.affine,
    [corner[0], corner[1], corner[2]],
    [flips[0] ? -1 : 1, flips[1] ? -1 : 1, flips[2] ? -1 : 1],
  );
  const row = (c: number): readonly [number, number, number, number] => [
    ...pick([flipped[4 * c], flipped[4 * c + 1], flipped[4 * c + 2]]),
    flipped[4 * c + 3],
  ];
  const affine: Affine = [...row(0), ...row(1), ...row(2)];
  const step = [1, size[0], size[0] * size[1]];
  const strideOf = (source: number): number => step[sources.indexOf(source)] * (flips[source] ? -1 : 1);
  const strides: Vec3 = [strideOf(0), strideOf(1), strideOf(2)];
  const start = [0, 1, 2].reduce(
    (sum, source) => sum - Math.min(0, strides[source]) * (grid.size[source] - 1),
    0,
  );
  return { grid: { size, affine }, start, strides };
}
