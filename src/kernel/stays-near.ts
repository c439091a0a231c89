// Whether the triangles of a mesh under work lie near a reference: each over its whole area, before the last proof.
// The distance to a convex set is convex (S. Boyd, L. Vandenberghe, Convex Optimization, 2004, §3.2.5).
import type { CollapseMemory } from './collapse-memory.js';
import { type Corner, distanceBound } from './distance-bound.js';
import type { TargetSurface } from './target-surface.js';

/** Cuts spent on one triangle before it is given up: few, since there are other edges to collapse. */
const mostCuts = 8;

/** A surface to stay near, and how far off is near enough, mm. */
export interface Near {
  readonly reference: TargetSurface;
  readonly cap: number;
}

/**
 * Is the triangle with these corners, vertices of the memory, near enough everywhere? 1 or 0. For the few (one in a thousand)
 * that assembly/collapse-near.ts does not take for granted.
 */
export function staysNear(
  { reference, cap }: Near,
  memory: () => Pick<CollapseMemory, 'mesh' | 'slots' | 'distances'>,
): (a: number, b: number, c: number) => number {
  const boundOver = distanceBound(reference);
  const enough = (): number => cap;
  const cornerOf = (v: number): Corner => {
    const { mesh, slots, distances } = memory();
    const p = mesh.positions;
    return { x: p[3 * v], y: p[3 * v + 1], z: p[3 * v + 2], slot: slots[v], distance: distances[v] };
  };
  return (a, b, c) =>
    boundOver(cornerOf(a), cornerOf(b), cornerOf(c), enough, mostCuts, cap, -1).bound <= cap ? 1 : 0;
}
