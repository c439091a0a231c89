// Every pair of triangles of a mesh that meet where they should not, decided exactly.
// A tree of boxes finds the pairs; T. Möller, A Fast Triangle-Triangle Intersection Test, 1997, sorts out nearly all.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import type { Mesh } from '../core/mesh.js';
import { sharedMesh } from './shared-mesh.js';
import { firstSlot, type TriangleTree, triangleTree } from './triangle-tree.js';
import { trianglesMeet } from './triangles-meet.js';

/**
 * Pairs of triangle indices, flat (i, j with i < j), ascending. Triangles without a shared vertex must not touch; those
 * with one must meet there alone; those with two must not lie on each other beyond their edge; over the same three
 * vertices they always count. Triangles with a repeated vertex are left out (a fault of their own).
 * After `limit` pairs the search ends: those found until then, the same ones each time. With `patience` it throws a
 * UserError where the triangles lie over each other so often that it would take minutes.
 */
export function selfIntersections(
  mesh: Mesh,
  limit = Number.POSITIVE_INFINITY,
  tree: TriangleTree = triangleTree(mesh),
  patience = Number.POSITIVE_INFINITY,
): Uint32Array {
  const boxes = boxesOfSlots(tree.corners);
  return pairsOf(search(mesh, tree, boxes, null, 0, tree.leaves, limit, patience), tree.order.length, limit);
}

/** The same, of those pairs alone of which at least one triangle is in the set. `tree` is that of the mesh. */
export function selfIntersectionsNear(
  mesh: Mesh,
  triangles: Uint32Array,
  tree: TriangleTree = triangleTree(mesh),
): Uint32Array {
  const chosen = new Uint8Array(mesh.triangles.length / 3);
  for (const t of triangles) chosen[t] = 1;
  const boxes = boxesOfSlots(tree.corners);
  const found = search(mesh, tree, boxes, chosen, 0, tree.leaves, Number.POSITIVE_INFINITY);
  return pairsOf(found, tree.order.length, Number.POSITIVE_INFINITY);
}

export interface CrossingsJob {
  /** Over shared memory. */
  readonly mesh: Mesh;
  readonly tree: TriangleTree;
  /** Six a slot, as in the tree. */
  readonly slotBoxes: Float32Array;
  /** 1 for each triangle that is asked for; null for all. */
  readonly chosen: Uint8Array | null;
  /** Leaves of the tree, first … end − 1. */
  readonly first: number;
  readonly end: number;
}

/** One job of `crossingsOf`: the pairs as numbers, smaller index · triangles + larger. */
export const crossingsPart = ({ mesh, tree, slotBoxes, chosen, first, end }: CrossingsJob): Float64Array =>
  Float64Array.from(search(mesh, tree, slotBoxes, chosen, first, end, Number.POSITIVE_INFINITY));

const jobsPerMesh = 16;

/** `selfIntersections`, or of the chosen triangles `selfIntersectionsNear`, spread over the threads. */
export async function crossingsOf(
  mesh: Mesh,
  tree: TriangleTree,
  triangles: Uint32Array | null,
  { each }: Pick<Context, 'each'>,
): Promise<Uint32Array> {
  let chosen: Uint8Array | null = null;
  if (triangles !== null) {
    chosen = new Uint8Array(new SharedArrayBuffer(mesh.triangles.length / 3));
    for (const t of triangles) chosen[t] = 1;
  }
  const place = sharedMesh(mesh);
  const slotBoxes = boxesOfSlots(tree.corners);
  const jobs: CrossingsJob[] = [];
  const step = Math.max(1, Math.ceil(tree.leaves / jobsPerMesh));
  for (let first = 0; first < tree.leaves; first += step)
    jobs.push({ mesh: place, tree, slotBoxes, chosen, first, end: Math.min(tree.leaves, first + step) });
  const parts = await each('crossingsPart', jobs);
  return pairsOf(
    parts.flatMap((part) => [...part]),
    tree.order.length,
    Number.POSITIVE_INFINITY,
  );
}

/** Rounding of (d − a) · ((b − a) × (c − a)) in units of the sum of its products' sizes: (7 + 56ε)ε, ε = 2⁻⁵³. */
const rounding = 8 * 2 ** -53;

/** What the exact test costs, in units of the one before it. */
const EXACT = 200;

