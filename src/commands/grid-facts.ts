// A grid as others read it: both frames, four rows of four.
import { type Grid, spacingOf, type Vec3 } from '../core/grid.js';

export interface GridFacts {
  readonly size: Vec3;
  /** mm. */
  readonly spacing: Vec3;
  /** Index of a voxel → mm of its centre; lps: x left, y posterior, z superior; ras: x right, y anterior, z superior. */
  readonly affine: {
    readonly lps: readonly (readonly number[])[];
    readonly ras: readonly (readonly number[])[];
  };
}

const rows = (a: readonly number[], sign: readonly number[]): number[][] => [
  ...[0, 1, 2].map((r) => a.slice(4 * r, 4 * r + 4).map((x) => sign[r] * x + 0)),
  [0, 0, 0, 1],
];

export function gridFacts({ size, affine }: Grid): GridFacts {
  return {
    size,
    spacing: spacingOf(affine),
    affine: { lps: rows(affine, [1, 1, 1]), ras: rows(affine, [-1, -1, 1]) },
  };
}
