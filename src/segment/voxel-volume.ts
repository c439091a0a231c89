// How big a voxel of a segment is.
import { determinant, spacingOf } from '../core/grid.js';
import type { Segment } from '../core/segment.js';

/** mm³. */
export const voxelVolume = ({ volume }: Segment): number => Math.abs(determinant(volume.grid.affine));

/** Distance between neighbours of the segment's isotropic grid, mm. */
export const voxelSpacing = ({ volume }: Segment): number => spacingOf(volume.grid.affine)[0];
