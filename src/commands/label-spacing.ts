// How fine a grid the labels of a map are looked at on, where nobody says so.
import type { Scan } from '../core/scan.js';
import { finestSpacing } from '../volume/target-grid.js';

/** mm; finer than that nothing is printed. */
const finest = 0.5;
/** A label smoothed over 0.8 of its voxels has nothing that a grid of thirds of these misses. */
const perLabelVoxel = 3;

/** mm. Coarse labels on a fine grid take many times the triangles for the same shape. */
export const labelSpacing = (scan: Scan): number =>
  Math.max(finest, Number((finestSpacing(scan, Number.POSITIVE_INFINITY) / perLabelVoxel).toFixed(3)));
