// Keeps the few largest pieces.
import { number } from '../core/option.js';
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import { chooseLargest, sift } from './sift.js';

/** By volume; of equals, those whose first voxels come first. */
export const keep = step(
  {
    name: 'keep',
    does: 'Keep the few largest pieces',
    options: {
      count: number(0, [0, 1_000_000], 'keep this many of the largest connected pieces; 0 keeps all', {
        flag: 'keep',
        whole: true,
      }),
    },
    says: ({ count }) =>
      count === 0
        ? ''
        : count === 1
          ? 'The largest connected piece was kept.'
          : `The ${count} largest connected pieces were kept.`,
  },
  async (segment: Segment, { count }, context): Promise<Segment> =>
    count === 0
      ? segment
      : sift(segment, context, 'keep', 'Choose a range of grey values that leaves something.', (pieces) =>
          chooseLargest(pieces.components.sizes, count),
        ),
);
