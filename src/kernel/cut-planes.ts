// The planes at which a surface is closed since the grid or the scan ends there.
import { type Affine, invert, type Vec3 } from '../core/grid.js';
import type { CutPlane } from '../core/mesh.js';
import { dot } from '../core/vec3.js';
import type { Volume } from '../core/volume.js';
import { clipOf, facesOf } from './scan-faces.js';

type Axis = 0 | 1 | 2;
const axes: readonly Axis[] = [0, 1, 2];

/** The outer faces of a grid's end voxels: those of the volume's grid, and of its scan where that ends before. */
export function cutPlanes(volume: Volume): readonly CutPlane[] {
  const { grid, scan } = volume;
  const own = axes.flatMap((axis) => planesOf(grid.affine, axis, [-0.5, grid.size[axis] - 0.5]));
  if (clipOf(volume) === null) return own;
  const ends = axes.flatMap((axis) => planesOf(scan.grid.affine, axis, facesOf(scan, axis)));
  return [
    ...own.filter((plane) => !ends.some((end) => endsBefore(end, plane))),
    ...ends.filter((end) => !own.some((plane) => endsBefore(plane, end))),
  ];
}

/** Of two planes that face the same way the one in front counts. */
const endsBefore = (a: CutPlane, b: CutPlane): boolean => dot(a.normal, b.normal) > 0.9999 && a.at < b.at;

/** The planes of two positions along an axis, facing outward. The rows of the inverse stand upright on them. */
function planesOf(affine: Affine, axis: Axis, [low, high]: readonly [number, number]): CutPlane[] {
  const m = invert(affine);
  const row: Vec3 = [m[4 * axis], m[4 * axis + 1], m[4 * axis + 2]];
  const length = Math.sqrt(dot(row, row));
  const at = (index: number): number => (index - m[4 * axis + 3]) / length;
  const normal: Vec3 = [row[0] / length, row[1] / length, row[2] / length];
  return [
    { normal: [-normal[0], -normal[1], -normal[2]], at: -at(low) },
    { normal, at: at(high) },
  ];
}
