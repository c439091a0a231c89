// The box in the patient around what is marked, for words to the user.
import { type Bits, getBit } from '../core/bits.js';
import { type Affine, toPatient, type Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';

/** Least and greatest x, y, z of the centres of what is marked, mm LPS. */
export interface MarkedBox {
  readonly min: Vec3;
  readonly max: Vec3;
}

/** First and last marked index along each axis; null where nothing is marked. */
function boxOf(
  size: Vec3,
  isMarked: (i: number, j: number, k: number) => boolean,
): readonly [Vec3, Vec3] | null {
  let [a, b, c] = size;
  let [d, e, f] = [-1, -1, -1];
  for (let k = 0; k < size[2]; k++)
    for (let j = 0; j < size[1]; j++)
      for (let i = 0; i < size[0]; i++) {
        if (!isMarked(i, j, k)) continue;
        if (i < a) a = i;
        if (j < b) b = j;
        if (k < c) c = k;
        if (i > d) d = i;
        if (j > e) e = j;
        f = k;
      }
  return f < 0
    ? null
    : [
        [a, b, c],
        [d, e, f],
      ];
}

function inPatient(affine: Affine, [low, high]: readonly [Vec3, Vec3]): MarkedBox {
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((n) =>
    toPatient(affine, (n & 1 ? high : low)[0], (n & 2 ? high : low)[1], (n & 4 ? high : low)[2]),
  );
  const along = (pick: (...values: number[]) => number): Vec3 => [
    pick(...corners.map((p) => p[0])),
    pick(...corners.map((p) => p[1])),
    pick(...corners.map((p) => p[2])),
  ];
  return { min: along(Math.min), max: along(Math.max) };
}

/** Of the voxels that are at least half inside; null where there is none. The box of a tilted grid is the box of its corners. */
export function markedBox({
  grid,
  nodes,
  voxels,
}: Pick<Scan, 'grid' | 'nodes' | 'voxels'>): MarkedBox | null {
  const [nx, ny] = grid.size;
  const box = boxOf(grid.size, (i, j, k) => voxels[i + nx * (j + ny * k)] >= 0.5);
  if (box === null) return null;
  const at = ([i, j, k]: Vec3): Vec3 => {
    const p: [number, number, number] = [i, j, k];
    if (nodes !== undefined) p[nodes.axis] = nodes.at[p[nodes.axis]];
    return p;
  };
  return inPatient(grid.affine, [at(box[0]), at(box[1])]);
}

/** Of the bits of a grid with this affine. */
export function bitsBox(bits: Bits, affine: Affine): MarkedBox | null {
  const box = boxOf(bits.size, (i, j, k) => getBit(bits, i, j, k));
  return box === null ? null : inPatient(affine, box);
}
