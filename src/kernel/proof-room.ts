// A scratch of a target's memory, laid out for a proof of how far a run of triangles is from the target.
import type { Mesh } from '../core/mesh.js';
import { binCount } from './absolute-histogram.js';
import { kernelsOwn } from './tree-memory.js';
import type { TriangleTree } from './triangle-tree.js';

/** What the kernels read and write, triangle by triangle (see assembly/bound.ts and assembly/deviation.ts). */
export interface ProofRoom {
  /** Nine a triangle, mm. */
  readonly corners: Float32Array;
  /** Three a triangle: the slot nearest to each corner, and its distance, mm. */
  readonly slots: Int32Array;
  readonly distances: Float64Array;
  /** One a triangle. */
  readonly caps: Float64Array;
  readonly middles: Int32Array;
  readonly found: Uint8Array;
  readonly histogram: Float64Array;
  readonly sums: Float64Array;
}

/** For each vertex of a mesh the slot of the nearest target triangle, −1 where it is not known, and its distance, mm. */
export interface Nearests {
  readonly slots: Int32Array;
  readonly distances: Float64Array;
}

/** Triangles that the room is for. */
export const trianglesInRoom = 8192;

export function proofRoom({ memory: { buffer } }: TriangleTree, scratch: number): ProofRoom {
  let next = scratch + kernelsOwn;
  const take = (bytes: number): number => {
    next += bytes;
    return next - bytes;
  };
  const n = trianglesInRoom;
  return {
    corners: new Float32Array(buffer, take(36 * n), 9 * n),
    distances: new Float64Array(buffer, take(24 * n), 3 * n),
    caps: new Float64Array(buffer, take(8 * n), n),
    slots: new Int32Array(buffer, take(12 * n), 3 * n),
    middles: new Int32Array(buffer, take(4 * n), n),
    found: new Uint8Array(buffer, take(n), n),
    histogram: new Float64Array(buffer, take(16 * binCount), 2 * binCount),
    sums: new Float64Array(buffer, take(72), 9),
  };
}

/** Puts triangles into the room, with what is nearest to their corners where that is given. */
export function takeTriangles(
  { positions, triangles }: Mesh,
  some: Uint32Array,
  nearests: Nearests | null,
  room: ProofRoom,
): void {
  const { corners, slots, distances } = room;
  for (let k = 0; k < some.length; k++) {
    const h = 3 * some[k];
    for (let n = 0; n < 3; n++) {
      const v = triangles[h + n];
      const o = 9 * k + 3 * n;
      corners[o] = positions[3 * v];
      corners[o + 1] = positions[3 * v + 1];
      corners[o + 2] = positions[3 * v + 2];
      if (nearests === null) continue;
      slots[3 * k + n] = nearests.slots[v];
      distances[3 * k + n] = nearests.distances[v];
    }
  }
}
