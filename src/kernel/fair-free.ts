// Which vertices of a surface lie at the border of the label, so that its voxels tell where they belong.
import { invert } from '../core/grid.js';
import { centreFrom, nodeFrom, type Sides } from './fair-sides.js';

/**
 * 1 for each vertex that has voxel centres of both sides among the 4 × 4 × 4 around it. The others lie where something
 * else put them: at a cut, or at the border of the map, beyond which nothing is known.
 */
export function fairFree(positions: Float32Array, sides: Sides): Uint8Array {
  const { nodes, first, along, side } = sides;
  const inverse = invert(sides.grid.affine);
  const sizes = nodes.map((at) => at.length);
  const free = new Uint8Array(positions.length / 3);
  const low = [0, 0, 0];
  for (let v = 0; v < free.length; v++) {
    let within = true;
    for (let axis = 0; axis < 3 && within; axis++) {
      const r = 4 * axis;
      const at =
        inverse[r] * positions[3 * v] +
        inverse[r + 1] * positions[3 * v + 1] +
        inverse[r + 2] * positions[3 * v + 2] +
        inverse[r + 3];
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
