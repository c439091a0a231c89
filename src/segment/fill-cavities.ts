// Fills hollows that are closed on all sides.
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import { amount, mostVoxels } from './amount.js';
import { fill } from './fill.js';
import { voxelVolume } from './voxel-volume.js';

/** Background that doesn't reach the border of the scan through faces of voxels, up to a volume. */
export const fillCavities = step(
  {
    name: 'fill-cavities',
    does: 'Fill hollows that are closed on all sides',
    options: { upTo: amount('mm³', 'fill cavities up to this volume', 'fill-cavities') },
    says: ({ upTo }) =>
      upTo === 0
        ? ''
        : `Cavities closed on all sides ${upTo === 'all' ? '' : `of up to ${upTo} mm³ `}were filled.`,
  },
  async (segment: Segment, { upTo }, context): Promise<Segment> =>
    upTo === 0
      ? segment
      : fill(segment, 'faces', mostVoxels(upTo, voxelVolume(segment)), context, 'fill-cavities'),
);
