// The three sizes of a volume, checked before anything is allocated.
import { UserError } from '../../core/errors.js';
import type { Vec3 } from '../../core/grid.js';

const MOST_VOXELS = 2 ** 31;
/** More steps in time than any scanner makes; a header that asks for more is damaged. */
const MOST_VOLUMES = 65536;

/** Throws a UserError, naming the file `name`, on sizes that can't be a scan. `sizes`: 1 to 3 of them, whole. */
export function volumeSize(sizes: readonly number[], name: string): Vec3 {
  const size: Vec3 = [sizes[0], sizes[1] ?? 1, sizes[2] ?? 1];
  if (size.some((n) => !(n >= 1)))
    throw new UserError(
      `${name}: its header gives an impossible size (${size.join(' × ')} voxels).`,
      'Export the file again.',
    );
  if (size.some((n) => n < 2))
    throw new UserError(
      `${name}: it is a flat picture (${size.join(' × ')} voxels), not a volume.`,
      'Give a scan with at least two voxels in every direction.',
    );
  if (size[0] * size[1] * size[2] > MOST_VOXELS)
    throw new UserError(
      `${name}: it asks for ${size.join(' × ')} voxels, more than can be read (2³¹).`,
      'Crop the scan, or export it with fewer voxels.',
    );
  return size;
}

/** The product of the sizes of the axes beyond space. */
export function volumeCount(sizes: readonly number[], name: string): number {
  const count = sizes.reduce((product, n) => product * n, 1);
  if (sizes.some((n) => !(n >= 1)) || count > MOST_VOLUMES)
    throw new UserError(
      `${name}: its header gives an impossible number of volumes (${sizes.join(' × ')}).`,
      'Export the file again.',
    );
  return count;
}
