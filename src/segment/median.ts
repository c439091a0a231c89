// Smooths the mask by majority.
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import { majorityBall } from '../kernel/majority-ball.js';
import { spreadReach } from '../kernel/spread-ball.js';
import { radius, withBall } from './ball-step.js';

/** Inside where more than half of the ball of `by` mm is inside; beyond the scan counts as outside. */
export const median = step(
  {
    name: 'median',
    does: 'Smooth the mask: each voxel as most of its ball',
    options: { by: radius('radius of the ball', 'median', 5) },
    says: ({ by }) =>
      by === 0
        ? ''
        : `The mask was smoothed by the majority within an exact Euclidean ball of radius ${by} mm.`,
  },
  (segment: Segment, { by }, context): Promise<Segment> =>
    withBall(segment, by, context, 'median', majorityBall, spreadReach),
);
