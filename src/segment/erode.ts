// Shrinks the structure inward.
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import { erodeBall } from '../kernel/erode-ball.js';
import { radius, withBall } from './ball-step.js';

/** Only voxels whose ball of `by` mm lies inside. Beyond the scan counts as inside: a cut surface is not eaten from the cut. */
export const erode = step(
  {
    name: 'erode',
    does: 'Shrink the structure inward',
    options: { by: radius('how far', 'erode') },
    says: ({ by }) => (by === 0 ? '' : `The mask was eroded by ${by} mm (exact Euclidean ball).`),
  },
  (segment: Segment, { by }, context): Promise<Segment> => withBall(segment, by, context, 'erode', erodeBall),
);
