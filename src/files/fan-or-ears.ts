// A polygon of a file as triangles: convex or not, by cutting off ears in the polygon's own plane.
// Meisters, Polygons have ears (1975).
import { append, type GrowingNumbers } from './growing-numbers.js';

/** Corners beyond which the quadratic search for ears is given up for a fan. */
const mostCorners = 2000;

/**
 * Appends the triangles of `polygon` (indices into x, y, z triples of `positions`) to `out`, wound as the polygon is.
 * A polygon without area, or one that crosses itself, becomes a fan: as many triangles, each edge kept.
 */
export function fanOrEars(
  polygon: ArrayLike<number>,
  positions: ArrayLike<number>,
  out: GrowingNumbers,
): void {
  const cut = (a: number, b: number, c: number): void => {
    append(out, a);
    append(out, b);
    append(out, c);
  };
  if (polygon.length === 3) {
    cut(polygon[0], polygon[1], polygon[2]);
    return;
  }
  const left = Array.from(polygon);
  const flat = polygon.length <= mostCorners ? flatten(polygon, positions) : null;
  if (flat !== null) {
    const corners = left.map((_, c) => c);
    while (corners.length > 3) {
      const ear = corners.findIndex((_, c) => isEar(corners, c, flat));
      if (ear < 0) break;
      const n = left.length;
      cut(left[(ear + n - 1) % n], left[ear], left[(ear + 1) % n]);
      left.splice(ear, 1);
      corners.splice(ear, 1);
    }
  }
  for (let c = 1; c + 1 < left.length; c++) cut(left[0], left[c], left[c + 1]);
}

/** The polygon seen along its normal (Newell), counter-clockwise, u and v in turn; null where it has no area. */
function flatten(polygon: ArrayLike<number>, p: ArrayLike<number>): Float64Array | null {
  const normal = [0, 0, 0];
  for (let c = 0; c < polygon.length; c++) {
    const a = 3 * polygon[c];
    const b = 3 * polygon[(c + 1) % polygon.length];
    for (let k = 0; k < 3; k++) {
      const [u, v] = [(k + 1) % 3, (k + 2) % 3];
      normal[k] += (p[a + u] - p[b + u]) * (p[a + v] + p[b + v]);
    }
  }
  const sizes = normal.map(Math.abs);
  const largest = Math.max(...sizes);
  if (!(largest > 0)) return null;
  const k = sizes.indexOf(largest);
  const [u, v] = normal[k] > 0 ? [(k + 1) % 3, (k + 2) % 3] : [(k + 2) % 3, (k + 1) % 3];
  const flat = new Float64Array(2 * polygon.length);
  for (let c = 0; c < polygon.length; c++) {
    flat[2 * c] = p[3 * polygon[c] + u];
    flat[2 * c + 1] = p[3 * polygon[c] + v];
  }
  return flat;
}

/** Twice the signed area of the triangle of three corners. */
function turn(flat: Float64Array, a: number, b: number, c: number): number {
  const [ax, ay] = [flat[2 * a], flat[2 * a + 1]];
  return (flat[2 * b] - ax) * (flat[2 * c + 1] - ay) - (flat[2 * b + 1] - ay) * (flat[2 * c] - ax);
}

function isEar(corners: readonly number[], at: number, flat: Float64Array): boolean {
  const n = corners.length;
  const [a, b, c] = [corners[(at + n - 1) % n], corners[at], corners[(at + 1) % n]];
  if (turn(flat, a, b, c) <= 0) return false;
  return corners.every(
    (q) =>
      q === a ||
      q === b ||
      q === c ||
      turn(flat, a, b, q) < 0 ||
      turn(flat, b, c, q) < 0 ||
      turn(flat, c, a, q) < 0,
  );
}
