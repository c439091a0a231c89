// What a scanner measured: voxels on a grid in LPS, and the facts of the acquisition that identify nobody.
import type { Colour } from './colour.js';
import type { Grid, Vec3 } from './grid.js';

/** What a file calls one of its labels, and how it shows it; null where it says no colour. */
export interface LabelName {
  readonly id: number;
  readonly name: string;
  readonly colour: Colour | null;
}

/** Slices that a stack lacks: what lies between two places (mm along the stack's normal) is interpolated. */
export interface SliceGap {
  readonly from: number;
  readonly to: number;
  readonly missing: number;
}

/** How the slices lay where they were no even, upright stack, and how well that was mended. */
export interface SlicesMended {
  /** Between the stack's line and the slices' normal, degrees; 0 = upright. */
  readonly tiltDeg: number;
  /** Shortest, median and longest distance between neighbours along the normal, mm. */
  readonly steps: Vec3;
  readonly gaps: readonly SliceGap[];
  /** Slices dropped because another one was the same at the same place. */
  readonly duplicates: number;
  /** No slice lies farther from where it is taken to be than this, mm. */
  readonly residual: number;
}

/** What the report needs of the acquisition. Never a name, an ID, a date or a UID. Unknown = null. */
export interface ScanFacts {
  readonly format: 'NIfTI-1' | 'NIfTI-2' | 'DICOM' | 'NRRD' | 'MetaImage' | 'DICOM SEG' | 'RTSTRUCT';
  /** 'CT', 'MR', … where the file says so. */
  readonly modality: string | null;
  /** True if the values are whole numbers that name structures, not measurements. */
  readonly labels: boolean;
  /** The file's own axis order before it was put nearest to LPS, three letters such as 'RAS' or 'IPL' (direction of growth). */
  readonly storedAxes: string;
  /** Matrix and spacing as stored in the file, before the permutation. */
  readonly storedSize: Vec3;
  readonly storedSpacing: Vec3;
  readonly sliceThickness: number | null;
  readonly reconstructionKernel: string | null;
  readonly tubeVoltageKV: number | null;
  readonly manufacturer: string | null;
  readonly scannerModel: string | null;
  /** 'HEAD', 'CHEST', … where the file says so. */
  readonly bodyPart: string | null;
  /** What the file calls its labels; empty where it names none. */
  readonly labelNames: readonly LabelName[];
  /** Null where the slices are an even, upright stack, or the format has no slices of its own. */
  readonly slices: SlicesMended | null;
  /** Of the remarks those that leave a doubt: what was chosen or taken for granted, and may be wrong. */
  readonly cautions: readonly string[];
  /** What was unusual and what was done about it, one sentence each, for the report. */
  readonly remarks: readonly string[];
}

/** Samples that are not evenly spaced along one axis: sample k lies at grid index `at[k]` (ascending, at[0] = 0). */
export interface UnevenNodes {
  readonly axis: 0 | 1 | 2;
  readonly at: Float64Array;
}

/**
 * A scan in the frame of the patient (LPS, mm). Its grid is sheared where the scanner's gantry was tilted: the slices
 * are where they are, and whoever resamples chooses a right-angled grid. `voxels[i + nx·(j + ny·k)]`, axes in the order and direction nearest
 * to L, P, S; rescaled values (HU where the modality is CT). Int16 wherever every value is a whole number that fits,
 * else Float32; always over a SharedArrayBuffer, so that workers read it in place. Nobody writes to it.
 */
export interface Scan {
  readonly grid: Grid;
  readonly nodes?: UnevenNodes;
  readonly voxels: Int16Array | Float32Array;
  readonly facts: ScanFacts;
}
