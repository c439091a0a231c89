// One round of fairing: how far each vertex is to go so that the surface is bent evenly and has voxels on their sides.
import { type Between, between, type CoarsePoints } from './coarse-points.js';
import { bendingOf } from './fair-bending.js';
import { type FairRules, fairOffsets } from './fair-offsets.js';
import type { Rows } from './fair-rows.js';
import type { Neighbours } from './vertex-neighbours.js';

/** A surface as it stands, and what is asked of it. */
export interface FairState {
  /** mm and unit vectors, three numbers a vertex. */
  readonly positions: Float64Array;
  readonly normals: Float64Array;
  readonly ring: Neighbours;
  /** Of each half-edge the number of the one back. */
  readonly back: Uint32Array;
  readonly rows: Rows;
  /** 1 for each vertex that may go. */
  readonly free: Uint8Array;
  /** On these the curvatures are evened, by so many averages with their neighbours: on all it would take long. */
  readonly points: CoarsePoints;
  readonly evenings: number;
}

/** Offsets of all vertices along their normals, mm, 0 where they are not free. */
export function fairRound(state: FairState, rules: FairRules): Float64Array {
  const { positions, normals, ring, back, rows, free, points, evenings } = state;
  const lie = between(positions, normals, points);
  const even = (curvatures: Float64Array): Float64Array =>
    valuesBetween(lie, spread(points.ring, cellMeans(points, curvatures), evenings));
  return fairOffsets(bendingOf(positions, normals, ring, back), even, rows, free, rules);
}

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
