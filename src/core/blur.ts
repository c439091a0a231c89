// What a scanner did to every edge: how wide it is smeared within the slices and across them.

/** All in mm. Across slices a point is smeared by the Gaussian and by the slice's own thickness. */
export interface Blur {
  /** Sigma of the Gaussian in the slice. */
  readonly inPlane: number;
  /** Sigma of the Gaussian across slices. */
  readonly throughPlane: number;
  /** Width of the box that a slice averages over. */
  readonly sliceBox: number;
}

/** A scan's blur with its noise, in the scan's unit. */
export interface ScanBlur extends Blur {
  /** The axis of the scan that its slices lie across. */
  readonly axis: 0 | 1 | 2;
  readonly noise: number;
  /** True where the blur was not found in the scan and is taken for what is usual. */
  readonly assumed: boolean;
}

/** Standard deviation of all that blurs an edge across the slices, mm. */
export const acrossSlices = ({ throughPlane, sliceBox }: Blur): number =>
  Math.sqrt(throughPlane * throughPlane + (sliceBox * sliceBox) / 12);
