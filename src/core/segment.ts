// What of a volume is the structure: grey values, the range that means "inside", and the cleaned mask.
import type { Bits } from './bits.js';
import type { Volume } from './volume.js';

/** A voxel of value v is inside by grey value when from ≤ v ≤ to. `to` = Infinity where there is no upper limit. */
export interface GreyRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The structure on the volume's grid. `range` is where the grey values put the surface and `grey` the mask that they
 * alone give; `inside` is the mask after morphology and wins where the two disagree. The threshold step returns one
 * and the same mask as `grey` and `inside`; morphology replaces `inside` only. `contrast` is the mean height of the
 * grey mask's voxels above the nearer limit (in the volume's unit): the scale of the short transition between mask
 * and grey values.
 */
export interface Segment {
  readonly volume: Volume;
  readonly range: GreyRange;
  readonly grey: Bits;
  readonly inside: Bits;
  readonly contrast: number;
}
