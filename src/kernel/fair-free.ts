// Which vertices of a surface lie at the border of the label, so that its voxels tell where they belong.
import { invert } from '../core/grid.js';
import type { CutPlane } from '../core/mesh.js';
import { centreFrom, nodeFrom, type Sides } from './fair-sides.js';

/**
 * 1 for each vertex that has voxel centres of both sides among the 4 × 4 × 4 around it, and lies on no cut and on nothing
 * that was edited (1 in `edited`). The others lie where something else put them, or beyond the map, where nothing is known.
 */
export function fairFree(
  positions: Float32Array,
  sides: Sides,
  cuts: readonly CutPlane[],
  edited: Uint8Array,
): Uint8Array {
  const { nodes, first, along, side } = sides;
  const inverse = invert(sides.grid.affine);
  const sizes = nodes.map((at) => at.length);
  const free = new Uint8Array(positions.length / 3);
  const low = [0, 0, 0];
  for (let v = 0; v < free.length; v++) {
    const [x, y, z] = positions.subarray(3 * v, 3 * v + 3);
    let within = edited[v] === 0 && !cuts.some((cut) => lies(cut, x, y, z));
    for (let axis = 0; axis < 3 && within; axis++) {
      const r = 4 * axis;
      const at = inverse[r] * x + inverse[r + 1] * y + inverse[r + 2] * z + inverse[r + 3];
      const next = nodeFrom(nodes[axis], at);
      within = next > 0 && next < sizes[axis];
      low[axis] = next - 2;
    }
    if (!within) continue;
    let [inside, outside] = [false, false];
    for (let k = Math.max(0, low[2]); k < Math.min(sizes[2], low[2] + 4); k++)
      for (let j = Math.max(0, low[1]); j < Math.min(sizes[1], low[1] + 4); j++) {
        const row = j + sizes[1] * k;
        for (let n = centreFrom(sides, row, low[0]); n < first[row + 1] && along[n] < low[0] + 4; n++) {
          if (side[n] < 0) inside = true;
          else outside = true;
        }
      }
    if (inside && outside) free[v] = 1;
  }
  return free;
}

/** mm; the places of vertices are rounded. */
const onPlane = 1e-3;

const lies = ({ normal, at }: CutPlane, x: number, y: number, z: number): boolean =>
  Math.abs(normal[0] * x + normal[1] * y + normal[2] * z - at) < onPlane;
