// Proves how far, at most, any point of a triangle is from a surface: one triangle at a time (see assembly/bound.ts).
import type { TargetSurface } from './target-surface.js';
import { kernelsOwn, ownScratch, treeKernels } from './tree-memory.js';

export interface Corner {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Slot of the nearest target triangle, and its distance, mm. */
  readonly slot: number;
  readonly distance: number;
}

/**
 * Tries to bring the bound below `enough()`, mm, with at most `cuts` (200) cuts a piece; what is not proven then keeps the
 * weaker bound that it has. Infinity as soon as a distance beyond `hopeless` is met. `middle`: a slot near the middle of
 * the triangle where one is known, else −1. No point of the triangle is farther from the target than the bound, mm (to
 * 1e-9 mm of rounding).
 */
export type BoundOver = (
  a: Corner,
  b: Corner,
  c: Corner,
  enough: () => number,
  cuts: number,
  hopeless: number,
  middle: number,
) => { readonly bound: number };

/** Keeps a scratch of the target's memory for itself. */
export function distanceBound({ tree: { memory, at } }: TargetSurface): BoundOver {
  const run = treeKernels(memory);
  const scratch = ownScratch({ memory, at });
  const corners = new Float64Array(memory.buffer, scratch + kernelsOwn, 15);
  const slots = new Int32Array(memory.buffer, scratch + kernelsOwn, 30);
  const put = (n: number, { x, y, z, slot, distance }: Corner): number => {
    const o = 5 * n;
    corners[o] = x;
    corners[o + 1] = y;
    corners[o + 2] = z;
    corners[o + 3] = distance;
    slots[2 * o + 8] = slot;
    return scratch + kernelsOwn + 8 * o;
  };
  return (a, b, c, enough, cuts, hopeless, middle) => {
    run.enoughIs(enough());
    return { bound: run.boundOver(at, scratch, put(0, a), put(1, b), put(2, c), cuts, hopeless, middle) };
  };
}
