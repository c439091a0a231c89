// How far apart the pixels and the slices of a stack are.
import type { Vec3 } from '../../core/grid.js';
import type { DicomSlice } from './dicom-series.js';
import { alongNormal, ONE_PLACE, planeOf } from './slice-plane.js';

/** mm between columns, rows, slices (the median step); null where the slices don't say, or lie at one place. */
export function spacingOfStack(slices: readonly DicomSlice[]): Vec3 | null {
  const { pixelSpacing, orientation } = slices[0].frame;
  if (pixelSpacing === null || orientation === null) return null;
  if (slices.some(({ frame }) => frame.position === null)) return null;
  const at = alongNormal(planeOf(slices)).sort((a, b) => a - b);
  const steps = at
    .slice(1)
    .map((t, n) => t - at[n])
    .filter((step) => step > ONE_PLACE)
    .sort((a, b) => a - b);
  if (steps.length === 0) return null;
  return [pixelSpacing[1], pixelSpacing[0], Number(steps[steps.length >> 1].toFixed(6))];
}
