// Erosion of a mask by an exact Euclidean ball.
import type { Bits } from '../core/bits.js';
import { complementBits } from './complement-bits.js';
import { dilateBall } from './dilate-ball.js';

/**
 * The voxels of `inside` whose ball of √squared voxels holds no voxel outside. Beyond the grid counts as inside, so that
 * a structure cut by the field of view is not eaten from the cut. A new mask; yields the share done.
 */
export function* erodeBall(inside: Bits, squared: number): Generator<number, Bits> {
  return complementBits(yield* dilateBall(complementBits(inside), squared));
}
