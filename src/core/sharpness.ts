// How sharp a scan is by its own edges, and what a wall must measure to be seen in it.

/** A Gaussian as wide as the edges in one direction. Lengths in mm. */
export interface EdgeSpread {
  /** Standard deviation of all that blurs an edge in this direction. */
  readonly sigma: number;
  /** Full width at half maximum, 2.355 sigma. */
  readonly fwhm: number;
  /** Of sigma: from the differences between regions of the scan, and what the grid cannot tell. */
  readonly standardError: number;
  readonly edges: number;
}

/** Across slices the blur is a Gaussian and a box: a slice is an average over its thickness. */
export interface SliceSpread extends EdgeSpread {
  /** Width of that box: the slice thickness where the file states it, else the slice spacing. */
  readonly sliceBox: number;
  /** What is left of sigma without the box; null where the edges are narrower than the box. */
  readonly gaussianSigma: number | null;
  /** Standard error of that. */
  readonly gaussianError: number | null;
}

/** Standard deviation of the values in the most homogeneous tissue, in the scan's unit. */
export interface Noise {
  readonly sd: number;
  /** The mean value of that tissue. */
  readonly tissue: number;
  /** How many windows of 7 × 7 voxels were taken. */
  readonly windows: number;
}

/** What is not known is null, and `reasons` tell why, a sentence each. */
export interface Sharpness {
  readonly inPlane: EdgeSpread | null;
  readonly throughPlane: SliceSpread | null;
  /** The axis (LPS order) that slices lie across, and what that was judged by. */
  readonly sliceAxis: 0 | 1 | 2;
  readonly sliceAxisBy: 'file' | 'spacing' | 'edges' | 'assumption';
  readonly noise: Noise | null;
  readonly reasons: readonly string[];
}

/** Full width at half maximum of a Gaussian of standard deviation 1: 2·√(2·ln 2). */
export const widthOfSigma = 2.354820045;

/** Times the full width at half maximum: thinner walls stay below half their contrast, so the half-maximum misses them. */
const vanishing = 0.573;
/** Walls of less come out thinner than they are (by 5 % at 1.15 widths, by 15 % at 0.94). */
const thinning = 1.3;

/** Thickness in mm below which a wall vanishes at the half-maximum, and below which it comes out thinned; gaps likewise. */
export const wallLimits = ({
  fwhm,
}: Pick<EdgeSpread, 'fwhm'>): { readonly lost: number; readonly thinned: number } => ({
  lost: vanishing * fwhm,
  thinned: thinning * fwhm,
});

/** Voxels of less than this share of the full width add triangles, not detail. */
export const finestUseful = ({ fwhm }: EdgeSpread): number => fwhm / 4;
