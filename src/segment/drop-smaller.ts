// Drops small pieces.
import { UserError } from '../core/errors.js';
import { number } from '../core/option.js';
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import { sift } from './sift.js';
import { voxelVolume } from './voxel-volume.js';

/** Pieces of less than a volume go; a piece of just that volume stays. */
export const dropSmaller = step(
  {
    name: 'drop-smaller',
    does: 'Drop pieces smaller than a volume',
    options: {
      than: number(0, [0, 1e9], 'drop connected pieces smaller than this; 0 drops none', {
        flag: 'drop-smaller',
        unit: 'mm³',
      }),
    },
    says: ({ than }) => (than === 0 ? '' : `Connected pieces smaller than ${than} mm³ were dropped.`),
  },
  async (segment: Segment, { than }, context): Promise<Segment> => {
    if (than === 0) return segment;
    const cubic = voxelVolume(segment);
    const advice = 'Give drop-smaller a smaller volume, or leave it out.';
    return sift(segment, context, 'drop-smaller', advice, ({ components: { sizes } }) => {
      const chosen = Uint8Array.from(sizes, (size) => (size * cubic * (1 + 1e-9) >= than ? 1 : 0));
      if (chosen.some((c) => c === 1)) return chosen;
      const most = sizes.reduce((a, b) => Math.max(a, b), 0) * cubic;
      throw new UserError(
        `drop-smaller: every piece is smaller than ${than} mm³; the largest has ${most.toPrecision(3)} mm³.`,
        advice,
      );
    });
  },
);
