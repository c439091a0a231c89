// The voxel centres next to a label's border, and on which side of it each lies: what a surface of the label must heed.
import { type Affine, type Grid, toPatient } from '../core/grid.js';
import type { Scan } from '../core/scan.js';

export interface Sides {
  readonly grid: Grid;
  /** Grid index of sample n along each axis, ascending. */
  readonly nodes: readonly [Float64Array, Float64Array, Float64Array];
  /** Centres of row (j, k): first[j + ny·k] … first[j + ny·k + 1] − 1, ascending along it. */
  readonly first: Uint32Array;
  /** Sample of each centre along its row. */
  readonly along: Int32Array;
  /** −1 inside the label, 1 outside. */
  readonly side: Int8Array;
  /** mm LPS, three a centre. */
  readonly places: Float64Array;
}

/** Is a neighbour of voxel v along this axis, within the map, on the other side? */
type Differs = (v: number, n: number, last: number, step: number) => boolean;

/**
 * A centre is taken if one of its six neighbours in the map lies on the other side: a surface that has these right has
 * all right. `chosen[voxel − lowest]` is 1 where a voxel's value is part of the label.
 */
export function fairSides(
  { grid, nodes, voxels }: Pick<Scan, 'grid' | 'nodes' | 'voxels'>,
  chosen: Uint8Array,
  lowest: number,
): Sides {
  const [nx, ny, nz] = grid.size;
  const inside = (v: number): number => chosen[voxels[v] - lowest];
  const differs: Differs = (v, n, last, step) =>
    (n > 0 && inside(v - step) !== inside(v)) || (n < last && inside(v + step) !== inside(v));
  const atBorder = (v: number, i: number, j: number, k: number): boolean =>
    differs(v, i, nx - 1, 1) || differs(v, j, ny - 1, nx) || differs(v, k, nz - 1, nx * ny);
  const first = new Uint32Array(ny * nz + 1);
  for (let k = 0, v = 0, row = 0; k < nz; k++)
    for (let j = 0; j < ny; j++, row++) {
      first[row + 1] = first[row];
      for (let i = 0; i < nx; i++, v++) if (atBorder(v, i, j, k)) first[row + 1]++;
    }
  const count = first[ny * nz];
  const along = new Int32Array(count);
  const side = new Int8Array(count);
  for (let k = 0, v = 0, n = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++, v++) {
        if (!atBorder(v, i, j, k)) continue;
        along[n] = i;
        side[n++] = inside(v) === 1 ? -1 : 1;
      }
  const nodesOf = (axis: 0 | 1 | 2): Float64Array =>
    nodes?.axis === axis ? nodes.at : Float64Array.from({ length: grid.size[axis] }, (_, n) => n);
  const at = [nodesOf(0), nodesOf(1), nodesOf(2)] as const;
  return { grid, nodes: at, first, along, side, places: placesOf(grid.affine, at, first, along) };
}

/** The first centre of a row that does not lie before `sample`; where there is none, the first of the next row. */
export function centreFrom({ first, along }: Sides, row: number, sample: number): number {
  let low = first[row];
  let high = first[row + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (along[middle] < sample) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first of the ascending nodes that is not below x; their number where there is none. */
export function nodeFrom(nodes: Float64Array, x: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function placesOf(
  affine: Affine,
  nodes: Sides['nodes'],
  first: Uint32Array,
  along: Int32Array,
): Float64Array {
  const places = new Float64Array(3 * along.length);
  const [atI, atJ, atK] = nodes;
  for (let k = 0, row = 0; k < atK.length; k++)
    for (let j = 0; j < atJ.length; j++, row++)
      for (let n = first[row]; n < first[row + 1]; n++)
        places.set(toPatient(affine, atI[along[n]], atJ[j], atK[k]), 3 * n);
  return places;
}
