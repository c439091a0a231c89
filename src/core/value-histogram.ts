// How often which grey value occurs in a scan, in few bins.

export interface ValueHistogram {
  /** Where the first bin begins, and how wide each is; unit of the scan. */
  readonly low: number;
  readonly binWidth: number;
  /** Voxels, bin by bin. */
  readonly counts: readonly number[];
  /** Voxels below the first bin, and above the last one. */
  readonly below: number;
  readonly above: number;
}
