// One round of fairing: how far each vertex is to go so that the surface is bent evenly and has voxels on their sides.
import { between, type CoarsePoints } from './coarse-points.js';
import { evened } from './evened.js';
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
  const even = (curvatures: Float64Array): Float64Array => evened(curvatures, points, lie, evenings);
  return fairOffsets(bendingOf(positions, normals, ring, back), even, rows, free, rules);
}
