// Grows the structure outward.
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import { dilateBall } from '../kernel/dilate-ball.js';
import { radius, withBall } from './ball-step.js';

/** Every voxel whose centre lies within `by` mm of the centre of a voxel inside: an exact Euclidean ball on the grid. */
export const dilate = step(
  {
    name: 'dilate',
    does: 'Grow the structure outward',
    options: { by: radius('how far', 'dilate') },
    says: ({ by }) => (by === 0 ? '' : `The mask was dilated by ${by} mm (exact Euclidean ball).`),
  },
  (segment: Segment, { by }, context): Promise<Segment> =>
    withBall(segment, by, context, 'dilate', dilateBall),
);
