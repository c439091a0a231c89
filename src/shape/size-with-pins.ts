// How large a piece is with the pins that stand out of it.
import type { Vec3 } from '../core/grid.js';
import type { Box } from '../kernel/half-bounds.js';
import type { PinFace } from './plan.js';

/** How near to a face, mm, a piece has to be to end there. */
const near = 0.01;

/** What the box measures, mm, with the pins on those of its faces that bear some. */
export function sizeWithPins({ min, max }: Box, faces: readonly PinFace[]): Vec3 {
  const low = [...min];
  const high = [...max];
  for (const { axis, at, out } of faces) {
    // Bits of a neighbour may reach across the face; most of the piece does not.
    const below = min[axis] + max[axis] < 2 * at;
    if (out > 0 && below && max[axis] > at - near) high[axis] = Math.max(max[axis], at + out);
    if (out < 0 && !below && min[axis] < at + near) low[axis] = Math.min(min[axis], at + out);
  }
  return [high[0] - low[0], high[1] - low[1], high[2] - low[2]];
}
