// Which triangles of one surface are not proven to lie within a tolerance of another.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { type Nearests, type ProofRoom, proofRoom, takeTriangles, trianglesInRoom } from './proof-room.js';
import { sharedMesh } from './shared-mesh.js';
import type { TargetSurface } from './target-surface.js';
import { type TreeKernels, withScratch } from './tree-memory.js';

/** Cuts spent on one piece of a triangle before it is given up. */
const mostCuts = 200;

export interface ExceedingJob {
  /** Over shared memory. */
  readonly from: Mesh;
  readonly target: TargetSurface;
  readonly tolerance: number;
  /** The triangles to judge. */
  readonly only: Uint32Array;
  /** As in `exceeding`, over shared memory. */
  readonly caps: Float32Array | null;
}

/** A vertex whose nearest triangle is being looked for. */
const asked = -2;

const trianglesPerJob = 1 << 17;

/** `exceeding`, spread over the threads. */
export async function exceedingOf(
  from: Mesh,
  target: TargetSurface,
  tolerance: number,
  only: Uint32Array,
  { each }: Pick<Context, 'each'>,
  caps: Float32Array | null = null,
): Promise<Uint32Array> {
  const mesh = sharedMesh(from);
  const jobs: ExceedingJob[] = [];
  for (let n = 0; n < only.length; n += trianglesPerJob)
    jobs.push({ from: mesh, target, tolerance, only: only.slice(n, n + trianglesPerJob), caps });
  const parts = await each('exceedingPart', jobs);
  return Uint32Array.from(parts.flatMap((part) => [...part])).sort();
}

/** One job of `exceedingOf`. */
export const exceedingPart = ({ from, target, tolerance, only, caps }: ExceedingJob): Uint32Array =>
  exceeding(from, tolerance, target, only, caps);

/**
 * Triangles of `from`, ascending, of which some point is farther than `tolerance` (mm) from `target`, or could not be
 * proven not to be. All others lie within wholly, not just at their corners. `only`: judge these triangles alone.
 * `caps`: of each vertex of `from`, mm; where they are less than the tolerance, the least at a triangle's corners counts.
 */
export function exceeding(
  from: Mesh,
  tolerance: number,
  target: TargetSurface,
  only: Uint32Array = Uint32Array.from({ length: from.triangles.length / 3 }, (_, t) => t),
  caps: Float32Array | null = null,
): Uint32Array {
  const { tree } = target;
  if (tree.order.length === 0) return only.slice().sort();
  const nearests: Nearests = {
    slots: new Int32Array(from.positions.length / 3).fill(-1),
    distances: new Float64Array(from.positions.length / 3),
  };
  const found: number[] = [];
  withScratch(tree, (run, scratch) => {
    const room = proofRoom(tree, scratch);
    for (let n = 0; n < only.length; n += trianglesInRoom) {
      const some = only.subarray(n, n + trianglesInRoom);
      findCorners(from, some, nearests, run, tree.at, room);
      takeTriangles(from, some, nearests, room);
      takeCaps(from, some, tolerance, caps, room);
      run.exceedingTriangles(
        tree.at,
        scratch,
        some.length,
        room.corners.byteOffset,
        room.slots.byteOffset,
        room.distances.byteOffset,
        room.caps.byteOffset,
        mostCuts,
        room.found.byteOffset,
      );
      for (let k = 0; k < some.length; k++) if (room.found[k] === 1) found.push(some[k]);
    }
  });
  return Uint32Array.from(found).sort();
}

/** Looks for what is nearest to those corners for which it is not known yet. */
function findCorners(
  { positions, triangles }: Mesh,
  some: Uint32Array,
  nearests: Nearests,
  run: TreeKernels,
  tree: number,
  room: ProofRoom,
): void {
  const { corners: points, slots, distances } = room;
  const vertices: number[] = [];
  for (let k = 0; k < some.length; k++)
    for (let h = 3 * some[k]; h < 3 * some[k] + 3; h++) {
      const v = triangles[h];
      if (nearests.slots[v] !== -1) continue;
      nearests.slots[v] = asked;
      for (let x = 0; x < 3; x++) points[3 * vertices.length + x] = positions[3 * v + x];
      vertices.push(v);
    }
  run.nearestSlots(tree, points.byteOffset, vertices.length, slots.byteOffset, distances.byteOffset);
  for (let n = 0; n < vertices.length; n++) {
    nearests.slots[vertices[n]] = slots[n];
    nearests.distances[vertices[n]] = distances[n];
  }
}

/** The least cap at each triangle's corners. */
function takeCaps(
  { triangles }: Mesh,
  some: Uint32Array,
  tolerance: number,
  caps: Float32Array | null,
  room: ProofRoom,
): void {
  for (let k = 0; k < some.length; k++) {
    const h = 3 * some[k];
    room.caps[k] =
      caps === null
        ? tolerance
        : Math.min(tolerance, caps[triangles[h]], caps[triangles[h + 1]], caps[triangles[h + 2]]);
  }
}
