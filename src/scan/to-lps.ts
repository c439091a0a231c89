// Puts voxels into the axis order and direction nearest to L, P, S, so that it can't matter how a file stores them.
import type { Affine, Grid, Vec3 } from '../core/grid.js';
import { toPatient } from '../core/grid.js';
import type { UnevenNodes } from '../core/scan.js';
import { type AxisOrder, nearestOrder } from './axis-letters.js';
import { cleanAffine } from './clean-affine.js';
import { flipVoxels } from './flip-voxels.js';
import { permuteVoxels } from './permute-voxels.js';

export interface Placed {
  readonly grid: Grid;
  readonly nodes?: UnevenNodes;
  readonly voxels: Int16Array | Float32Array;
}

/**
 * A permutation with flips, no interpolation; then the numbers of the affine are rounded, so that the noise of how
 * they were stored is gone. The same voxels in the same place come out as the same bytes in any of the 48 orders, and
 * right-handed: the cosines of a left-handed lattice at right angles sum to 1 at most, those of the nearest order always to
 * more (slanted by less than 40° or so they do as well).
 * Takes over the voxels: they are turned round in place, and copied only where axes change places.
 */
export function toLps(placed: Placed): Placed {
  const order = nearestOrder(placed.grid.affine);
  const last = lastIndex(placed);
  const affine = permuteAffine(placed.grid.affine, order, last);
  const size = permute(placed.grid.size, order);
  const voxels = order.from.every((axis, a) => axis === a)
    ? turned(placed, order)
    : permuteVoxels(placed.voxels, placed.grid.size, order);
  const grid = { size, affine: cleanAffine(affine, permute(last, order)) };
  if (placed.nodes === undefined) return { grid, voxels };
  return { grid, voxels, nodes: permuteNodes(placed.nodes, order) };
}

/** Where `toLps` puts an even lattice. */
export function placedGrid({ size, affine }: Grid): Grid {
  const order = nearestOrder(affine);
  const last: Vec3 = [size[0] - 1, size[1] - 1, size[2] - 1];
  const placed = permuteAffine(affine, order, last);
  return { size: permute(size, order), affine: cleanAffine(placed, permute(last, order)) };
}

function turned({ voxels, grid }: Placed, { flipped }: AxisOrder): Int16Array | Float32Array {
  if (flipped.some((is) => is)) flipVoxels(voxels, grid.size, flipped);
  return voxels;
}

const permute = (v: Vec3, { from }: AxisOrder): Vec3 => [v[from[0]], v[from[1]], v[from[2]]];

/** Grid index of the last sample along each stored axis. */
function lastIndex({ grid, nodes }: Placed): Vec3 {
  const last = (axis: number): number =>
    nodes?.axis === axis ? nodes.at[nodes.at.length - 1] : grid.size[axis] - 1;
  return [last(0), last(1), last(2)];
}

function permuteAffine(a: Affine, { from, flipped }: AxisOrder, last: Vec3): Affine {
  const corner = [0, 0, 0];
  for (let n = 0; n < 3; n++) if (flipped[n]) corner[from[n]] = last[from[n]];
  const [x, y, z] = toPatient(a, corner[0], corner[1], corner[2]);
  const at = (row: number, n: number): number => a[4 * row + from[n]] * (flipped[n] ? -1 : 1);
  return [at(0, 0), at(0, 1), at(0, 2), x, at(1, 0), at(1, 1), at(1, 2), y, at(2, 0), at(2, 1), at(2, 2), z];
}

function permuteNodes(nodes: UnevenNodes, { from, flipped }: AxisOrder): UnevenNodes {
  const a = from.indexOf(nodes.axis);
  const axis = a === 0 ? 0 : a === 1 ? 1 : 2;
  const end = nodes.at[nodes.at.length - 1];
  const at = flipped[axis] ? nodes.at.map((_, n) => end - nodes.at[nodes.at.length - 1 - n]) : nodes.at;
  return { axis, at: at.map((index) => Math.round(index * 1e6) / 1e6) };
}
