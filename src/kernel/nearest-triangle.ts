// The triangle of a surface that is nearest to a point, and how far away it is.
import { treeKernels } from './tree-memory.js';
import type { TriangleTree } from './triangle-tree.js';

export interface Nearest {
  /** Slot of the triangle nearest to (x, y, z), mm; of equally near ones the lowest triangle. −1 if there is none. */
  slotAt(x: number, y: number, z: number, hint: number): number;
  /** Distance of the last answer, mm. */
  distance(): number;
}

/** A hint (a slot, or −1) makes the search short; the answer does not depend on it. Under 1 µs among a million. */
export function nearestTriangle({ memory, at }: TriangleTree): Nearest {
  const { nearestSlot, lastSquared } = treeKernels(memory);
  return {
    slotAt: (x, y, z, hint) => nearestSlot(at, x, y, z, hint),
    distance: () => Math.sqrt(lastSquared()),
  };
}
