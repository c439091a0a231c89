// How far a run of triangles is from a surface: area-weighted sums, the farthest point, and a proven bound.
import type { Vec3 } from '../core/grid.js';
import { type Nearests, proofRoom, takeTriangles, trianglesInRoom } from './proof-room.js';
import type { TargetSurface } from './target-surface.js';
import { withScratch } from './tree-memory.js';

/** What the proof of a bound starts from. */
export interface Proof extends Nearests {
  /** The farthest vertex of the whole surface, mm: no bound needs to be sharper than that. */
  readonly farthest: number;
  /** Where the farthest point is within this, mm, the bound should be too. */
  readonly tolerance: number;
}

export interface DeviationPartJob {
  readonly target: TargetSurface;
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
  /** Triangles first … end − 1, no more than `mostTriangles`. */
  readonly first: number;
  readonly end: number;
  /** Null: a bound is known already, the statistics alone are wanted. */
  readonly proof: Proof | null;
  /** One sample stands for so much area, mm². */
  readonly areaPerSample: number;
}

/** Weights are numbers of samples, each for the same area; distances mm, positive outside the target. */
export interface DeviationPart {
  readonly weight: number;
  readonly signed: number;
  readonly absolute: number;
  readonly squared: number;
  /** Weight per bin of the size of the distance: of what lies outside (or on it), then of what lies inside. */
  readonly histogram: Float64Array;
  readonly max: number;
  readonly bound: number;
  readonly worstPlace: Vec3;
}

/** Triangles that one job can be about. */
export const mostTriangles = trianglesInRoom;

export function deviationPart(job: DeviationPartJob): DeviationPart {
  const { target, first, end, proof, areaPerSample } = job;
  const { tree } = target;
  const some = Uint32Array.from({ length: end - first }, (_, k) => first + k);
  return withScratch(tree, (run, scratch) => {
    const room = proofRoom(tree, scratch);
    takeTriangles(job, some, proof, room);
    room.histogram.fill(0);
    const [corners, slots, distances] = [room.corners, room.slots, room.distances].map((a) => a.byteOffset);
    const [middles, histogram, sums] = [room.middles, room.histogram, room.sums].map((a) => a.byteOffset);
    const near = proof === null ? 0 : slots;
    run.sampleTriangles(tree.at, some.length, corners, near, middles, areaPerSample, histogram, sums);
    if (proof !== null)
      run.proveTriangles(
        tree.at,
        scratch,
        some.length,
        corners,
        slots,
        distances,
        middles,
        proof.farthest,
        proof.tolerance,
        sums,
      );
    const [weight, signed, absolute, squared, max, x, y, z, bound] = room.sums;
    const worstPlace: Vec3 = [x, y, z];
    return { weight, signed, absolute, squared, histogram: room.histogram.slice(), max, bound, worstPlace };
  });
}
