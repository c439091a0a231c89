// How many slices a stack has, those that lie at one place counted once.
import type { DicomSlice } from './dicom-series.js';
import { alongNormal, ONE_PLACE, planeOf } from './slice-plane.js';

/** Where they don't say where they lie, each counts. */
export function countPlaces(slices: readonly DicomSlice[]): number {
  const { orientation, pixelSpacing } = slices[0].frame;
  if (orientation === null || pixelSpacing === null) return slices.length;
  if (slices.some(({ frame }) => frame.position === null)) return slices.length;
  const at = alongNormal(planeOf(slices)).sort((a, b) => a - b);
  return 1 + at.filter((t, n) => n > 0 && t - at[n - 1] > ONE_PLACE).length;
}
