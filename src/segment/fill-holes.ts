// Fills holes slice by slice, as one would with a pencil on each image.
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import { amount, mostVoxels } from './amount.js';
import { fill } from './fill.js';
import { voxelSpacing } from './voxel-volume.js';

/**
 * Background of a slice (of the grid's axis nearest to head–feet) that doesn't reach the slice's frame, up to an area.
 * Tubes along that axis are closed too: it is for structures meant to be massive.
 */
export const fillHoles = step(
  {
    name: 'fill-holes',
    does: 'Fill holes in each axial slice, canals too',
    options: { upTo: amount('mm²', 'fill holes in a slice up to this area', 'fill-holes') },
    says: ({ upTo }) =>
      upTo === 0
        ? ''
        : `Holes ${upTo === 'all' ? '' : `of up to ${upTo} mm² `}were filled in each axial slice.`,
  },
  async (segment: Segment, { upTo }, context): Promise<Segment> =>
    upTo === 0
      ? segment
      : fill(segment, 'slice-faces', mostVoxels(upTo, voxelSpacing(segment) ** 2), context, 'fill-holes'),
);
