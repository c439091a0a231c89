// Where the voxels of one grid lie among those of another.
import { type Affine, type Grid, invert } from '../core/grid.js';

/** The affine from (fractional) indices of `grid` to those of `scan`, whatever their axes. */
export function indexMap(scan: Grid, grid: Grid): Affine {
  const inverse = invert(scan.affine);
  const a = grid.affine;
  // The origins are taken from each other first: both may be far away.
  const [m, n, p] = [inverse.slice(0, 3), inverse.slice(4, 7), inverse.slice(8, 11)];
  const image = (...v: [number, number, number]): [number, number, number] => [
    m[0] * v[0] + m[1] * v[1] + m[2] * v[2],
    n[0] * v[0] + n[1] * v[1] + n[2] * v[2],
    p[0] * v[0] + p[1] * v[1] + p[2] * v[2],
  ];
  const s = scan.affine;
  const [x, y, z] = [image(a[0], a[4], a[8]), image(a[1], a[5], a[9]), image(a[2], a[6], a[10])];
  const o = image(a[3] - s[3], a[7] - s[7], a[11] - s[11]);
  return [x[0], y[0], z[0], o[0], x[1], y[1], z[1], o[1], x[2], y[2], z[2], o[2]];
}
