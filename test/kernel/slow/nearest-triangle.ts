// The triangle of a surface that is nearest to a point, and how far away it is. In plain JavaScript: the oracle of assembly/nearest.ts.
// C. Ericson, Real-Time Collision Detection, 2004, §5.1.5 (point and triangle).
import type { TriangleTree } from '../../../src/kernel/triangle-tree.js';

export interface Nearest {
  /** Slot of the triangle nearest to (x, y, z), mm; of equally near ones the lowest triangle. −1 if there is none. */
  slotAt(x: number, y: number, z: number, hint: number): number;
  /** Distance of the last answer, mm. */
  distance(): number;
}

/** A box may be passed over only if it is farther than the best by more than rounding: so the hint changes nothing. */
const surely = 1 - 1e-12;

/** A hint (a slot, or −1) makes the search short; the answer does not depend on it. About 1 µs among a million. */
export function nearestTriangle(tree: TriangleTree): Nearest {
  const { leaves, boxes, order, corners } = tree;
  const count = order.length;
  const nodes = new Int32Array(64);
  const reach = new Float64Array(64);
  let best = Number.POSITIVE_INFINITY;
  let slot = 0;
  const look = (leaf: number, x: number, y: number, z: number): void => {
    const end = Math.floor(((leaf + 1) * count) / leaves);
    for (let s = Math.floor((leaf * count) / leaves); s < end; s++) {
      const d = squaredDistance(corners, 9 * s, x, y, z);
      if (d < best || (d === best && order[s] < order[slot])) {
        best = d;
        slot = s;
      }
    }
  };
  const slotAt = (x: number, y: number, z: number, hint: number): number => {
    if (count === 0) return -1;
    slot = Math.max(0, hint);
    best = squaredDistance(corners, 9 * slot, x, y, z);
    let top = 0;
    nodes[top] = 0;
    reach[top++] = 0;
    while (top > 0) {
      top--;
      if (reach[top] > best) continue;
      let n = nodes[top];
      while (n < leaves - 1) {
        const o = 12 * n + 6;
        const a = boxDistance(boxes, o, x, y, z) * surely;
        const b = boxDistance(boxes, o + 6, x, y, z) * surely;
        if (a > best && b > best) break;
        if (a <= best && b <= best) {
          nodes[top] = a <= b ? 2 * n + 2 : 2 * n + 1;
          reach[top++] = Math.max(a, b);
        }
        n = a <= b ? 2 * n + 1 : 2 * n + 2;
      }
      if (n >= leaves - 1) look(n - leaves + 1, x, y, z);
    }
    return slot;
  };
  return { slotAt, distance: () => Math.sqrt(best) };
}

/** Squared, mm². Per axis only one of the two differences can be positive: a + |a| does without a branch. */
function boxDistance(boxes: Float32Array, o: number, x: number, y: number, z: number): number {
  const ax = boxes[o] - x;
  const ay = boxes[o + 1] - y;
  const az = boxes[o + 2] - z;
  const bx = x - boxes[o + 3];
  const by = y - boxes[o + 4];
  const bz = z - boxes[o + 5];
  const dx = ax + Math.abs(ax) + (bx + Math.abs(bx));
  const dy = ay + Math.abs(ay) + (by + Math.abs(by));
  const dz = az + Math.abs(az) + (bz + Math.abs(bz));
  return (dx * dx + dy * dy + dz * dz) * 0.25;
}

/** Below this (sin² of its narrowest angle, about) a triangle is taken as its three edges, where rounding is harmless. */
const needle = 1e-12;

/**
 * Squared distance, mm², of (x, y, z) to the triangle whose nine coordinates start at c[o]: that to a point of the
 * triangle (within rounding), so never too small; exactly 0 at its corners.
 */
export function squaredDistance(c: Float32Array, o: number, x: number, y: number, z: number): number {
  const ax = x - c[o];
  const ay = y - c[o + 1];
  const az = z - c[o + 2];
  const ux = c[o + 3] - c[o];
  const uy = c[o + 4] - c[o + 1];
  const uz = c[o + 5] - c[o + 2];
  const vx = c[o + 6] - c[o];
  const vy = c[o + 7] - c[o + 1];
  const vz = c[o + 8] - c[o + 2];
  const d1 = ux * ax + uy * ay + uz * az;
  const d2 = vx * ax + vy * ay + vz * az;
  if (d1 <= 0 && d2 <= 0) return ax * ax + ay * ay + az * az;
  const bx = x - c[o + 3];
  const by = y - c[o + 4];
  const bz = z - c[o + 5];
  const d3 = ux * bx + uy * by + uz * bz;
  const d4 = vx * bx + vy * by + vz * bz;
  if (d3 >= 0 && d4 <= d3) return bx * bx + by * by + bz * bz;
  const cx = x - c[o + 6];
  const cy = y - c[o + 7];
  const cz = z - c[o + 8];
  const d5 = ux * cx + uy * cy + uz * cz;
  const d6 = vx * cx + vy * cy + vz * cz;
  if (d6 >= 0 && d5 <= d6) return cx * cx + cy * cy + cz * cz;
  const va = d3 * d6 - d5 * d4;
  const vb = d5 * d2 - d1 * d6;
  const vc = d1 * d4 - d3 * d2;
  const sum = va + vb + vc;
  const uu = ux * ux + uy * uy + uz * uz;
  const vv = vx * vx + vy * vy + vz * vz;
  if (!(sum > needle * uu * vv)) {
    const wx = vx - ux;
    const wy = vy - uy;
    const wz = vz - uz;
    const ab = toSegment(ax, ay, az, ux, uy, uz);
    return Math.min(ab, toSegment(ax, ay, az, vx, vy, vz), toSegment(bx, by, bz, wx, wy, wz));
  }
  let s = vb / sum;
  let t = vc / sum;
  if (vc <= 0 && d1 >= 0 && d3 <= 0) {
    s = d1 / (d1 - d3);
    t = 0;
  } else if (vb <= 0 && d2 >= 0 && d6 <= 0) {
    s = 0;
    t = d2 / (d2 - d6);
  } else if (va <= 0 && d4 >= d3 && d5 >= d6) {
    t = (d4 - d3) / (d4 - d3 + (d5 - d6));
    s = 1 - t;
  }
  const qx = ax - s * ux - t * vx;
  const qy = ay - s * uy - t * vy;
  const qz = az - s * uz - t * vz;
  return qx * qx + qy * qy + qz * qz;
}

/** Squared distance of p to the segment from 0 to u. */
function toSegment(px: number, py: number, pz: number, ux: number, uy: number, uz: number): number {
  const uu = ux * ux + uy * uy + uz * uz;
  const s = uu > 0 ? Math.min(1, Math.max(0, (px * ux + py * uy + pz * uz) / uu)) : 0;
  const x = px - s * ux;
  const y = py - s * uy;
  const z = pz - s * uz;
  return x * x + y * y + z * z;
}
