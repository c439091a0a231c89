// A scan made small enough to be carried by a page: what a reader sees on the plane that cuts the model.
import type { Vec3 } from './grid.js';

/** Upright in the patient's frame: its axes are those of LPS. */
export interface ShownScan {
  /** Voxels along x (to the left), y (to the back), z (to the head); x runs fastest. */
  readonly size: Vec3;
  /** The centre of the first voxel, mm LPS, and from one to the next, mm. */
  readonly origin: Vec3;
  readonly spacing: Vec3;
  /** Times `step` in units of the scan: HU where it is CT. */
  readonly values: Int16Array;
  /** 1 by default: other where 16 bits hold the scan's own values badly. */
  readonly step?: number;
  /** 'HU', or '' where the scan's values have no unit. */
  readonly unit: string;
  /** What is black and what is white at first, as numbers in `values`. */
  readonly window: readonly [low: number, high: number];
}
