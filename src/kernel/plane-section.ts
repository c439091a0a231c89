// Where a plane across an axis cuts a solid: its outline, its area, and which points of a grid lie inside.
import type { Mesh } from '../core/mesh.js';

export type Axis = 0 | 1 | 2;

/** The plane's own axes: of x, y, z those two that come after its normal, in their cyclic order. */
export const planeAxes = (axis: Axis): readonly [Axis, Axis] =>
  axis === 0 ? [1, 2] : axis === 1 ? [2, 0] : [0, 1];

export interface Section {
  /** u, v, u, v of each straight piece of the outline, mm; the solid on its left. */
  readonly pieces: Float64Array;
  /** mm². */
  readonly area: number;
}

/** `axis`: of the plane's normal; `at`: mm along it. Points on the plane count as above it. */
export function planeSection({ positions: p, triangles }: Mesh, axis: Axis, at: number): Section {
  const [u, v] = planeAxes(axis);
  const pieces: number[] = [];
  let twice = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
    const above = [p[a + axis] >= at, p[b + axis] >= at, p[c + axis] >= at];
    if (above[0] === above[1] && above[1] === above[2]) continue;
    const ends = [0, 0, 0, 0];
    for (const [k, [from, to]] of [
      [a, b],
      [b, c],
      [c, a],
    ].entries()) {
      if (above[k] === above[(k + 1) % 3]) continue;
      const share = (at - p[from + axis]) / (p[to + axis] - p[from + axis]);
      // Seen from above, with the triangle's outside on the right, the outline enters where its edge goes up.
      const o = above[k] ? 2 : 0;
      ends[o] = p[from + u] + share * (p[to + u] - p[from + u]);
      ends[o + 1] = p[from + v] + share * (p[to + v] - p[from + v]);
    }
    pieces.push(...ends);
    twice += ends[0] * ends[3] - ends[2] * ends[1];
  }
  return { pieces: Float64Array.from(pieces), area: Math.abs(twice) / 2 };
}

export interface Grid {
  /** Of the first point, mm. */
  readonly u: number;
  readonly v: number;
  /** Between points, mm. */
  readonly step: number;
  readonly columns: number;
  readonly rows: number;
}

/** The grid of points around an outline. */
export function gridAround({ pieces }: Section, step: number): Grid {
  let [u0, v0, u1, v1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < pieces.length; k += 2) {
    u0 = Math.min(u0, pieces[k]);
    u1 = Math.max(u1, pieces[k]);
    v0 = Math.min(v0, pieces[k + 1]);
    v1 = Math.max(v1, pieces[k + 1]);
  }
  if (u0 > u1) return { u: 0, v: 0, step, columns: 0, rows: 0 };
  const count = (length: number): number => Math.max(1, Math.ceil(length / step));
  // The points lie evenly, as far from one end as from the other.
  const start = (low: number, high: number): number => (low + high - (count(high - low) - 1) * step) / 2;
  return { u: start(u0, u1), v: start(v0, v1), step, columns: count(u1 - u0), rows: count(v1 - v0) };
}

/** 1 for each point of the grid that lies inside the outline, row by row. */
export function insideSection({ pieces }: Section, { u, v, step, columns, rows }: Grid): Uint8Array {
  const crossings: number[][] = Array.from({ length: rows }, () => []);
  for (let k = 0; k < pieces.length; k += 4) {
    const [ax, ay, bx, by] = pieces.subarray(k, k + 4);
    const [low, high] = ay < by ? [ay, by] : [by, ay];
    const first = Math.max(0, Math.ceil((low - v) / step));
    for (let row = first; row < rows && v + row * step < high; row++) {
      const y = v + row * step;
      if (y >= low) crossings[row].push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    }
  }
  const inside = new Uint8Array(columns * rows);
  for (const [row, found] of crossings.entries()) {
    found.sort((a, b) => a - b);
    for (let k = 0; k + 1 < found.length; k += 2) {
      const first = Math.max(0, Math.ceil((found[k] - u) / step));
      const end = Math.min(columns, Math.ceil((found[k + 1] - u) / step));
      if (end > first) inside.fill(1, row * columns + first, row * columns + end);
    }
  }
  return inside;
}
