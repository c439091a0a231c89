// Where a ray goes through the triangles of a surface.
// T. Möller, B. Trumbore, "Fast, Minimum Storage Ray/Triangle Intersection", 1997.
import type { Vec3 } from '../core/grid.js';
import { firstSlot, type TriangleTree } from './triangle-tree.js';

export interface Crossing {
  /** mm from the start. */
  readonly way: number;
  readonly triangle: number;
  /** True where the triangle faces along the ray: it leaves the solid. */
  readonly leaves: boolean;
}

/** From `start` (mm) along `way` (of length 1), up to `reach` mm, from near to far. In an edge it may meet both triangles, or none. */
export function crossingsAlong(
  tree: TriangleTree,
  start: Vec3,
  way: Vec3,
  reach: number,
): readonly Crossing[] {
  const { leaves, boxes, order, corners } = tree;
  const found: Crossing[] = [];
  const inverse = way.map((x) => 1 / x);
  const stack = [0];
  for (let n = stack.pop(); n !== undefined; n = stack.pop()) {
    if (!meetsBox(boxes, 6 * n, start, inverse, reach)) continue;
    if (n < leaves - 1) {
      stack.push(2 * n + 1, 2 * n + 2);
      continue;
    }
    const leaf = n - leaves + 1;
    for (let s = firstSlot(tree, leaf); s < firstSlot(tree, leaf + 1); s++) {
      const crossing = crossingOf(corners, 9 * s, order[s], start, way);
      if (crossing !== null && crossing.way <= reach) found.push(crossing);
    }
  }
  return found.sort((a, b) => a.way - b.way || a.triangle - b.triangle);
}

function meetsBox(
  boxes: Float32Array,
  o: number,
  start: Vec3,
  inverse: readonly number[],
  reach: number,
): boolean {
  let near = 0;
  let far = reach;
  for (let d = 0; d < 3; d++) {
    if (inverse[d] === Number.POSITIVE_INFINITY || inverse[d] === Number.NEGATIVE_INFINITY) {
      if (start[d] < boxes[o + d] || start[d] > boxes[o + 3 + d]) return false;
      continue;
    }
    const a = (boxes[o + d] - start[d]) * inverse[d];
    const b = (boxes[o + 3 + d] - start[d]) * inverse[d];
    near = Math.max(near, Math.min(a, b));
    far = Math.min(far, Math.max(a, b));
  }
  return near <= far;
}

/** Null where the ray passes by, or along. */
function crossingOf(
  c: Float32Array,
  o: number,
  triangle: number,
  [x, y, z]: Vec3,
  [dx, dy, dz]: Vec3,
): Crossing | null {
  const ux = c[o + 3] - c[o];
  const uy = c[o + 4] - c[o + 1];
  const uz = c[o + 5] - c[o + 2];
  const vx = c[o + 6] - c[o];
  const vy = c[o + 7] - c[o + 1];
  const vz = c[o + 8] - c[o + 2];
  const px = dy * vz - dz * vy;
  const py = dz * vx - dx * vz;
  const pz = dx * vy - dy * vx;
  const det = ux * px + uy * py + uz * pz;
  if (det === 0) return null;
  const sx = x - c[o];
  const sy = y - c[o + 1];
  const sz = z - c[o + 2];
  const a = (sx * px + sy * py + sz * pz) / det;
  if (a < 0 || a > 1) return null;
  const qx = sy * uz - sz * uy;
  const qy = sz * ux - sx * uz;
  const qz = sx * uy - sy * ux;
  const b = (dx * qx + dy * qy + dz * qz) / det;
  if (b < 0 || a + b > 1) return null;
  const way = (vx * qx + vy * qy + vz * qz) / det;
  return way < 0 ? null : { way, triangle, leaves: det < 0 };
}
