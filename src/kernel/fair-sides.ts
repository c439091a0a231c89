// The voxel centres next to a label's border, and on which side of it each lies: what a surface of the label must heed.
import { type Affine, type Grid, toPatient } from '../core/grid.js';
import type { Scan } from '../core/scan.js';

/** Voxel centres next to a border. */
export interface Centres {
  readonly grid: Grid;
  /** Grid index of sample n along each axis, ascending. */
  readonly nodes: readonly [Float64Array, Float64Array, Float64Array];
  /** Centres of row (j, k): first[j + ny·k] … first[j + ny·k + 1] − 1, ascending along it. */
  readonly first: Uint32Array;
  /** Sample of each centre along its row. */
  readonly along: Int32Array;
  /** mm LPS, three a centre. */
  readonly places: Float64Array;
}

export interface Sides extends Centres {
  /** −1 inside the label, 1 outside. */
  readonly side: Int8Array;
}

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
  const filled = rowsWithAny(voxels, chosen, lowest, nx);
  const first = new Uint32Array(ny * nz + 1);
  const along: number[] = [];
  const side: number[] = [];
  for (let k = 0, row = 0; k < nz; k++)
    for (let j = 0; j < ny; j++, row++) {
      const steps = [j > 0 ? -1 : 0, j < ny - 1 ? 1 : 0, k > 0 ? -ny : 0, k < nz - 1 ? ny : 0];
      // Most rows of a map hold nothing of one label, nor do the four next to them.
      if (steps.some((step) => filled[row + step] === 1)) {
        const [back, forth, down, up] = steps.map((step) => step * nx);
        for (let i = 0, v = row * nx; i < nx; i++, v++) {
          const own = inside(v);
          const border =
            (i > 0 && inside(v - 1) !== own) ||
            (i < nx - 1 && inside(v + 1) !== own) ||
            inside(v + back) !== own ||
            inside(v + forth) !== own ||
            inside(v + down) !== own ||
            inside(v + up) !== own;
          if (!border) continue;
          along.push(i);
          side.push(own === 1 ? -1 : 1);
        }
      }
      first[row + 1] = along.length;
    }
  const nodesOf = (axis: 0 | 1 | 2): Float64Array =>
    nodes?.axis === axis ? nodes.at : Float64Array.from({ length: grid.size[axis] }, (_, n) => n);
  const at = [nodesOf(0), nodesOf(1), nodesOf(2)] as const;
  const samples = Int32Array.from(along);
  const places = placesOfCentres(grid.affine, at, first, samples);
  return { grid, nodes: at, first, along: samples, side: Int8Array.from(side), places };
}

/** 1 for each row of nx voxels that holds any of the label. */
function rowsWithAny(voxels: Scan['voxels'], chosen: Uint8Array, lowest: number, nx: number): Uint8Array {
  const filled = new Uint8Array(voxels.length / nx);
  for (let row = 0, v = 0; row < filled.length; row++) {
    let any = 0;
    for (const end = v + nx; v < end; v++) any |= chosen[voxels[v] - lowest];
    filled[row] = any;
  }
  return filled;
}

/** The first centre of a row that does not lie before `sample`; where there is none, the first of the next row. */
export function centreFrom({ first, along }: Centres, row: number, sample: number): number {
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
  // Where the samples are evenly spaced this is it.
  const guess = Math.max(0, Math.min(nodes.length - 1, Math.ceil(x)));
  if (nodes[guess] >= x && (guess === 0 || nodes[guess - 1] < x)) return guess;
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** mm LPS, three a centre. */
export function placesOfCentres(
  affine: Affine,
  nodes: Centres['nodes'],
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
