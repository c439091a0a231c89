// A few of a surface's points, evenly spread, which of them are neighbours, and how the others lie between them.
import { centreWeights } from './centre-weights.js';
import type { Neighbours } from './vertex-neighbours.js';

export interface CoarsePoints {
  /** The chosen points, ascending. */
  readonly points: Uint32Array;
  /** Among the chosen, by their number. */
  readonly ring: Neighbours;
  /** Number of the chosen point whose surroundings each point belongs to. */
  readonly cell: Uint32Array;
}

/** Value of point v = Σ_n weight[n]·value of the chosen to[n], n from first[v] to first[v + 1] − 1. */
export interface Between extends Neighbours {
  readonly weight: Float64Array;
}

/** Each point is chosen or next to a chosen one, and no two chosen ones are neighbours; `rounds` times. */
export function coarsePoints(ring: Neighbours, rounds: number): CoarsePoints {
  const count = ring.first.length - 1;
  const all = Uint32Array.from({ length: count }, (_, v) => v);
  let now: CoarsePoints = { points: all, ring, cell: all };
  for (let round = 0; round < rounds; round++) {
    const { chosen, cell } = choose(now.ring);
    now = {
      points: chosen.map((number) => now.points[number]),
      ring: cellRing(now.ring, cell, chosen.length),
      cell: now.cell.map((number) => cell[number]),
    };
  }
  return now;
}

const none = 0xffffffff;

function choose({ first, to }: Neighbours): { readonly chosen: Uint32Array; readonly cell: Uint32Array } {
  const cell = new Uint32Array(first.length - 1).fill(none);
  const covered = new Uint8Array(cell.length);
  const chosen: number[] = [];
  for (let v = 0; v < cell.length; v++) {
    if (covered[v] === 1) continue;
    cell[v] = chosen.length;
    chosen.push(v);
    for (let n = first[v]; n < first[v + 1]; n++) covered[to[n]] = 1;
  }
  for (let v = 0; v < cell.length; v++) {
    if (covered[v] === 0) continue;
    // Any of its chosen neighbours will do.
    let own = none;
    for (let n = first[v]; n < first[v + 1]; n++) {
      const w = to[n];
      if (covered[w] === 0) own = cell[w];
    }
    cell[v] = own;
  }
  return { chosen: Uint32Array.from(chosen), cell };
}

/** Two cells are neighbours where any of their points are. */
function cellRing({ first, to }: Neighbours, cell: Uint32Array, cells: number): Neighbours {
  const pairs = new Float64Array(to.length);
  let count = 0;
  for (let v = 0; v < cell.length; v++)
    for (let n = first[v]; n < first[v + 1]; n++)
      if (cell[v] !== cell[to[n]]) pairs[count++] = cell[v] * cells + cell[to[n]];
  const sorted = pairs.subarray(0, count).sort();
  const starts = new Uint32Array(cells + 1);
  const ends = new Uint32Array(count);
  let kept = 0;
  for (let n = 0; n < count; n++) {
    if (n > 0 && sorted[n] === sorted[n - 1]) continue;
    const from = Math.floor(sorted[n] / cells);
    ends[kept++] = sorted[n] - from * cells;
    starts[from + 1]++;
  }
  for (let c = 0; c < cells; c++) starts[c + 1] += starts[c];
  return { first: starts, to: ends.slice(0, kept) };
}

/** Values between the chosen points, by those of the own cell and its neighbours, exact for what is linear. */
export function between(
  p: Float64Array,
  normals: Float64Array,
  { points, ring, cell }: CoarsePoints,
): Between {
  const count = cell.length;
  const first = new Uint32Array(count + 1);
  for (let v = 0; v < count; v++) first[v + 1] = first[v] + 1 + ring.first[cell[v] + 1] - ring.first[cell[v]];
  const to = new Uint32Array(first[count]);
  const weight = new Float64Array(first[count]);
  let most = 0;
  for (let c = 0; c < points.length; c++) most = Math.max(most, 1 + ring.first[c + 1] - ring.first[c]);
  const ways = new Float64Array(3 * most);
  const weights = new Float64Array(most);
  for (let v = 0; v < count; v++) {
    const own = cell[v];
    const start = first[v];
    const near = first[v + 1] - start;
    let far = 0;
    for (let n = 0; n < near; n++) {
      const other = n === 0 ? own : ring.to[ring.first[own] + n - 1];
      const w = 3 * points[other];
      to[start + n] = other;
      let squared = 0;
      for (let d = 0; d < 3; d++) {
        const way = p[w + d] - p[3 * v + d];
        ways[3 * n + d] = way;
        squared += way * way;
      }
      weights[n] = squared;
      far = Math.max(far, squared);
    }
    // Smooth, and zero at the farthest of them.
    for (let n = 0; n < near; n++) weights[n] = far > 0 ? (1 - weights[n] / (1.05 * far)) ** 2 : 1;
    centreWeights(weights, ways, near, normals[3 * v], normals[3 * v + 1], normals[3 * v + 2]);
    let sum = 0;
    for (let n = 0; n < near; n++) sum += weights[n];
    for (let n = 0; n < near; n++) weight[start + n] = weights[n] / sum;
  }
  return { first, to, weight };
}
