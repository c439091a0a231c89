// How far a point is from a solid, and on which side of its surface.
// J. A. Bærentzen, H. Aanæs, Signed Distance Computation Using the Angle Weighted Pseudonormal, 2005.
import type { TargetSurface } from './target-surface.js';
import { treeKernels } from './tree-memory.js';

/** mm, negative inside; the surface is closed and faces outward. About 1 µs among a million triangles, less for neighbours in a row. */
export function signedDistance({ tree }: TargetSurface): (x: number, y: number, z: number) => number {
  const run = treeKernels(tree.memory);
  return (x, y, z) => run.distanceTo(tree.at, x, y, z, true);
}
