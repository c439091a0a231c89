// The centre of points and the directions in which they spread most and least.
// C. G. J. Jacobi, Über ein leichtes Verfahren …, Crelle's Journal 30, 1846 (turning until nothing is left beside the diagonal).
import type { Vec3 } from '../core/grid.js';
import { product, transposed } from './rigid-motion.js';

export interface PrincipalAxes {
  /** mm. */
  readonly centre: Vec3;
  /** Nine numbers; the rows are unit vectors, the widest spread first; right-handed. */
  readonly axes: readonly number[];
  /** Root mean square of the distances from the centre, mm. */
  readonly radius: number;
}

/** More sweeps than a 3 × 3 matrix ever takes. */
const mostTurns = 60;

/** Three numbers a point; one point at least. */
export function principalAxes(points: Float32Array): PrincipalAxes {
  const count = points.length / 3;
  const centre: [number, number, number] = [0, 0, 0];
  for (let n = 0; n < points.length; n++) centre[n % 3] += points[n] / count;
  let moments = new Array<number>(9).fill(0);
  for (let p = 0; p < points.length; p += 3) {
    const d = [points[p] - centre[0], points[p + 1] - centre[1], points[p + 2] - centre[2]];
    for (let n = 0; n < 9; n++) moments[n] += (d[Math.floor(n / 3)] * d[n % 3]) / count;
  }
  const radius = Math.sqrt(moments[0] + moments[4] + moments[8]);
  let axes: readonly number[] = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  for (let turn = 0; turn < mostTurns; turn++) {
    const [i, j] = largestBeside(moments);
    if (Math.abs(moments[3 * i + j]) <= 1e-15 * radius * radius) break;
    const by = jacobi(moments, i, j);
    moments = product(product(by, moments), transposed(by));
    axes = product(by, axes);
  }
  return { centre, axes: ordered(axes, moments), radius };
}

function largestBeside(m: readonly number[]): readonly [number, number] {
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const;
  return pairs.reduce((best, pair) =>
    Math.abs(m[3 * pair[0] + pair[1]]) > Math.abs(m[3 * best[0] + best[1]]) ? pair : best,
  );
}

/** The turn in the plane of i and j after which nothing is left of what they share. */
function jacobi(m: readonly number[], i: number, j: number): number[] {
  const half = (m[4 * j] - m[4 * i]) / (2 * m[3 * i + j]);
  const t = (half >= 0 ? 1 : -1) / (Math.abs(half) + Math.sqrt(half * half + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const by = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  by[4 * i] = c;
  by[4 * j] = c;
  by[3 * i + j] = -t * c;
  by[3 * j + i] = t * c;
  return by;
}

/** The rows by their spread; the last turned about where they would be left-handed. */
function ordered(axes: readonly number[], moments: readonly number[]): number[] {
  const order = [0, 1, 2].sort((a, b) => moments[4 * b] - moments[4 * a]);
  const [[a, b, c], [d, e, f], [g, h, k]] = order.map((row) => axes.slice(3 * row, 3 * row + 3));
  const right = a * (e * k - f * h) - b * (d * k - f * g) + c * (d * h - e * g) > 0;
  return right ? [a, b, c, d, e, f, g, h, k] : [a, b, c, d, e, f, -g, -h, -k];
}
