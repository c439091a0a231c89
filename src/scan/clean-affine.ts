// Rids a voxel-to-patient matrix of the noise of how it was stored, so that equal places give equal numbers.
import type { Affine } from '../core/grid.js';
import { spacingOf, type Vec3 } from '../core/grid.js';
import { isSheared } from '../core/is-sheared.js';

type Matrix3 = readonly (readonly number[])[];

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits)) + 0;

/**
 * Directions at exact right angles (the nearest rotation or reflection) unless the axes are slanted by more than noise;
 * cosines below 1e-6 are zero and all are rounded to 1e-9, spacing to 1e-6 mm, origin to 1e-3 mm (a float32 header holds no more at 900 mm; finer, and the
 * same volume stored the other way round would come out beside itself). Handedness is kept. `last`: grid index of the last
 * sample along each axis.
 */
export function cleanAffine(affine: Affine, last: Vec3): Affine {
  const spacing = spacingOf(affine);
  const columns = [0, 1, 2].map((c) => [0, 1, 2].map((row) => affine[4 * row + c] / spacing[c]));
  const directions = isSheared(affine, last) ? columns : nearestOrthogonal(columns);
  const right = directions.map((column) => column.map(cleanCosine));
  const step = spacing.map((s) => rounded(s, 6) || s);
  const at = (row: number, c: number): number => right[c][row] * step[c] + 0;
  const o = [affine[3], affine[7], affine[11]].map((x) => rounded(x, 3));
  return [
    at(0, 0),
    at(0, 1),
    at(0, 2),
    o[0],
    at(1, 0),
    at(1, 1),
    at(1, 2),
    o[1],
    at(2, 0),
    at(2, 1),
    at(2, 2),
    o[2],
  ];
}

const cleanCosine = (c: number): number => {
  if (Math.abs(c) < 1e-6) return 0;
  if (Math.abs(c) > 1 - 1e-9) return Math.sign(c);
  return rounded(c, 9);
};

/** The nearest matrix with right angles (polar decomposition by Newton's iteration); noise converges in 2 or 3 rounds. */
function nearestOrthogonal(m: Matrix3): Matrix3 {
  let now = m;
  for (let round = 0; round < 20; round++) {
    const other = inverseTransposed(now);
    const next = now.map((row, r) => row.map((value, c) => (value + other[r][c]) / 2));
    const moved = Math.max(...next.flatMap((row, r) => row.map((value, c) => Math.abs(value - now[r][c]))));
    now = next;
    if (moved < 1e-15) break;
  }
  return now;
}

function inverseTransposed(m: Matrix3): Matrix3 {
  const cross = (a: readonly number[], b: readonly number[]): number[] => [
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  ];
  const rows = [cross(m[1], m[2]), cross(m[2], m[0]), cross(m[0], m[1])];
  const d = m[0][0] * rows[0][0] + m[0][1] * rows[0][1] + m[0][2] * rows[0][2];
  return rows.map((row) => row.map((value) => value / d));
}
