// Boxes around boxes around the triangles of a mesh, so that what lies near is found without looking at the rest.
// G. M. Morton, A Computer Oriented Geodetic Data Base, 1966 (the order); a complete binary tree over it.
import type { Mesh } from '../core/mesh.js';

/**
 * Node n has the children 2n + 1 and 2n + 2; the last `leaves` nodes are leaves, and leaf l holds the slots
 * ⌊l·T/leaves⌋ … ⌊(l+1)·T/leaves⌋ − 1. All arrays lie over SharedArrayBuffers: a job can carry the tree.
 */
export interface TriangleTree {
  readonly leaves: number;
  /** Six a node: lowest x, y, z, highest x, y, z; mm, exact. */
  readonly boxes: Float32Array;
  /** Slot → triangle. */
  readonly order: Uint32Array;
  /** Nine a slot: the triangle's corners, mm. */
  readonly corners: Float32Array;
}

/** First slot of a leaf. */
export const firstSlot = (tree: TriangleTree, leaf: number): number =>
  Math.floor((leaf * tree.order.length) / tree.leaves);

const digitBits = 12;

/** 0.2 s per million triangles. `mesh` is borrowed; the tree holds copies. */
export function triangleTree(mesh: Mesh): TriangleTree {
  const { positions, triangles } = mesh;
  const count = triangles.length / 3;
  const order = mortonOrder(positions, triangles);
  const corners = new Float32Array(new SharedArrayBuffer(36 * count));
  for (let s = 0; s < count; s++) {
    for (let k = 0; k < 3; k++) {
      const v = 3 * triangles[3 * order[s] + k];
      const o = 9 * s + 3 * k;
      corners[o] = positions[v];
      corners[o + 1] = positions[v + 1];
      corners[o + 2] = positions[v + 2];
    }
  }
  let leaves = 1;
  while (4 * leaves < count) leaves *= 2;
  const boxes = new Float32Array(new SharedArrayBuffer(24 * (2 * leaves - 1)));
  for (let l = 0; l < leaves; l++) {
    const from = 9 * Math.floor((l * count) / leaves);
    const to = 9 * Math.floor(((l + 1) * count) / leaves);
    boxOfCorners(corners, from, to, boxes, 6 * (leaves - 1 + l));
  }
  for (let n = leaves - 2; n >= 0; n--) {
    for (let x = 0; x < 3; x++) {
      const [a, b] = [6 * (2 * n + 1) + x, 6 * (2 * n + 2) + x];
      boxes[6 * n + x] = Math.min(boxes[a], boxes[b]);
      boxes[6 * n + 3 + x] = Math.max(boxes[a + 3], boxes[b + 3]);
    }
  }
  return { leaves, boxes, order, corners };
}

function boxOfCorners(c: Float32Array, from: number, to: number, boxes: Float32Array, at: number): void {
  let [ax, ay, az] = [Infinity, Infinity, Infinity];
  let [bx, by, bz] = [-Infinity, -Infinity, -Infinity];
  for (let i = from; i < to; i += 3) {
    const x = c[i];
    const y = c[i + 1];
    const z = c[i + 2];
    if (x < ax) ax = x;
    if (x > bx) bx = x;
    if (y < ay) ay = y;
    if (y > by) by = y;
    if (z < az) az = z;
    if (z > bz) bz = z;
  }
  boxes[at] = ax;
  boxes[at + 1] = ay;
  boxes[at + 2] = az;
  boxes[at + 3] = bx;
  boxes[at + 4] = by;
  boxes[at + 5] = bz;
}

/** Triangles sorted along a space-filling curve through 2¹⁶ cells a side (48 bits, four passes of 12). */
function mortonOrder(p: Float32Array, triangles: Uint32Array): Uint32Array {
  const count = triangles.length / 3;
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < p.length; i += 3) {
    for (let x = 0; x < 3; x++) {
      if (p[i + x] < low[x]) low[x] = p[i + x];
      if (p[i + x] > high[x]) high[x] = p[i + x];
    }
  }
  const [lx, ly, lz] = low;
  const extent = Math.max(high[0] - lx, high[1] - ly, high[2] - lz, 1e-30);
  const scale = 65535 / (3 * extent);
  const upper = new Uint32Array(count);
  const lower = new Uint32Array(count);
  for (let t = 0; t < count; t++) {
    const a = 3 * triangles[3 * t];
    const b = 3 * triangles[3 * t + 1];
    const c = 3 * triangles[3 * t + 2];
    const x = ((p[a] + p[b] + p[c] - 3 * lx) * scale) & 0xffff;
    const y = ((p[a + 1] + p[b + 1] + p[c + 1] - 3 * ly) * scale) & 0xffff;
    const z = ((p[a + 2] + p[b + 2] + p[c + 2] - 3 * lz) * scale) & 0xffff;
    lower[t] = spread(x & 255) | (spread(y & 255) << 1) | (spread(z & 255) << 2);
    upper[t] = spread(x >> 8) | (spread(y >> 8) << 1) | (spread(z >> 8) << 2);
  }
  let order = new Uint32Array(new SharedArrayBuffer(4 * count));
  let other = new Uint32Array(new SharedArrayBuffer(4 * count));
  for (let t = 0; t < count; t++) order[t] = t;
  for (const keys of [lower, upper]) {
    for (const shift of [0, digitBits]) {
      const at = new Uint32Array((1 << digitBits) + 1);
      for (let t = 0; t < count; t++) at[((keys[t] >> shift) & ((1 << digitBits) - 1)) + 1]++;
      for (let d = 0; d < 1 << digitBits; d++) at[d + 1] += at[d];
      for (let s = 0; s < count; s++) {
        const t = order[s];
        other[at[(keys[t] >> shift) & ((1 << digitBits) - 1)]++] = t;
      }
      [order, other] = [other, order];
    }
  }
  return order;
}

/** Bits 0…7 of x to the places 0, 3, 6, … 21. */
function spread(x: number): number {
  let s = x;
  s = (s | (s << 8)) & 0x00f00f;
  s = (s | (s << 4)) & 0x0c30c3;
  return (s | (s << 2)) & 0x249249;
}
