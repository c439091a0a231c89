// Which triangles of one surface are not proven to lie within a tolerance of another.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { type Corner, distanceBound } from './distance-bound.js';
import { nearestTriangle } from './nearest-triangle.js';
import { sharedMesh } from './shared-mesh.js';
import type { TargetSurface } from './target-surface.js';

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
  only?: Uint32Array,
  caps: Float32Array | null = null,
): Uint32Array {
  const { positions, triangles } = from;
  const nearest = nearestTriangle(target.tree);
  const boundOver = distanceBound(target, nearest);
  const slots = new Int32Array(positions.length / 3).fill(-1);
  const distances = new Float64Array(positions.length / 3);
  const cornerOf = (v: number, hint: number): Corner => {
    const [x, y, z] = [positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]];
    if (slots[v] < 0) {
      slots[v] = nearest.slotAt(x, y, z, hint);
      distances[v] = nearest.distance();
    }
    return { x, y, z, slot: slots[v], distance: distances[v] };
  };
  const found: number[] = [];
  const count = only === undefined ? triangles.length / 3 : only.length;
  let hint = -1;
  for (let k = 0; k < count; k++) {
    const t = only === undefined ? k : only[k];
    const [u, v, w] = triangles.subarray(3 * t, 3 * t + 3);
    const a = cornerOf(u, hint);
    const b = cornerOf(v, a.slot);
    const c = cornerOf(w, b.slot);
    hint = c.slot;
    const cap = caps === null ? tolerance : Math.min(tolerance, caps[u], caps[v], caps[w]);
    if (a.slot < 0 || !(boundOver(a, b, c, () => cap, mostCuts, cap, -1).bound <= cap)) found.push(t);
  }
  return Uint32Array.from(found).sort();
}
