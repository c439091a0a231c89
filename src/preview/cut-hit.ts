// Where a ray meets the cut: on the plane, where the scan is shown or where a body was cut through.
import type { Vec3 } from '../core/grid.js';
import { dot, lengthOf, minus, plus, scaled, squareTo } from '../core/vec3.js';

/** The plane n·p = offset (n of length 1) and what is to be seen on it, mm. */
export interface ShownCut {
  readonly normal: Vec3;
  readonly offset: number;
  /** The contours, as `planeSection` gives them: of each body. */
  readonly contours: readonly Float32Array[];
  /** The corners of the scan; null where it isn't shown. */
  readonly scan: readonly [min: Vec3, max: Vec3] | null;
}

export interface CutHit {
  /** mm along the ray. */
  readonly distance: number;
  readonly point: Vec3;
}

/** `along` is of length 1; null where the ray passes beside all that is seen, or along the plane. */
export function cutHit(cut: ShownCut, from: Vec3, along: Vec3): CutHit | null {
  const { normal, offset, contours, scan } = cut;
  const slope = dot(normal, along);
  if (Math.abs(slope) < 1e-6) return null;
  const distance = (offset - dot(normal, from)) / slope;
  const point = plus(from, scaled(along, distance));
  const seen = (scan !== null && within(scan, point)) || contours.some((one) => isInside(one, normal, point));
  return distance >= 0 && seen ? { distance, point } : null;
}

const within = ([min, max]: readonly [Vec3, Vec3], p: Vec3): boolean =>
  p.every((x, c) => x >= min[c] && x <= max[c]);

/** By how often a line in the plane, from the point outward, crosses the contour. */
function isInside(contour: Float32Array, normal: Vec3, point: Vec3): boolean {
  const [u, v] = squareTo(normal);
  const [pu, pv] = [dot(u, point), dot(v, point)];
  let inside = false;
  for (let s = 0; s < contour.length; s += 6) {
    const av = v[0] * contour[s] + v[1] * contour[s + 1] + v[2] * contour[s + 2] - pv;
    const bv = v[0] * contour[s + 3] + v[1] * contour[s + 4] + v[2] * contour[s + 5] - pv;
    if (av > 0 === bv > 0) continue;
    const au = u[0] * contour[s] + u[1] * contour[s + 1] + u[2] * contour[s + 2] - pu;
    const bu = u[0] * contour[s + 3] + u[1] * contour[s + 4] + u[2] * contour[s + 5] - pu;
    if (au + (av / (av - bv)) * (bu - au) > 0) inside = !inside;
  }
  return inside;
}

/** The point of the contours next to this one; null if none is within `reach` mm. */
export function nearestOnContours(
  contours: readonly Float32Array[],
  point: Vec3,
  reach: number,
): Vec3 | null {
  let best: Vec3 | null = null;
  let least = reach;
  for (const contour of contours)
    for (let s = 0; s < contour.length; s += 6) {
      const a: Vec3 = [contour[s], contour[s + 1], contour[s + 2]];
      const way: Vec3 = [contour[s + 3] - a[0], contour[s + 4] - a[1], contour[s + 5] - a[2]];
      const long = dot(way, way);
      const share = long === 0 ? 0 : Math.min(1, Math.max(0, dot(minus(point, a), way) / long));
      const on = plus(a, scaled(way, share));
      const away = lengthOf(minus(on, point));
      if (away > least) continue;
      least = away;
      best = on;
    }
  return best;
}