const overEachOther = (): UserError =>
  new UserError(
    "The triangles of this mesh lie over each other so often that they can't be checked one against the other.",
    'Open it in a program that mends meshes, remove what is there many times over, and export it again.',
  );

function search(
  mesh: Mesh,
  tree: TriangleTree,
  slotBoxes: Float32Array,
  chosen: Uint8Array | null,
  first: number,
  end: number,
  limit: number,
  patience = Number.POSITIVE_INFINITY,
): number[] {
  const { leaves, boxes, order, corners } = tree;
  const { positions, triangles } = mesh;
  const found: number[] = [];
  const stack = new Int32Array(64);
  const near = new Int32Array(leaves);
  const triangleCount = order.length;
  let spent = 0;
  for (let leaf = first; leaf < end && found.length < limit; leaf++) {
    const from = firstSlot(tree, leaf);
    const to = firstSlot(tree, leaf + 1);
    if (chosen !== null && !anyChosen(chosen, order, from, to)) continue;
    const nearCount = leavesNear(boxes, leaves, leaf, chosen === null ? leaf : 0, stack, near);
    for (let i = from; i < to; i++) {
      const ti = order[i];
      if (chosen !== null && chosen[ti] === 0) continue;
      const b = 6 * i;
      const lx = slotBoxes[b];
      const ly = slotBoxes[b + 1];
      const lz = slotBoxes[b + 2];
      const hx = slotBoxes[b + 3];
      const hy = slotBoxes[b + 4];
      const hz = slotBoxes[b + 5];
      for (let n = 0; n < nearCount; n++) {
        const other = near[n];
        const o = 6 * (leaves - 1 + other);
        if (boxes[o] > hx || boxes[o + 3] < lx || boxes[o + 1] > hy || boxes[o + 4] < ly) continue;
        if (boxes[o + 2] > hz || boxes[o + 5] < lz) continue;
        const past = Math.floor(((other + 1) * triangleCount) / leaves);
        for (let j = Math.floor((other * triangleCount) / leaves); j < past; j++) {
          const c = 6 * j;
          if (slotBoxes[c] > hx || slotBoxes[c + 3] < lx || slotBoxes[c + 1] > hy) continue;
          if (slotBoxes[c + 4] < ly || slotBoxes[c + 2] > hz || slotBoxes[c + 5] < lz) continue;
          const tj = order[j];
          // Each pair once: by slot, or where only some triangles are asked, by the other's not being asked too.
          if (chosen === null || chosen[tj] === 1 ? j <= i : false) continue;
          spent++;
          if (apart(corners, triangles, i, j, ti, tj)) continue;
          spent += EXACT;
          if (trianglesMeet(positions, triangles, ti, tj))
            found.push(ti < tj ? ti * triangleCount + tj : tj * triangleCount + ti);
        }
      }
      if (spent > patience) throw overEachOther();
    }
  }
  return found;
}

function pairsOf(keys: readonly number[], triangleCount: number, limit: number): Uint32Array {
  const sorted = Float64Array.from(keys.slice(0, Math.min(limit, keys.length))).sort();
  const pairs = new Uint32Array(2 * sorted.length);
  for (let k = 0; k < sorted.length; k++) {
    pairs[2 * k] = Math.floor(sorted[k] / triangleCount);
    pairs[2 * k + 1] = sorted[k] % triangleCount;
  }
  return pairs;
}

function anyChosen(chosen: Uint8Array, order: Uint32Array, from: number, to: number): boolean {
  for (let s = from; s < to; s++) if (chosen[order[s]] === 1) return true;
  return false;
}

/** Leaves from `lowest` on whose boxes touch that of `leaf`, into `near`; how many. */
function leavesNear(
  boxes: Float32Array,
  leaves: number,
  leaf: number,
  lowest: number,
  stack: Int32Array,
  near: Int32Array,
): number {
  const b = 6 * (leaves - 1 + leaf);
  const lx = boxes[b];
  const ly = boxes[b + 1];
  const lz = boxes[b + 2];
  const hx = boxes[b + 3];
  const hy = boxes[b + 4];
  const hz = boxes[b + 5];
  let count = 0;
  let top = 0;
  stack[top++] = 0;
  while (top > 0) {
    const n = stack[--top];
    const depth = 31 - Math.clz32(n + 1);
    // The last leaf below n. (Leaves are a power of two; their product with n would not fit into 32 bits.)
    if ((n + 2 - (1 << depth)) * (leaves >>> depth) - 1 < lowest) continue;
    const o = 6 * n;
    if (boxes[o] > hx || boxes[o + 3] < lx || boxes[o + 1] > hy || boxes[o + 4] < ly) continue;
    if (boxes[o + 2] > hz || boxes[o + 5] < lz) continue;
    if (n >= leaves - 1) near[count++] = n - (leaves - 1);
    else {
      stack[top++] = 2 * n + 2;
      stack[top++] = 2 * n + 1;
    }
  }
  return count;
}

