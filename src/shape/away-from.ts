// How far a point is from a box.
import type { Vec3 } from '../core/grid.js';
import type { Box } from '../kernel/half-bounds.js';

/** mm; 0 inside of it. */
export const awayFrom = (at: Vec3, { min, max }: Box): number =>
  Math.hypot(...at.map((x, d) => Math.max(0, min[d] - x, x - max[d])));
