// Counts, while a mesh is edited here and there, what is wrong with a few of its triangles: exactly, and nearby only.
import { projectionAxis } from './collinear.js';
import { noVertex } from './corner-mesh.js';
import type { LocalEdits } from './local-edits.js';
import { firstSlot, type TriangleTree } from './triangle-tree.js';
import { trianglesParted } from './triangles-apart.js';
import { trianglesMeet } from './triangles-meet.js';

export interface LocalFaults {
  /**
   * Triangles without area among these, and pairs that meet where they should not of which at least one is among these (what
   * `selfIntersections` finds; vertices at one place are such). Those that are gone count for nothing.
   */
  count(triangles: readonly number[]): number;
  /** The lowest triangle that this one meets; itself, where it has no area; −1, where nothing is wrong. */
  partner(t: number): number;
}

/** `tree` is that of the mesh before it was edited; no vertex is farther than `reach` (mm) from where it was then. */
export function localFaults(edits: LocalEdits, tree: TriangleTree, reach: number): LocalFaults {
  const { positions: p, corners, turned } = edits;
  const stamps = new Uint32Array(corners.length / 3);
  let stamp = 0;
  const near: number[] = [];
  const box = new Float64Array(6);
  const other = new Float64Array(6);

  const flat = (t: number): boolean =>
    projectionAxis(p, corners[3 * t], corners[3 * t + 1], corners[3 * t + 2]) < 0;
  const meet = (t: number, f: number): boolean =>
    !trianglesParted(p, corners, t, f) && trianglesMeet(p, corners, t, f);
  const gather = (t: number): void => {
    near.length = 0;
    boxOf(p, corners, t, box);
    const take = (f: number): void => {
      if (f === t || corners[3 * f] === noVertex) return;
      boxOf(p, corners, f, other);
      if (touch(box, other)) near.push(f);
    };
    for (const f of turned) take(f);
    slotsNear(tree, box, reach, (slot) => {
      const f = tree.order[slot];
      if (!turned.has(f)) take(f);
    });
  };

  return {
    count: (triangles) => {
      stamp++;
      let count = 0;
      for (const t of triangles) {
        if (corners[3 * t] === noVertex || stamps[t] === stamp) continue;
        stamps[t] = stamp;
        if (flat(t)) count++;
        gather(t);
        for (const f of near) if (stamps[f] !== stamp && meet(t, f)) count++;
      }
      return count;
    },
    partner: (t) => {
      if (corners[3 * t] === noVertex) return -1;
      if (flat(t)) return t;
      gather(t);
      let lowest = -1;
      for (const f of near) if ((lowest < 0 || f < lowest) && meet(t, f)) lowest = f;
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

/** The slots of the leaves whose boxes come as near to the box as `reach`. */
function slotsNear(
  tree: TriangleTree,
  box: Float64Array,
  reach: number,
  visit: (slot: number) => void,
): void {
  const { boxes, leaves } = tree;
  const stack = [0];
  for (let n = stack.pop(); n !== undefined; n = stack.pop()) {
    const o = 6 * n;
    if (boxes[o] > box[3] + reach || boxes[o + 3] < box[0] - reach) continue;
    if (boxes[o + 1] > box[4] + reach || boxes[o + 4] < box[1] - reach) continue;
    if (boxes[o + 2] > box[5] + reach || boxes[o + 5] < box[2] - reach) continue;
    if (n < leaves - 1) {
      stack.push(2 * n + 2, 2 * n + 1);
      continue;
    }
    const end = firstSlot(tree, n - leaves + 2);
    for (let s = firstSlot(tree, n - leaves + 1); s < end; s++) visit(s);
  }
}
