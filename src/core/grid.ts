// A lattice of points in the patient's frame, and how indices become millimetres.

export type Vec3 = readonly [number, number, number];

/** Row-major 3×4 matrix: voxel index (i, j, k) → mm in LPS (x to the patient's left, y posterior, z superior). */
export type Affine = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** Voxel centre (i, j, k) ↦ mm. Axes at right angles (a scan's may be sheared); they may be tilted or mirrored. */
export interface Grid {
  readonly size: Vec3;
  readonly affine: Affine;
}

/** mm of the point at (fractional) index (i, j, k). */
export function toPatient(affine: Affine, i: number, j: number, k: number): Vec3 {
  const a = affine;
  return [
    a[0] * i + a[1] * j + a[2] * k + a[3],
    a[4] * i + a[5] * j + a[6] * k + a[7],
    a[8] * i + a[9] * j + a[10] * k + a[11],
  ];
}

/** Distance between neighbours along each axis, mm. */
export function spacingOf(affine: Affine): Vec3 {
  const length = (c: number): number => Math.hypot(affine[c], affine[4 + c], affine[8 + c]);
  return [length(0), length(1), length(2)];
}

/** Determinant of the 3×3 part, mm³; negative when the index axes are left-handed (mirrored). */
export function determinant(affine: Affine): number {
  const a = affine;
  return (
    a[0] * (a[5] * a[10] - a[6] * a[9]) -
    a[1] * (a[4] * a[10] - a[6] * a[8]) +
    a[2] * (a[4] * a[9] - a[5] * a[8])
  );
}

/** The inverse map, mm → index. Throws a RangeError on a singular matrix. */
export function invert(affine: Affine): Affine {
  const a = affine;
  const d = determinant(a);
  if (!Number.isFinite(d) || d === 0) throw new RangeError('singular affine');
  const m = [
    (a[5] * a[10] - a[6] * a[9]) / d,
    (a[2] * a[9] - a[1] * a[10]) / d,
    (a[1] * a[6] - a[2] * a[5]) / d,
    (a[6] * a[8] - a[4] * a[10]) / d,
    (a[0] * a[10] - a[2] * a[8]) / d,
    (a[2] * a[4] - a[0] * a[6]) / d,
    (a[4] * a[9] - a[5] * a[8]) / d,
    (a[1] * a[8] - a[0] * a[9]) / d,
    (a[0] * a[5] - a[1] * a[4]) / d,
  ];
  const t = (r: number): number => -(m[r] * a[3] + m[r + 1] * a[7] + m[r + 2] * a[11]);
  return [m[0], m[1], m[2], t(0), m[3], m[4], m[5], t(3), m[6], m[7], m[8], t(6)];
}

/** The same lattice directions with another origin (index) and step (in index units per axis). */
export function regrid(affine: Affine, origin: Vec3, step: Vec3): Affine {
  const o = toPatient(affine, origin[0], origin[1], origin[2]);
  const a = affine;
  return [
    a[0] * step[0],
    a[1] * step[1],
    a[2] * step[2],
    o[0],
    a[4] * step[0],
    a[5] * step[1],
    a[6] * step[2],
    o[1],
    a[8] * step[0],
    a[9] * step[1],
    a[10] * step[2],
    o[2],
  ];
}

/** Number of points of a grid. */
export const voxelCount = (grid: Grid): number => grid.size[0] * grid.size[1] * grid.size[2];

/** Largest departure from right angles between two axes, degrees (0 = right-angled). */
export function skewDeg(affine: Affine): number {
  const s = spacingOf(affine);
  const cosine = (p: number, q: number): number =>
    (affine[p] * affine[q] + affine[4 + p] * affine[4 + q] + affine[8 + p] * affine[8 + q]) / (s[p] * s[q]);
  const worst = Math.max(Math.abs(cosine(0, 1)), Math.abs(cosine(0, 2)), Math.abs(cosine(1, 2)));
  return (Math.asin(Math.min(1, worst)) * 180) / Math.PI;
}
