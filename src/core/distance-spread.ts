// How the area of a surface is spread over its distances to another one.

/** Shares 0…1 of the area, all together 1. */
export interface DistanceSpread {
  /** Where the first bin begins, mm, and how wide each is. Signed distances, where there is a sign. */
  readonly low: number;
  readonly width: number;
  readonly shares: readonly number[];
  /** Below the first bin, and above the last one. */
  readonly below: number;
  readonly above: number;
}

/** The share 0…1 of the area that lies no farther than this, mm. */
export interface ShareWithin {
  readonly mm: number;
  readonly share: number;
}

/** The lengths that such shares are usually told for, mm. */
export const withinLengths = [0.1, 0.25, 0.5, 1] as const;

/** Bins of a histogram. */
export const spreadBins = 60;

/** The end, mm, of a histogram that shall reach `least`: 1, 1.5, 2, 3, 5 or 7 times a power of ten, a µm at least. */
export function spreadEnd(least: number): number {
  const reach = Math.max(1e-3, least);
  const power = 10 ** Math.floor(Math.log10(reach));
  const factor = [1, 1.5, 2, 3, 5, 7, 10].find((one) => one * power >= reach * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(3));
}
