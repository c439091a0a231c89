// Values by the tags that the IBSI gives them, such as stat_mean or cm_contrast_3D_avg.

/** NaN where a value is not defined for the region (no voxels, no pair of neighbours). */
export type Features = Readonly<Record<string, number>>;

/** The same values under tags that begin and end so. */
export function tagged(features: Features, before: string, after = ''): Features {
  return Object.fromEntries(
    Object.entries(features).map(([tag, value]) => [`${before}${tag}${after}`, value]),
  );
}
