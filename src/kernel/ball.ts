// Euclidean balls on a lattice: which voxel centres lie within a radius.

/**
 * A radius (mm) on a lattice of one spacing (mm), as the largest whole d² with d voxels ≤ radius. The guard lets
 * 3 × 0.1 reach 0.3.
 */
export function squaredRadius(radius: number, spacing: number): number {
  return Math.floor((radius / spacing) ** 2 + 1e-9);
}

/** Largest whole number whose square is at most n (n ≥ 0). */
export const wholeRoot = (n: number): number => Math.floor(Math.sqrt(n));

/** How many lattice points the ball of this squared radius (voxels²) holds, its centre included. */
export function ballCount(squared: number): number {
  let n = 0;
  const reach = wholeRoot(squared);
  for (let z = -reach; z <= reach; z++) {
    const disc = wholeRoot(squared - z * z);
    for (let y = -disc; y <= disc; y++) n += 2 * wholeRoot(squared - z * z - y * y) + 1;
  }
  return n;
}
