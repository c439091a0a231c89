// Proves how far, at most, any point of a triangle is from a surface. In plain JavaScript: the oracle of assembly/bound.ts.
// The distance to a convex set is convex (S. Boyd, L. Vandenberghe, Convex Optimization, 2004, §3.2.5): over a triangle
// its distance to one target triangle is greatest at a corner. Where one target triangle will not do, it is cut in two.

import type { TargetSurface } from '../../../src/kernel/target-surface.js';
import { coverByCells } from './cover-by-cells.js';
import { type Nearest, squaredDistance } from './nearest-triangle.js';

export interface Corner {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Slot of the nearest target triangle, and its distance, mm. */
  readonly slot: number;
  readonly distance: number;
}

export interface DistanceBound {
  /** No point of the triangle is farther from the target than this, mm (to 1e-9 mm of rounding). */
  readonly bound: number;
  /** The farthest point that was looked at in the proof (the corners included). */
  readonly farthest: Corner;
}

/**
 * Tries to bring the bound below `enough(distance of the farthest point so far)`, mm, with at most `cuts` cuts; what is
 * not proven then keeps the weaker bound that it has. Stops at once where `hopeless` a distance is met. `middle`: a slot
 * near the middle of the triangle where one is known, else −1.
 */
export type BoundOver = (
  a: Corner,
  b: Corner,
  c: Corner,
  enough: (farthest: number) => number,
  cuts: number,
  hopeless: number,
  middle: number,
) => DistanceBound;

export const cornerAt = (nearest: Nearest, x: number, y: number, z: number, hint: number): Corner => {
  const slot = nearest.slotAt(x, y, z, hint);
  return { x, y, z, slot, distance: nearest.distance() };
};

