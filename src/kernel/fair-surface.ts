// Takes off a surface what is shorter than a few of its edges, without shrinking it, and evens out its triangles.
// G. Taubin, "A Signal Processing Approach to Fair Surface Design", 1995.
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
  const between = new Float64Array(positions.length);
  for (let pass = 0; pass < passes; pass++) {
    towardMean(positions, between, ring, inward);
    towardMean(between, positions, ring, outward);
  }
}

/** Each vertex goes this share of the way to the mean of its neighbours. */
function towardMean(from: Float64Array, into: Float64Array, { first, to }: Neighbours, part: number): void {
  for (let v = 0; v < first.length - 1; v++) {
    const share = part / Math.max(1, first[v + 1] - first[v]);
    let x = 0;
    let y = 0;
    let z = 0;
    for (let n = first[v]; n < first[v + 1]; n++) {
      const w = 3 * to[n];
      x += from[w];
      y += from[w + 1];
      z += from[w + 2];
    }
    into[3 * v] = (1 - part) * from[3 * v] + share * x;
    into[3 * v + 1] = (1 - part) * from[3 * v + 1] + share * y;
    into[3 * v + 2] = (1 - part) * from[3 * v + 2] + share * z;
  }
}