function boxesOfSlots(corners: Float32Array): Float32Array {
  const boxes = new Float32Array(new SharedArrayBuffer((corners.length / 3) * 8));
  for (let s = 0, o = 0; s < corners.length; s += 9, o += 6) {
    for (let x = 0; x < 3; x++) {
      const [a, b, c] = [corners[s + x], corners[s + 3 + x], corners[s + 6 + x]];
      boxes[o + x] = Math.min(a, b, c);
      boxes[o + 3 + x] = Math.max(a, b, c);
    }
  }
  return boxes;
}

/** True only if slots i and j certainly do not meet beyond their shared vertices (or one is no triangle at all). */
function apart(p: Float32Array, t: Uint32Array, i: number, j: number, ti: number, tj: number): boolean {
  const a0 = t[3 * ti];
  const a1 = t[3 * ti + 1];
  const a2 = t[3 * ti + 2];
  const b0 = t[3 * tj];
  const b1 = t[3 * tj + 1];
  const b2 = t[3 * tj + 2];
  if (a0 === a1 || a1 === a2 || a2 === a0 || b0 === b1 || b1 === b2 || b2 === b0) return true;
  const jShared =
    (b0 === a0 || b0 === a1 || b0 === a2 ? 1 : 0) |
    (b1 === a0 || b1 === a1 || b1 === a2 ? 2 : 0) |
    (b2 === a0 || b2 === a1 || b2 === a2 ? 4 : 0);
  if (onOneSide(p, 9 * i, 9 * j, jShared)) return true;
  if (jShared === 0) return onOneSide(p, 9 * j, 9 * i, 0);
  const iShared =
    (a0 === b0 || a0 === b1 || a0 === b2 ? 1 : 0) |
    (a1 === b0 || a1 === b1 || a1 === b2 ? 2 : 0) |
    (a2 === b0 || a2 === b1 || a2 === b2 ? 4 : 0);
  return onOneSide(p, 9 * j, 9 * i, iShared);
}

/** Do the corners at o that are not shared lie all certainly on the same side of the plane of the triangle at q? */
function onOneSide(p: Float32Array, q: number, o: number, shared: number): boolean {
  const ax = p[q];
  const ay = p[q + 1];
  const az = p[q + 2];
  const ux = p[q + 3] - ax;
  const uy = p[q + 4] - ay;
  const uz = p[q + 5] - az;
  const vx = p[q + 6] - ax;
  const vy = p[q + 7] - ay;
  const vz = p[q + 8] - az;
  const yz = uy * vz;
  const zy = uz * vy;
  const zx = uz * vx;
  const xz = ux * vz;
  const xy = ux * vy;
  const yx = uy * vx;
  const nx = yz - zy;
  const ny = zx - xz;
  const nz = xy - yx;
  const ex = rounding * (Math.abs(yz) + Math.abs(zy));
  const ey = rounding * (Math.abs(zx) + Math.abs(xz));
  const ez = rounding * (Math.abs(xy) + Math.abs(yx));
  let sides = 0;
  for (let k = 0; k < 3; k++) {
    if (((shared >> k) & 1) === 1) continue;
    const dx = p[o + 3 * k] - ax;
    const dy = p[o + 3 * k + 1] - ay;
    const dz = p[o + 3 * k + 2] - az;
    const height = dx * nx + dy * ny + dz * nz;
    const error = Math.abs(dx) * ex + Math.abs(dy) * ey + Math.abs(dz) * ez;
    if (height > error) sides |= 1;
    else if (-height > error) sides |= 2;
    else return false;
  }
  return sides === 1 || sides === 2;
}