export function distanceBound(target: TargetSurface, nearest: Nearest): BoundOver {
  const { tree } = target;
  const cover = coverByCells(target);
  const whole = new Float64Array(9);
  const rest: number[] = [];

  const to = (slot: number, v: Corner): number =>
    v.slot === slot ? v.distance : Math.sqrt(squaredDistance(tree.corners, 9 * slot, v.x, v.y, v.z));
  const onto = (slot: number, a: Corner, b: Corner, c: Corner): number =>
    Math.max(to(slot, a), to(slot, b), to(slot, c));

  /** Is one of the targets nearest to the corners, or `middle`, near enough to all of them? The bound, else Infinity. */
  const easyBound = (a: Corner, b: Corner, c: Corner, middle: number, enough: number): number => {
    for (let k = middle < 0 ? 1 : 0; k < 4; k++) {
      const slot = k === 0 ? middle : k === 1 ? a.slot : k === 2 ? b.slot : c.slot;
      if ((k === 2 && slot === a.slot) || (k === 3 && (slot === a.slot || slot === b.slot))) continue;
      const first = to(slot, a);
      if (first > enough) continue;
      const second = to(slot, b);
      if (second > enough) continue;
      const third = to(slot, c);
      if (third <= enough) return Math.max(first, second, third);
    }
    return Number.POSITIVE_INFINITY;
  };

  const boundOfCorners = (a: Corner, b: Corner, c: Corner): number =>
    Math.min(onto(a.slot, a, b, c), onto(b.slot, a, b, c), onto(c.slot, a, b, c));

  const boundOf = (a: Corner, b: Corner, c: Corner, enough: number): number => {
    const easy = easyBound(a, b, c, -1, enough);
    if (easy <= enough) return easy;
    let bound = boundOfCorners(a, b, c);
    const [ab, bc, ca] = [apart(a, b), apart(b, c), apart(c, a)];
    bound = Math.min(
      bound,
      a.distance + Math.max(ab, ca),
      b.distance + Math.max(ab, bc),
      c.distance + Math.max(bc, ca),
    );
    if (bound <= enough) return bound;
    const third = 1 / 3;
    const slot = nearest.slotAt(
      (a.x + b.x + c.x) * third,
      (a.y + b.y + c.y) * third,
      (a.z + b.z + c.z) * third,
      a.slot,
    );
    return Math.min(bound, onto(slot, a, b, c));
  };

  /** How clearly v belongs to another target triangle than u: 0 = not at all. And where along u v that changes. */
  const change = (u: Corner, v: Corner): { readonly weight: number; readonly at: number } => {
    if (u.slot === v.slot) return { weight: 0, at: 0.5 };
    const gu = to(v.slot, u) - u.distance;
    const gv = to(u.slot, v) - v.distance;
    return { weight: Math.min(gu, gv), at: gu + gv > 0 ? gu / (gu + gv) : 0.5 };
  };

  const cut = (a: Corner, b: Corner, c: Corner, plain: boolean): [Corner, Corner, Corner, Corner] => {
    // Turned so that the edge to cut is the first one; [u, v, w, the new corner on u v].
    const turns: [Corner, Corner, Corner][] = [
      [a, b, c],
      [b, c, a],
      [c, a, b],
    ];
    let at = 0.5;
    let best = turns[0];
    let most = 0;
    if (!plain)
      for (const turn of turns) {
        const { weight, at: where } = change(turn[0], turn[1]);
        if (weight <= most) continue;
        most = weight;
        best = turn;
        at = where;
      }
    if (most < 1e-7) {
      best = turns.reduce((long, turn) => (apart(turn[0], turn[1]) > apart(long[0], long[1]) ? turn : long));
      at = 0.5;
    }
    const [u, v, w] = best;
    const m = cornerAt(
      nearest,
      u.x + at * (v.x - u.x),
      u.y + at * (v.y - u.y),
      u.z + at * (v.z - u.z),
      at < 0.5 ? u.slot : v.slot,
    );
    return [u, v, w, m];
  };

  /** The general way: pieces are cut in two until each is proven or the cuts are spent. */
  const refine = (
    first: [Corner, Corner, Corner],
    enough: (farthest: number) => number,
    cuts: number,
    hopeless: number,
  ): DistanceBound => {
    let farthest = first.reduce((far, v) => (v.distance > far.distance ? v : far));
    let bound = farthest.distance;
    let left = cuts;
    const open: [Corner, Corner, Corner, number][] = [[...first, 1]];
    for (let piece = open.pop(); piece !== undefined; piece = open.pop()) {
      if (farthest.distance > hopeless) return { bound: Number.POSITIVE_INFINITY, farthest };
      const [p, q, r, depth] = piece;
      const limit = enough(farthest.distance);
      const here = boundOf(p, q, r, limit);
      if (here <= limit || left === 0) {
        bound = Math.max(bound, here);
        continue;
      }
      left--;
      const [u, v, w, m] = cut(p, q, r, depth % 6 === 0);
      if (m.distance > farthest.distance) farthest = m;
      open.push([u, m, w, depth + 1], [m, v, w, depth + 1]);
    }
    return { bound, farthest };
  };

  return (a, b, c, enough, cuts, hopeless, middle) => {
    let farthest = a;
    if (b.distance > farthest.distance) farthest = b;
    if (c.distance > farthest.distance) farthest = c;
    if (farthest.distance > hopeless) return { bound: Number.POSITIVE_INFINITY, farthest };
    const limit = enough(farthest.distance);
    const easy = easyBound(a, b, c, middle, limit);
    if (easy <= limit) return { bound: Math.max(easy, farthest.distance), farthest };
    for (let k = 0; k < 3; k++) {
      const v = k === 0 ? a : k === 1 ? b : c;
      whole[3 * k] = v.x;
      whole[3 * k + 1] = v.y;
      whole[3 * k + 2] = v.z;
    }
    rest.length = 0;
    let bound = Math.max(farthest.distance, cover(whole, middle < 0 ? a.slot : middle, limit, rest));
    for (let k = 0; k < rest.length; k += 9) {
      const corner = (i: number): Corner =>
        cornerAt(nearest, rest[k + i], rest[k + i + 1], rest[k + i + 2], a.slot);
      const more = refine([corner(0), corner(3), corner(6)], enough, cuts, hopeless);
      bound = Math.max(bound, more.bound);
      if (more.farthest.distance > farthest.distance) farthest = more.farthest;
      if (bound > hopeless) break;
    }
    return { bound, farthest };
  };
}

const apart = (a: Corner, b: Corner): number =>
  Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2);
