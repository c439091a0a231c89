// Where a surface is closed because the scan ends: there it must stay flat.
import { type Grid, invert } from '../core/grid.js';
import type { Scan } from '../core/scan.js';

export interface Border {
  /** Takes from `goal` what carries vertices at the border across the scan's end from where they stood. */
  keep(goal: Float64Array, before: Float32Array): void;
}

/** Vertices from which `step` mm outward lead out of the scan. Three numbers a vertex, normals of unit length. */
export function refineBorder(
  { grid, nodes }: Pick<Scan, 'grid' | 'nodes'>,
  positions: Float64Array,
  normals: Float64Array,
  step: number,
): Border {
  const m = invert(grid.affine);
  const axisOf = bordersOf(grid, nodes, positions, normals, step);
  return {
    keep: (goal, before) => {
      for (let v = 0; v < axisOf.length; v++) {
        if (axisOf[v] === 0) continue;
        // The rows of the inverse stand upright on the planes of one index, also where the grid is sheared.
        const row = 4 * (axisOf[v] - 1);
        const square = m[row] * m[row] + m[row + 1] * m[row + 1] + m[row + 2] * m[row + 2];
        let across = 0;
        for (let d = 0; d < 3; d++) across += m[row + d] * (goal[3 * v + d] - before[3 * v + d]);
        for (let d = 0; d < 3; d++) goal[3 * v + d] -= (across * m[row + d]) / square;
      }
    },
  };
}

/** For each vertex 1 + the axis along which it stands at the scan's end, or 0. */
function bordersOf(
  { size, affine }: Grid,
  nodes: Scan['nodes'],
  positions: Float64Array,
  normals: Float64Array,
  step: number,
): Uint8Array {
  const m = invert(affine);
  const ends = size.map((n, axis) => (nodes?.axis === axis ? nodes.at[n - 1] : n - 1));
  const found = new Uint8Array(positions.length / 3);
  for (let v = 0; v < found.length; v++) {
    let most = 0;
    for (let axis = 0; axis < 3; axis++) {
      let at = m[4 * axis + 3];
      for (let d = 0; d < 3; d++) at += m[4 * axis + d] * (positions[3 * v + d] + step * normals[3 * v + d]);
      const beyond = Math.max(-0.5 - at, at - ends[axis] - 0.5);
      if (beyond <= most) continue;
      most = beyond;
      found[v] = axis + 1;
    }
  }
  return found;
}
