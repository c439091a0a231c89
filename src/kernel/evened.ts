// Values at a surface's points, averaged over their surroundings on a few of the points.
import type { Between, CoarsePoints } from './coarse-points.js';
import type { Neighbours } from './vertex-neighbours.js';

/** `lie`: how all points lie between those few, on which so many averages with the neighbours are taken. */
export const evened = (
  values: Float64Array,
  points: CoarsePoints,
  lie: Between,
  evenings: number,
): Float64Array => valuesBetween(lie, spread(points.ring, cellMeans(points, values), evenings));

/** `passes` averages with the neighbours. */
function spread({ first, to }: Neighbours, values: Float64Array, passes: number): Float64Array {
  let now = values;
  let next = new Float64Array(values.length);
  let other = new Float64Array(values.length);
  for (let pass = 0; pass < passes; pass++) {
    for (let v = 0; v < values.length; v++) {
      const start = first[v];
      const end = first[v + 1];
      let sum = 0;
      for (let n = start; n < end; n++) sum += now[to[n]];
      next[v] = end > start ? 0.5 * now[v] + (0.5 * sum) / (end - start) : now[v];
    }
    now = next;
    [next, other] = [other, next];
  }
  return now;
}

function valuesBetween({ first, to, weight }: Between, values: Float64Array): Float64Array {
  const all = new Float64Array(first.length - 1);
  for (let v = 0; v < all.length; v++) {
    let sum = 0;
    for (let n = first[v]; n < first[v + 1]; n++) sum += weight[n] * values[to[n]];
    all[v] = sum;
  }
  return all;
}

function cellMeans({ points, cell }: CoarsePoints, values: Float64Array): Float64Array {
  const sums = new Float64Array(points.length);
  const counts = new Float64Array(points.length);
  for (let v = 0; v < cell.length; v++) {
    sums[cell[v]] += values[v];
    counts[cell[v]]++;
  }
  return sums.map((sum, c) => sum / counts[c]);
}
