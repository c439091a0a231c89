// The outer faces of a scan, half a voxel beyond its outermost samples, seen from a grid that may reach beyond them.
import { type Affine, invert } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import type { Volume } from '../core/volume.js';
import { indexMap } from './index-map.js';

type Axis = 0 | 1 | 2;

/** Index positions of the outer faces of the end voxels, along each axis of the scan. */
export type Faces = readonly [
  readonly [number, number],
  readonly [number, number],
  readonly [number, number],
];

/** Index positions of the outer faces of an axis' end voxels: half a step beyond the samples, on uneven nodes half the end step. */
export function facesOf(scan: Scan, axis: Axis): readonly [number, number] {
  const n = scan.grid.size[axis];
  const at = scan.nodes?.axis === axis && n > 1 ? scan.nodes.at : null;
  if (at === null) return [-0.5, n - 0.5];
  return [at[0] - (at[1] - at[0]) / 2, at[n - 1] + (at[n - 1] - at[n - 2]) / 2];
}

/** Within this of a face, in voxels, is not outside: noise of how grids are stored. */
const noise = 1e-4;

/** Voxels [first, beyond) of the row (j, k) whose centres lie inside the scan; `map` leads to the scan's indices. */
export function insideOf(
  map: Affine,
  faces: Faces,
  nx: number,
  j: number,
  k: number,
): readonly [number, number] {
  let [first, beyond] = [0, nx];
  for (let a = 0; a < 3; a++) {
    const start = map[4 * a + 1] * j + map[4 * a + 2] * k + map[4 * a + 3];
    const step = map[4 * a];
    const [low, high] = [faces[a][0] - noise - start, faces[a][1] + noise - start];
    if (Math.abs(step) * nx < 1e-9) {
      if (low > 0 || high < 0) return [0, 0];
      continue;
    }
    const [from, to] = step > 0 ? [low / step, high / step] : [high / step, low / step];
    first = Math.max(first, Math.ceil(from));
    beyond = Math.min(beyond, Math.floor(to) + 1);
  }
  return first < beyond ? [first, beyond] : [0, 0];
}

export interface Clip {
  /** Voxels [first, beyond) of the row (j, k) of the volume's grid whose centres lie inside the scan. */
  row(j: number, k: number): readonly [number, number];
  /** From (fractional) index of the volume's grid to the nearest of the scan's faces, mm; negative outside. */
  depth(i: number, j: number, k: number): number;
  /** What `depth` computes with: the map to the scan's indices (12), low and high face along each axis, mm a step there. */
  readonly numbers: readonly number[];
}

/** Null where no voxel of the volume's grid lies outside its scan. */
export function clipOf({ scan, grid }: Volume): Clip | null {
  const map = indexMap(scan.grid, grid);
  const faces: Faces = [facesOf(scan, 0), facesOf(scan, 1), facesOf(scan, 2)];
  const [nx, ny, nz] = grid.size;
  const ends = (n: number): readonly number[] => (n === 1 ? [0] : [0, n - 1]);
  // The scan is convex: where the corners of the grid are inside, all of it is.
  const whole = ends(nz).every((k) =>
    ends(ny).every((j) => {
      const [first, beyond] = insideOf(map, faces, nx, j, k);
      return first === 0 && beyond === nx;
    }),
  );
  if (whole) return null;
  const inverse = invert(scan.grid.affine);
  const height = [0, 4, 8].map((row) => 1 / Math.hypot(inverse[row], inverse[row + 1], inverse[row + 2]));
  return {
    row: (j, k) => insideOf(map, faces, nx, j, k),
    depth: (i, j, k) => {
      let least = Number.POSITIVE_INFINITY;
      for (let a = 0; a < 3; a++) {
        const at = map[4 * a] * i + map[4 * a + 1] * j + map[4 * a + 2] * k + map[4 * a + 3];
        const [low, high] = faces[a];
        least = Math.min(least, (at - low) * height[a], (high - at) * height[a]);
      }
      return least;
    },
    numbers: [...map, ...faces.flat(), ...height],
  };
}
