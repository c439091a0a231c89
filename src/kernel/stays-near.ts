// Whether the triangles of a mesh under work lie near a reference: each over its whole area, before the last proof.
// The distance to a convex set is convex (S. Boyd, L. Vandenberghe, Convex Optimization, 2004, §3.2.5).
import { type Corner, distanceBound } from './distance-bound.js';
import type { TargetSurface } from './target-surface.js';

/** Cuts spent on one triangle before it is given up: few, since there are other edges to collapse. */
const mostCuts = 8;

/** A surface to stay near, and how far off is near enough, mm. */
export interface Near {
  readonly reference: TargetSurface;
  readonly cap: number;
  /** A slot of the reference's tree for each vertex, near it if that is known: it saves time. */
  readonly hints?: Uint32Array;
}

/**
 * Is the triangle with these corners, vertices of the mesh, near enough everywhere? 1 or 0. For the few (one in a
 * thousand) that assembly/collapse-near.ts does not take for granted.
 */
export function staysNear(
  { reference, cap }: Near,
  cornerAt: (v: number) => Corner,
): (a: number, b: number, c: number) => number {
  const boundOver = distanceBound(reference);
  const enough = (): number => cap;
  return (a, b, c) =>
    boundOver(cornerAt(a), cornerAt(b), cornerAt(c), enough, mostCuts, cap, -1).bound <= cap ? 1 : 0;
}
