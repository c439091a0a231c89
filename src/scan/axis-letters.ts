// Which way the axes of a lattice run through the patient, and the nearest order of axes to L, P, S.
import type { Affine } from '../core/grid.js';
import { spacingOf } from '../core/grid.js';

/** Axis order of a lattice against the patient's: patient axis a is the lattice's axis `from[a]`, reversed if `flipped[a]`. */
export interface AxisOrder {
  readonly from: readonly [number, number, number];
  readonly flipped: readonly [boolean, boolean, boolean];
}

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

/** Scores this close are a tie (an axis at 45°), settled by the outcome alone, so that the stored order can't matter. */
const TIE = 1e-6;

/** The order and directions nearest to L, P, S: the assignment with the largest sum of cosines. */
export function nearestOrder(affine: Affine): AxisOrder {
  const spacing = spacingOf(affine);
  const cosine = (row: number, axis: number): number => affine[4 * row + axis] / spacing[axis];
  const score = (o: readonly [number, number, number]): number =>
    Math.abs(cosine(0, o[0])) + Math.abs(cosine(1, o[1])) + Math.abs(cosine(2, o[2]));
  const best = Math.max(...orders.map(score));
  const outcome = (o: readonly [number, number, number]): number[] =>
    o.flatMap((axis, a) => [0, 1, 2].map((row) => cosine(row, axis) * (cosine(a, axis) < 0 ? -1 : 1)));
  const tied = orders.filter((o) => score(o) >= best - TIE);
  const from = tied.reduce((a, b) => (comesBefore(outcome(b), outcome(a)) ? b : a));
  return { from, flipped: [cosine(0, from[0]) < 0, cosine(1, from[1]) < 0, cosine(2, from[2]) < 0] };
}

/** The larger cosine first, in the order of the numbers; noise does not count. */
function comesBefore(a: readonly number[], b: readonly number[]): boolean {
  const differing = a.findIndex((value, n) => Math.abs(value - b[n]) > TIE);
  return differing >= 0 && a[differing] > b[differing];
}

/** Three letters, one for each axis of the lattice: the side of the patient that it runs towards, such as 'LPS'. */
export function axisLetters(affine: Affine): string {
  const { from, flipped } = nearestOrder(affine);
  const letters = ['', '', ''];
  for (let a = 0; a < 3; a++) letters[from[a]] = ['LR', 'PA', 'SI'][a][flipped[a] ? 1 : 0];
  return letters.join('');
}
