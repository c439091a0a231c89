// The axis that a scan's slices were stored along.
import type { Scan } from '../core/scan.js';

const axes = [0, 1, 2] as const;

/** Of the scan's own axes (nearest to left, posterior, superior), the one that its file holds last. */
export const storedSliceAxis = ({ facts }: Scan): 0 | 1 | 2 =>
  axes['LRPASI'.indexOf(facts.storedAxes[2]) >> 1] ?? 2;
