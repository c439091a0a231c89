// Keeps the largest piece alone.
import { toggle } from '../core/option.js';
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import { chooseLargest, sift } from './sift.js';

/** By volume; of equals, the one whose first voxel comes first. */
export const largest = step(
  {
    name: 'largest',
    does: 'Keep the largest piece only',
    options: { only: toggle(false, 'keep the largest connected piece only', 'largest') },
    says: ({ only }) => (only ? 'Only the largest connected piece was kept.' : ''),
  },
  async (segment: Segment, { only }, context): Promise<Segment> =>
    only
      ? sift(segment, context, 'largest', 'Choose a range of grey values that leaves something.', (pieces) =>
          chooseLargest(pieces.components.sizes, 1),
        )
      : segment,
);
