// What is known of a surface place by place: one number a vertex, for the colours of the page and of PLY files.

/**
 * deviation: from the surface that was found to the finished one; smoothing and decimation: what each of these did of it;
 * uncertainty: what the surface may be off by, k = 2; thickness: of the wall; distance: to the other of two models.
 */
export const mapNames = [
  'deviation',
  'smoothing',
  'decimation',
  'uncertainty',
  'thickness',
  'distance',
] as const;
export type MapName = (typeof mapNames)[number];

/** Per vertex, mm; NaN where nothing is known. Deviations are positive outside. */
export type SurfaceMaps = Readonly<Partial<Record<MapName, Float32Array>>>;
