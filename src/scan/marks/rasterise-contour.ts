// Marks the pixels of a slice whose centres lie inside a closed contour, by the even-odd rule.
// M. Shimrat, Algorithm 112: Position of point relative to polygon, Communications of the ACM 5, 1962.

/** Places of the pixels along one axis of the slice, ascending: 0, 1, 2 … up to a number of them, or as given. */
export type Centres = number | Float64Array;

/** Parts of a pixel that are told apart: a line through a centre is through it, whatever the arithmetic made of it. */
const FINEST = 2 ** 20;

/** Index of the first pixel whose centre is not below x; the number of pixels where there is none. */
export function firstFrom(centres: Centres, x: number): number {
  if (typeof centres === 'number') return Math.min(centres, Math.max(0, Math.ceil(x)));
  let [low, high] = [0, centres.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (centres[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

const at = (centres: Centres, n: number): number => (typeof centres === 'number' ? n : centres[n]);
const countOf = (centres: Centres): number => (typeof centres === 'number' ? centres : centres.length);

/**
 * Turns over the parity of every pixel from each crossing of the contour with its row on: after `settle`, a pixel is 1
 * where it lies inside an odd number of contours. `u`, `v`: the points along the row and across it, on the scale of the
 * centres. A centre that lies on the line itself is inside where the inside is toward greater u, or along it greater v;
 * so of two regions that share a line each pixel is in one. `flips`: nu · nv bytes, 0 or 1, one row after the other.
 * Returns how many crossings there were.
 */
export function rasteriseContour(
  u: Float64Array,
  v: Float64Array,
  across: Centres,
  down: Centres,
  flips: Uint8Array,
): number {
  const width = countOf(across);
  const n = u.length;
  let crossings = 0;
  for (let p = 0, q = n - 1; p < n; q = p++) {
    const [low, high] = v[p] < v[q] ? [p, q] : [q, p];
    if (v[low] === v[high]) continue;
    const from = firstFrom(down, v[low]);
    const to = firstFrom(down, v[high]);
    crossings += to - from;
    const slope = (u[high] - u[low]) / (v[high] - v[low]);
    for (let row = from; row < to; row++) {
      const x = Math.round((u[low] + slope * (at(down, row) - v[low])) * FINEST) / FINEST;
      const first = firstFrom(across, x);
      if (first < width) flips[row * width + first] ^= 1;
    }
  }
  return crossings;
}

/** Rows [j0, j1) and columns [i0, i1) of a slice, `width` columns wide. */
export interface Window {
  readonly width: number;
  readonly i0: number;
  readonly i1: number;
  readonly j0: number;
  readonly j1: number;
}

/** All that contours can mark whose points lie within these bounds. */
export function windowOf(
  u: readonly [number, number],
  v: readonly [number, number],
  across: Centres,
  down: Centres,
): Window {
  const [i0, i1] = [firstFrom(across, u[0]), firstFrom(across, u[1])];
  // One more column: there the last crossing turns the parity back.
  const width = countOf(across);
  return { width, i0, i1: Math.min(width, i1 + 1), j0: firstFrom(down, v[0]), j1: firstFrom(down, v[1]) };
}

/** Flips become marks, in place; beyond the window there are none. Returns how many pixels are inside. */
export function settle(flips: Uint8Array, { width, i0, i1, j0, j1 }: Window): number {
  let inside = 0;
  for (let j = j0; j < j1; j++) {
    let parity = 0;
    for (let p = j * width + i0; p < j * width + i1; p++) {
      parity ^= flips[p];
      flips[p] = parity;
      inside += parity;
    }
  }
  return inside;
}
