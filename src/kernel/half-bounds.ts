// The boxes around both halves of a mesh, for many parallel planes at once.
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';

export interface Box {
  readonly min: Vec3;
  readonly max: Vec3;
}

/** What lies where x < at along the axis, and the rest; null where nothing does. */
export interface HalfBounds {
  readonly below: Box | null;
  readonly above: Box | null;
}

/** `planes` ascend, mm along the axis (0, 1, 2 = x, y, z). Exact: triangles are clipped. */
export function halfBounds(
  { positions: p, triangles }: Mesh,
  axis: 0 | 1 | 2,
  planes: readonly number[],
): HalfBounds[] {
  const below = planes.map(emptyBox);
  const above = planes.map(emptyBox);
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
    const x = corners.map((v) => p[v + axis]);
    const low = Math.min(...x);
    const high = Math.max(...x);
    let first = lowerBound(planes, low);
    for (; first < planes.length && planes[first] < high; first++)
      clip(p, corners, axis, planes[first], below[first], above[first]);
    // Wholly below this plane and those after it, wholly above those before the ones it crosses.
    if (first < planes.length) for (const v of corners) grow(below[first], p[v], p[v + 1], p[v + 2]);
    const last = lowerBound(planes, low, true) - 1;
    if (last >= 0) for (const v of corners) grow(above[last], p[v], p[v + 1], p[v + 2]);
  }
  for (let k = 1; k < planes.length; k++) join(below[k], below[k - 1]);
  for (let k = planes.length - 2; k >= 0; k--) join(above[k], above[k + 1]);
  return planes.map((_, k) => ({ below: boxOf(below[k]), above: boxOf(above[k]) }));
}

const emptyBox = (): Float64Array =>
  Float64Array.of(...Array(3).fill(Number.POSITIVE_INFINITY), ...Array(3).fill(Number.NEGATIVE_INFINITY));

/** First plane that is not below x, or with `past` above it. */
function lowerBound(planes: readonly number[], x: number, past = false): number {
  let [from, to] = [0, planes.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (planes[middle] < x || (past && planes[middle] === x)) from = middle + 1;
    else to = middle;
  }
  return from;
}

function grow(box: Float64Array, x: number, y: number, z: number): void {
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (z < box[2]) box[2] = z;
  if (x > box[3]) box[3] = x;
  if (y > box[4]) box[4] = y;
  if (z > box[5]) box[5] = z;
}

function clip(
  p: Float32Array,
  corners: readonly number[],
  axis: number,
  at: number,
  below: Float64Array,
  above: Float64Array,
): void {
  for (let k = 0; k < 3; k++) {
    const [a, b] = [corners[k], corners[(k + 1) % 3]];
    grow(p[a + axis] <= at ? below : above, p[a], p[a + 1], p[a + 2]);
    if (p[a + axis] < at === p[b + axis] < at) continue;
    const share = (at - p[a + axis]) / (p[b + axis] - p[a + axis]);
    const x = p[a] + share * (p[b] - p[a]);
    const y = p[a + 1] + share * (p[b + 1] - p[a + 1]);
    const z = p[a + 2] + share * (p[b + 2] - p[a + 2]);
    grow(below, x, y, z);
    grow(above, x, y, z);
  }
}

function join(box: Float64Array, other: Float64Array): void {
  if (other[0] > other[3]) return;
  grow(box, other[0], other[1], other[2]);
  grow(box, other[3], other[4], other[5]);
}

const boxOf = (box: Float64Array): Box | null =>
  box[0] > box[3] ? null : { min: [box[0], box[1], box[2]], max: [box[3], box[4], box[5]] };
