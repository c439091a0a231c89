// Takes off a surface what is shorter than a few of its edges, without shrinking it, and evens out its triangles.
// G. Taubin, "A Signal Processing Approach to Fair Surface Design", 1995.
import { type MeansOver, meansOver } from './neighbour-means.js';
import type { Neighbours } from './vertex-neighbours.js';

const inward = 0.5;

/** Three numbers a vertex; written to. `passband`: frequencies below it stay, of 0…2 as in the paper. */
export const fairSurface = (
  positions: Float64Array,
  ring: Neighbours,
  passes: number,
  passband: number,
): void => fairOver(positions, meansOver(ring), passes, passband);

/** The same, for several calls on one mesh. */
export function fairOver(positions: Float64Array, over: MeansOver, passes: number, passband: number): void {
  const outward = -1 / (1 / inward - passband);
  const { rows, passes: run } = over(3, 2);
  rows[0].set(positions);
  positions.set(run(Array.from({ length: 2 * passes }, (_, pass) => (pass % 2 === 0 ? inward : outward))));
}
