// The nearest walls on both sides, found in plain JavaScript: the oracle of assembly/walls.ts.
import type { TargetSurface } from '../../../src/kernel/target-surface.js';
import { firstSlot } from '../../../src/kernel/triangle-tree.js';

/** Cosine between the normals of walls that face each other. Else a corner's two sides would be one thin wall. */
const opposite = -0.7;

export interface Ways {
  readonly within: number;
  readonly without: number;
}

/** Along the line through vertex v, upright on the surface: the nearest walls that face back, to both sides. */
export function wayAcross(
  { tree, normals, vertexNormals: n }: TargetSurface,
  p: Float32Array,
  reach: number,
): (v: number) => Ways {
  const { leaves, boxes, corners: c } = tree;
  const nodes = new Int32Array(64);
  return (v) => {
    let within = Number.POSITIVE_INFINITY;
    let without = Number.POSITIVE_INFINITY;
    const length = Math.sqrt(n[3 * v] ** 2 + n[3 * v + 1] ** 2 + n[3 * v + 2] ** 2);
    if (length === 0) return { within, without };
    const [x, y, z] = [p[3 * v], p[3 * v + 1], p[3 * v + 2]];
    const [dx, dy, dz] = [n[3 * v] / length, n[3 * v + 1] / length, n[3 * v + 2] / length];
    const [ix, iy, iz] = [1 / dx, 1 / dy, 1 / dz];
    let top = 0;
    nodes[top++] = 0;
    while (top > 0) {
      const node = nodes[--top];
      const o = 6 * node;
      // Where the line enters and leaves the box. (A NaN, of 0 · ∞, lets it through.)
      const ax = (boxes[o] - x) * ix;
      const bx = (boxes[o + 3] - x) * ix;
      const ay = (boxes[o + 1] - y) * iy;
      const by = (boxes[o + 4] - y) * iy;
      const az = (boxes[o + 2] - z) * iz;
      const bz = (boxes[o + 5] - z) * iz;
      const from = Math.max(-Math.min(reach, within), Math.min(ax, bx), Math.min(ay, by), Math.min(az, bz));
      const to = Math.min(reach, without, Math.max(ax, bx), Math.max(ay, by), Math.max(az, bz));
      if (from > to) continue;
      if (node < leaves - 1) {
        nodes[top++] = 2 * node + 1;
        nodes[top++] = 2 * node + 2;
        continue;
      }
      const leaf = node - leaves + 1;
      for (let s = firstSlot(tree, leaf); s < firstSlot(tree, leaf + 1); s++) {
        if (normals[3 * s] * dx + normals[3 * s + 1] * dy + normals[3 * s + 2] * dz > opposite) continue;
        const way = alongLine(c, 9 * s, x, y, z, dx, dy, dz);
        if (way > 0 && way <= reach) without = Math.min(without, way);
        if (way < 0 && way >= -reach) within = Math.min(within, -way);
      }
    }
    return { within, without };
  };
}

/** Way along the line to the triangle at c[o] (T. Möller, B. Trumbore, 1997); 0 where it passes by. */
function alongLine(
  c: Float32Array,
  o: number,
  x: number,
  y: number,
  z: number,
  dx: number,
  dy: number,
  dz: number,
): number {
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
  if (det === 0) return 0;
  const sx = x - c[o];
  const sy = y - c[o + 1];
  const sz = z - c[o + 2];
  const a = (sx * px + sy * py + sz * pz) / det;
  if (a < 0 || a > 1) return 0;
  const qx = sy * uz - sz * uy;
  const qy = sz * ux - sx * uz;
  const qz = sx * uy - sy * ux;
  const b = (dx * qx + dy * qy + dz * qz) / det;
  if (b < 0 || a + b > 1) return 0;
  return (vx * qx + vy * qy + vz * qz) / det;
}
