// Takes off a surface what is shorter than a few of its edges, without shrinking it, and evens out its triangles.
// G. Taubin, "A Signal Processing Approach to Fair Surface Design", 1995.
import { neighbourMeans } from './neighbour-means.js';
import type { Neighbours } from './vertex-neighbours.js';

const inward = 0.5;

/** Three numbers a vertex; written to. `passband`: frequencies below it stay, of 0…2 as in the paper. */
export function fairSurface(
  positions: Float64Array,
  ring: Neighbours,
  passes: number,
  passband: number,
): void {
  const outward = -1 / (1 / inward - passband);
  const { rows, toward } = neighbourMeans(ring, 3, 2);
  rows[0].set(positions);
  for (let pass = 0; pass < passes; pass++) {
    toward(0, 1, inward);
    toward(1, 0, outward);
  }
  positions.set(rows[0]);
}
