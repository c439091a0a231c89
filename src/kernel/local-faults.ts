// Counts, while a mesh is edited here and there, what is wrong with a few of its triangles: exactly, and nearby only.
import { projectionAxis } from './collinear.js';
import { noVertex } from './corner-mesh.js';
import type { LocalEdits } from './local-edits.js';
import { firstSlot, type TriangleTree } from './triangle-tree.js';
import { trianglesParted } from './triangles-apart.js';
import { trianglesMeet } from './triangles-meet.js';

/** Triangles that are about to be edited, and for each all that it may come to meet. */
export interface Watched {
  readonly triangles: readonly number[];
  readonly near: readonly (readonly number[])[];
}

export interface LocalFaults {
  /** Edits may move these triangles by twice the reach, and turn an edge between two of them. */
  watch(triangles: readonly number[]): Watched;
  /**
   * Triangles without area among these, and pairs that meet where they should not of which at least one is among these (what
   * `selfIntersections` finds; vertices at one place are such). Those that are gone count for nothing.
   */
  count(watched: Watched): number;
  /** The lowest triangle that this one meets; itself, where it has no area; −1, where nothing is wrong. */
  partner(t: number): number;
}

/** `tree` is that of the mesh before it was edited; no vertex is farther than `reach` (mm) from where it was then. */
export function localFaults(edits: LocalEdits, tree: TriangleTree, reach: number): LocalFaults {
  const { positions: p, corners, turned } = edits;
  const stamps = new Uint32Array(corners.length / 3);
  let stamp = 0;
  const stack = new Int32Array(64);
  const leaf: number[] = [];
  const box = new Float64Array(6);
  const other = new Float64Array(6);
  const wide = new Float64Array(6);

  const flat = (t: number): boolean =>
    projectionAxis(p, corners[3 * t], corners[3 * t + 1], corners[3 * t + 2]) < 0;
  const meet = (t: number, f: number): boolean =>
    !trianglesParted(p, corners, t, f) && trianglesMeet(p, corners, t, f);
  /** Those that touch the box, but for one. */
  const inBox = (around: Float64Array, except: number): number[] => {
    const near: number[] = [];
    const take = (f: number): void => {
      if (f === except || corners[3 * f] === noVertex) return;
      boxOf(p, corners, f, other);
      if (touch(around, other)) near.push(f);
    };
    for (const f of turned) take(f);
    const count = leavesNear(tree, around, reach, stack, leaf);
    for (let n = 0; n < count; n++) {
      const end = firstSlot(tree, leaf[n] + 1);
      for (let s = firstSlot(tree, leaf[n]); s < end; s++) {
        const f = tree.order[s];
        if (!turned.has(f)) take(f);
      }
    }
    return near;
  };

  return {
    watch: (triangles) => {
      const live = triangles.filter((t) => corners[3 * t] !== noVertex);
      const near = live.map((t) => {
        boxOf(p, corners, t, wide);
        // An edge may be turned between two: each may come to lie where the other is.
        if (live.length === 2)
          for (const f of live) {
            boxOf(p, corners, f, other);
            for (let d = 0; d < 3; d++) {
              wide[d] = Math.min(wide[d], other[d]);
              wide[d + 3] = Math.max(wide[d + 3], other[d + 3]);
            }
          }
        for (let d = 0; d < 6; d++) wide[d] += d < 3 ? -3 * reach : 3 * reach;
        return inBox(wide, t);
      });
      return { triangles: live, near };
    },
    count: ({ triangles, near }) => {
      stamp++;
      let count = 0;
      for (const [n, t] of triangles.entries()) {
        if (corners[3 * t] === noVertex) continue;
        stamps[t] = stamp;
        if (flat(t)) count++;
        boxOf(p, corners, t, box);
        for (const f of near[n]) {
          if (stamps[f] === stamp || corners[3 * f] === noVertex) continue;
          boxOf(p, corners, f, other);
          if (touch(box, other) && meet(t, f)) count++;
        }
      }
      return count;
    },
    partner: (t) => {
      if (corners[3 * t] === noVertex) return -1;
      if (flat(t)) return t;
      boxOf(p, corners, t, box);
      let lowest = -1;
      for (const f of inBox(box, t)) if ((lowest < 0 || f < lowest) && meet(t, f)) lowest = f;
      return lowest;
    },
  };
}

/** Lowest x, y, z, highest x, y, z. */
function boxOf(p: Float32Array, corners: Uint32Array, t: number, box: Float64Array): void {
  for (let d = 0; d < 3; d++) {
    const a = p[3 * corners[3 * t] + d];
    const b = p[3 * corners[3 * t + 1] + d];
    const c = p[3 * corners[3 * t + 2] + d];
    box[d] = Math.min(a, b, c);
    box[d + 3] = Math.max(a, b, c);
  }
}

const touch = (a: Float64Array, b: Float64Array): boolean =>
  a[0] <= b[3] && a[3] >= b[0] && a[1] <= b[4] && a[4] >= b[1] && a[2] <= b[5] && a[5] >= b[2];

/** Into `found` the leaves whose boxes come as near to the box as `reach`; how many. */
function leavesNear(
  tree: TriangleTree,
  box: Float64Array,
  reach: number,
  stack: Int32Array,
  found: number[],
): number {
  const { boxes, leaves } = tree;
  let count = 0;
  let top = 0;
  stack[top++] = 0;
  while (top > 0) {
    const n = stack[--top];
    const o = 6 * n;
    if (boxes[o] > box[3] + reach || boxes[o + 3] < box[0] - reach) continue;
    if (boxes[o + 1] > box[4] + reach || boxes[o + 4] < box[1] - reach) continue;
    if (boxes[o + 2] > box[5] + reach || boxes[o + 5] < box[2] - reach) continue;
    if (n < leaves - 1) {
      stack[top++] = 2 * n + 2;
      stack[top++] = 2 * n + 1;
      continue;
    }
    found[count++] = n - leaves + 1;
  }
  return count;
}
