// Where a slice is laid through a model: in its middle, or where there is more of it to be seen.
import type { Mesh } from '../core/mesh.js';

type Axis = 0 | 1 | 2;

/** Of the longest outline that there is, mm: with this much of it the middle is shown. */
const enough = 0.4;

/** Of `count` planes across the axis, the first at `origin` and `spacing` apart (mm), the number of that to show. */
export function slicePlane(
  meshes: readonly Mesh[],
  axis: Axis,
  { origin, spacing, count }: { readonly origin: number; readonly spacing: number; readonly count: number },
): number {
  const lengths = new Float64Array(count);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { positions: p, triangles } of meshes)
    for (let t = 0; t < triangles.length; t += 3) {
      const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
      const from = Math.min(p[a + axis], p[b + axis], p[c + axis]);
      const to = Math.max(p[a + axis], p[b + axis], p[c + axis]);
      low = Math.min(low, from);
      high = Math.max(high, to);
      const first = Math.max(0, Math.ceil((from - origin) / spacing));
      const last = Math.min(count - 1, Math.floor((to - origin) / spacing));
      if (last < first) continue;
      // A plane cuts a triangle about as long as its area over its height.
      const length = acrossArea(p, a, b, c) / Math.max(to - from, 1e-9);
      for (let k = first; k <= last; k++) lengths[k] += length;
    }
  const middle = Math.min(count - 1, Math.max(0, Math.round(((low + high) / 2 - origin) / spacing)));
  const most = lengths.reduce((a, b) => Math.max(a, b), 0);
  return most === 0 || lengths[middle] >= enough * most
    ? Number.isFinite(middle)
      ? middle
      : 0
    : lengths.indexOf(most);
}

function acrossArea(p: Float32Array, a: number, b: number, c: number): number {
  const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
  const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
  return Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
}
