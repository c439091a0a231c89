// What a stack of slices is, as far as its headers tell: nothing that identifies anybody.
import type { Vec3 } from '../../core/grid.js';
import type { DicomStack } from './dicom-series.js';
import { spacingOfStack } from './spacing-of-stack.js';
import type { Phase } from './split-phases.js';

/** Unknown = null. */
export interface SeriesFacts {
  readonly modality: string | null;
  /** Columns, rows, slices. */
  readonly size: Vec3;
  /** mm between columns, rows, slices (the median step). */
  readonly spacing: Vec3 | null;
  /** Copies at one place counted once. */
  readonly slices: number;
  readonly sliceThickness: number | null;
  readonly kernel: string | null;
  readonly bodyPart: string | null;
  /** A reconstruction from other pictures, such as a reformat. */
  readonly derived: boolean;
  /** Which of several volumes at the same places, and what tells them apart. */
  readonly phase: Phase | null;
  /** It can be read as a scan, as far as the headers tell. */
  readonly fit: boolean;
}

export function seriesFacts({ slices, places, unfit, phase, derived }: DicomStack): SeriesFacts {
  const [{ image }] = slices;
  return {
    modality: image.modality,
    size: [image.columns, image.rows, places],
    spacing: spacingOfStack(slices),
    slices: places,
    sliceThickness: image.sliceThickness,
    kernel: image.kernel,
    bodyPart: image.bodyPart,
    derived,
    phase,
    fit: unfit === null,
  };
}
