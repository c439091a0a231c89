// Where a ray meets a surface.
// T. Möller, B. Trumbore, "Fast, Minimum Storage Ray/Triangle Intersection", 1997; boxes by slabs.
import type { Vec3 } from '../core/grid.js';
import { firstSlot, type TriangleTree } from './triangle-tree.js';

export interface Hit {
  /** Along the ray, mm. */
  readonly way: number;
  /** Into the solid, or out of it. */
  readonly entering: boolean;
}

/** From a point along a unit vector, no farther than `reach` mm; nearest first. */
export type Rays = (from: Vec3, along: Vec3, reach: number) => Hit[];

/** Shared edges are met by both of their triangles, never by none; hits so near to each other, mm, are one. */
const overlap = 1e-9;
const same = 1e-6;

/** 5 µs for a short ray among a million triangles. The function is not to be used by two at a time. */
export function raysInto(tree: TriangleTree): Rays {
  const { boxes, corners, leaves } = tree;
  const stack = new Int32Array(128);
  return (from, along, reach) => {
    const hits: Hit[] = [];
    const meets = boxTest(boxes, from, along, reach);
    let top = 0;
    stack[top++] = 0;
    while (top > 0) {
      const node = stack[--top];
      if (!meets(node)) continue;
      if (node < leaves - 1) {
        stack[top++] = 2 * node + 2;
        stack[top++] = 2 * node + 1;
        continue;
      }
      const leaf = node - (leaves - 1);
      for (let slot = firstSlot(tree, leaf); slot < firstSlot(tree, leaf + 1); slot++)
        meetTriangle(corners, 9 * slot, from, along, reach, hits);
    }
    return once(hits.sort((a, b) => a.way - b.way));
  };
}

function boxTest(
  boxes: Float32Array,
  [x, y, z]: Vec3,
  [dx, dy, dz]: Vec3,
  reach: number,
): (node: number) => boolean {
  // A ray along an axis: an infinite slope would be multiplied by zero.
  const slope = (d: number): number => 1 / (Math.abs(d) < 1e-12 ? 1e-12 : d);
  const [ix, iy, iz] = [slope(dx), slope(dy), slope(dz)];
  return (node) => {
    const b = 6 * node;
    const [x0, x1] = [(boxes[b] - x) * ix, (boxes[b + 3] - x) * ix];
    const [y0, y1] = [(boxes[b + 1] - y) * iy, (boxes[b + 4] - y) * iy];
    const [z0, z1] = [(boxes[b + 2] - z) * iz, (boxes[b + 5] - z) * iz];
    const near = Math.max(Math.min(x0, x1), Math.min(y0, y1), Math.min(z0, z1));
    const far = Math.min(Math.max(x0, x1), Math.max(y0, y1), Math.max(z0, z1));
    return near <= far + same && far >= -same && near <= reach + same;
  };
}

function meetTriangle(
  c: Float32Array,
  o: number,
  [x, y, z]: Vec3,
  [dx, dy, dz]: Vec3,
  reach: number,
  hits: Hit[],
): void {
  const [ux, uy, uz] = [c[o + 3] - c[o], c[o + 4] - c[o + 1], c[o + 5] - c[o + 2]];
  const [vx, vy, vz] = [c[o + 6] - c[o], c[o + 7] - c[o + 1], c[o + 8] - c[o + 2]];
  const [px, py, pz] = [dy * vz - dz * vy, dz * vx - dx * vz, dx * vy - dy * vx];
  const det = ux * px + uy * py + uz * pz;
  if (det === 0) return;
  const [sx, sy, sz] = [x - c[o], y - c[o + 1], z - c[o + 2]];
  const a = (sx * px + sy * py + sz * pz) / det;
  if (a < -overlap || a > 1 + overlap) return;
  const [qx, qy, qz] = [sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux];
  const b = (dx * qx + dy * qy + dz * qz) / det;
  if (b < -overlap || a + b > 1 + overlap) return;
  const way = (vx * qx + vy * qy + vz * qz) / det;
  if (way >= 0 && way <= reach) hits.push({ way, entering: det > 0 });
}

const once = (hits: readonly Hit[]): Hit[] =>
  hits.filter(
    (hit, n) => n === 0 || hit.way - hits[n - 1].way > same || hit.entering !== hits[n - 1].entering,
  );
