// Seals cracks and pits that a ball does not reach into.
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import { closeBall } from '../kernel/close-ball.js';
import { radius, withBall } from './ball-step.js';

/** Dilation, then erosion: never removes, at the scan's border neither, and done twice does nothing more. */
export const close = step(
  {
    name: 'close',
    does: 'Seal cracks and pits narrower than twice this radius',
    options: { by: radius('radius of the ball', 'close') },
    says: ({ by }) =>
      by === 0 ? '' : `The mask was closed with an exact Euclidean ball of radius ${by} mm.`,
  },
  (segment: Segment, { by }, context): Promise<Segment> => withBall(segment, by, context, 'close', closeBall),
);
