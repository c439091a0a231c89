// Breaks bridges and rubs off what is thinner than a ball.
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import { openBall } from '../kernel/close-ball.js';
import { radius, withBall } from './ball-step.js';

/** Erosion, then dilation: never adds, and done twice does nothing more. Beyond the scan counts as inside. */
export const open = step(
  {
    name: 'open',
    does: 'Break bridges and remove what is thinner than twice this radius',
    options: { by: radius('radius of the ball', 'open') },
    says: ({ by }) =>
      by === 0 ? '' : `The mask was opened with an exact Euclidean ball of radius ${by} mm.`,
  },
  (segment: Segment, { by }, context): Promise<Segment> => withBall(segment, by, context, 'open', openBall),
);
