// Where a plane across an axis cuts a solid: its outline and its area.
import type { Mesh } from '../core/mesh.js';
import { type Axis, planeAxes } from './plane-axes.js';

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
