// How far a scan was moved when its place was rounded, so that what is written can be put back where it was.
import { type Grid, toPatient, type Vec3 } from '../core/grid.js';
import type { UnevenNodes } from '../core/scan.js';
import { nearestOrder } from './axis-letters.js';

/**
 * From the first voxel as placed (axes nearest to L, P, S) to the same voxel as stored, mm LPS: what `toLps` has
 * rounded off its origin, less than 0.001 along each axis.
 */
export function roundedOff(stored: Grid, placed: Grid, nodes?: UnevenNodes): Vec3 {
  const { from, flipped } = nearestOrder(stored.affine);
  const corner = [0, 0, 0];
  for (let axis = 0; axis < 3; axis++) {
    const last = nodes?.axis === axis ? nodes.at[nodes.at.length - 1] : placed.size[axis] - 1;
    if (flipped[axis]) corner[from[axis]] = last;
  }
  const as = toPatient(stored.affine, corner[0], corner[1], corner[2]);
  const is = toPatient(placed.affine, 0, 0, 0);
  return [as[0] - is[0], as[1] - is[1], as[2] - is[2]];
}
