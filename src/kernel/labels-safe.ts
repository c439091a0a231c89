// Where a vertex of a complex may stand without any of its triangles meeting another: within the simplex that it lies in.
import { type LabelsComplex, odd, simplices } from './labels-complex.js';

/** No corner of a simplex has less of the weight in it. */
const least = 0.1;

/** The places on the lattice nearest to these, or nearly so, that are safe. Where the block ends, and beside points that are no voxels, vertices stand in the middle. */
export function safePlaces(
  places: Float64Array,
  { places: middles, ends, simplex }: Pick<LabelsComplex, 'places' | 'ends' | 'simplex'>,
): Float64Array {
  const safe = middles.slice();
  const along = [0, 0, 0, 0];
  for (let v = 0; v < simplex.length; v++) {
    if (ends[v] !== 0 || simplex[v] === odd) continue;
    const ways = simplices[simplex[v]];
    const corners = ways.length + 1;
    // A corner comes after so many ways; each way is gone by all the corners after it.
    for (let n = 0; n < ways.length; n++) {
      let sum = 0;
      let axes = 0;
      for (let d = 0; d < 3; d++) {
        if (((ways[n] >> d) & 1) === 0) continue;
        sum += places[3 * v + d] - middles[3 * v + d];
        axes++;
      }
      along[n] = sum / axes + (corners - 1 - n) / corners;
    }
    weigh(along, ways.length);
    for (let n = 0; n < ways.length; n++)
      for (let d = 0; d < 3; d++)
        if (((ways[n] >> d) & 1) === 1) safe[3 * v + d] += along[n] - (corners - 1 - n) / corners;
  }
  return safe;
}

/** From how much of each way is gone to the same with no weight of a corner too small. */
function weigh(along: number[], ways: number): void {
  let whole = 0;
  let before = 1;
  for (let n = 0; n <= ways; n++) {
    const next = n < ways ? along[n] : 0;
    const weight = Math.max(least, before - next);
    before = next;
    if (n > 0) along[n - 1] = weight;
    whole += weight;
  }
  let gone = 0;
  for (let n = ways - 1; n >= 0; n--) {
    gone += along[n] / whole;
    along[n] = gone;
  }
}
