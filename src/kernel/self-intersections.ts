// Every pair of triangles of a mesh that meet where they should not, decided exactly.
// A tree of boxes finds the pairs; T. Möller, A Fast Triangle-Triangle Intersection Test, 1997, sorts out nearly all.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import type { Mesh } from '../core/mesh.js';
import { sharedMesh } from './shared-mesh.js';
import { crowdOf } from './triangle-crowd.js';
import { firstSlot, refreshTree, type TriangleTree, triangleTree } from './triangle-tree.js';
import { trianglesParted } from './triangles-apart.js';
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
  return pairsOf(search(mesh, tree, null, 0, tree.leaves, limit, patience), tree.order.length, limit);
}

/**
 * The same, of those pairs alone of which at least one triangle is in the set. `tree` is that of the mesh; these triangles
 * may have changed since it was made, and are brought up to date in it.
 */
export function selfIntersectionsNear(
  mesh: Mesh,
  triangles: Uint32Array,
  tree: TriangleTree = triangleTree(mesh),
): Uint32Array {
  const chosen = new Uint8Array(mesh.triangles.length / 3);
  for (const t of triangles) chosen[t] = 1;
  refreshTree(tree, mesh, chosen);
  const found = search(mesh, tree, chosen, 0, tree.leaves, Number.POSITIVE_INFINITY);
  return pairsOf(found, tree.order.length, Number.POSITIVE_INFINITY);
}

export interface CrossingsJob {
  /** Over shared memory. */
  readonly mesh: Mesh;
  readonly tree: TriangleTree;
  /** 1 for each triangle that is asked for; null for all. */
  readonly chosen: Uint8Array | null;
  /** Leaves of the tree, first … end − 1. */
  readonly first: number;
  readonly end: number;
}

/** One job of `crossingsOf`: the pairs as numbers, smaller index · triangles + larger. */
export const crossingsPart = ({ mesh, tree, chosen, first, end }: CrossingsJob): Float64Array =>
  Float64Array.from(search(mesh, tree, chosen, first, end, Number.POSITIVE_INFINITY));

const jobsPerMesh = 16;

/** `selfIntersections`, or of the chosen triangles `selfIntersectionsNear`, spread over the threads. */
export async function crossingsOf(
  mesh: Mesh,
  tree: TriangleTree,
  triangles: Uint32Array | null,
  { each }: Pick<Context, 'each'>,
): Promise<Uint32Array> {
  let chosen: Uint8Array | null = null;
  if (triangles !== null && triangles.length < mesh.triangles.length / 3) {
    chosen = new Uint8Array(new SharedArrayBuffer(mesh.triangles.length / 3));
    for (const t of triangles) chosen[t] = 1;
  }
  const place = sharedMesh(mesh);
  const jobs: CrossingsJob[] = [];
  const step = Math.max(1, Math.ceil(tree.leaves / jobsPerMesh));
  for (let first = 0; first < tree.leaves; first += step)
    jobs.push({ mesh: place, tree, chosen, first, end: Math.min(tree.leaves, first + step) });
  const parts = await each('crossingsPart', jobs);
  return pairsOf(
    parts.flatMap((part) => [...part]),
    tree.order.length,
    Number.POSITIVE_INFINITY,
  );
}

/** What the exact test costs, in units of the one before it. */
const EXACT = 200;

const overEachOther = (): UserError =>
  new UserError(
    "The triangles of this mesh lie over each other so often that they can't be checked one against the other.",
    'Open it in a program that mends meshes, remove what is there many times over, and export it again.',
  );

/** Leaves whose triangles are asked together: what lies near is gathered once for all of them. */
const mostLeaves = 8;
/** Fewer of them where they would gather more than so many triangles for each of their own: long ones lie around. */
const mostGathered = 16;

/** `patience` in pairs of triangles whose boxes touch. Smaller index · triangles + larger, of each pair. */
function search(
  mesh: Mesh,
  tree: TriangleTree,
  chosen: Uint8Array | null,
  first: number,
  end: number,
  limit: number,
  patience = Number.POSITIVE_INFINITY,
): number[] {
  const { positions, triangles } = mesh;
  const { leaves, order } = tree;
  const found: number[] = [];
  const near = new Int32Array(leaves);
  const crowd = crowdOf(mesh, tree);
  const box = new Float32Array(6);
  let spent = 0;
  let most = mostLeaves;
  for (let leaf = first; leaf < end && found.length < limit; ) {
    const past = Math.min(end, leaf + most);
    const from = firstSlot(tree, leaf);
    const to = firstSlot(tree, past);
    const asked = boxOf(tree, chosen, from, to, box);
    const nearCount = asked === 0 ? 0 : leavesNear(tree, box, chosen === null ? leaf : 0, near);
    if (most > 1 && (nearCount * order.length) / leaves > mostGathered * asked) {
      most >>= 1;
      continue;
    }
    leaf = past;
    most = mostLeaves;
    if (asked === 0) continue;
    crowd.gather(near, nearCount);
    for (let i = from; i < to && found.length < limit; i++) {
      const ti = order[i];
      if (chosen !== null && chosen[ti] === 0) continue;
      const { count, slots, touched } = crowd.meeting(i, chosen === null);
      spent += touched + EXACT * count;
      for (let n = 0; n < count; n++) {
        const j = slots[n];
        const tj = order[j];
        // Each pair once, if both are asked for.
        if (chosen !== null && chosen[tj] === 1 && j < i) continue;
        if (trianglesParted(positions, triangles, ti, tj) || !trianglesMeet(positions, triangles, ti, tj))
          continue;
        found.push(ti < tj ? ti * order.length + tj : tj * order.length + ti);
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

/** Into `box` the box around the chosen ones of these slots; how many they are. */
function boxOf(
  { corners, order }: TriangleTree,
  chosen: Uint8Array | null,
  from: number,
  to: number,
  box: Float32Array,
): number {
  box.fill(Infinity, 0, 3).fill(-Infinity, 3);
  let asked = 0;
  for (let s = from; s < to; s++) {
    if (chosen !== null && chosen[order[s]] === 0) continue;
    asked++;
    for (let o = 9 * s; o < 9 * s + 9; o += 3)
      for (let x = 0; x < 3; x++) {
        if (corners[o + x] < box[x]) box[x] = corners[o + x];
        if (corners[o + x] > box[x + 3]) box[x + 3] = corners[o + x];
      }
  }
  return asked;
}

const stack = new Int32Array(64);

/** Leaves from `lowest` on whose boxes touch `box`, ascending, into `near`; how many. */
function leavesNear(
  { boxes, leaves }: TriangleTree,
  [lx, ly, lz, hx, hy, hz]: Float32Array,
  lowest: number,
  near: Int32Array,
): number {
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
