// The summary of a scan, as `inspect` prints it and gives it as JSON.
import type { Vec3 } from '../core/grid.js';
import type { ScanFacts } from '../core/scan.js';
import type { Sharpness } from '../core/sharpness.js';
import type { BorderSide } from './border-sides.js';
import type { ValueScale } from './hounsfield.js';

/** Plain values only; the same scan gives the same summary. Lengths in mm, LPS. */
export interface ScanSummary {
  readonly facts: ScanFacts;
  /** Along the axes nearest to left, posterior, superior. */
  readonly size: Vec3;
  /** From one plane of voxels to the next: across slanted slices the perpendicular distance. */
  readonly spacing: Vec3;
  /** From the outer face of the first voxel to that of the last. */
  readonly extent: Vec3;
  /** Whether the file's own axes are a right- or a left-handed system; read right either way. */
  readonly storedHandedness: 'right' | 'left';
  /** Angle of each axis to the patient's nearest axis, degrees. */
  readonly tiltDeg: Vec3;
  readonly uneven: { readonly axis: number; readonly least: number; readonly most: number } | null;
  readonly values: ValueScale;
  readonly range: readonly [number, number];
  readonly percentiles: Readonly<Record<string, number>>;
  /** Values of the most frequent air and soft tissue, where the values are HU. */
  readonly airPeak: number | null;
  readonly tissuePeak: number | null;
  /** Bin b counts the values in [from + b·width, from + (b + 1)·width). */
  readonly histogram: { readonly from: number; readonly width: number; readonly counts: readonly number[] };
  /** Of a label map: its values but 0, with the volume of each in ml. */
  readonly labels: readonly { readonly value: number; readonly ml: number }[];
  /** Sides at which bone (226 HU or more) runs out of the scan. */
  readonly boneAtBorder: readonly BorderSide[];
  /** Blur and noise by the scan's own edges and tissue. */
  readonly sharpness: Sharpness;
  readonly advice: readonly string[];
}
