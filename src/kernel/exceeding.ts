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
}

const trianglesPerJob = 1 << 17;

/** `exceeding`, spread over the threads. */
export async function exceedingOf(
  from: Mesh,
  target: TargetSurface,
  tolerance: number,
  only: Uint32Array,
  { each }: Pick<Context, 'each'>,
): Promise<Uint32Array> {
  const mesh = sharedMesh(from);
  const jobs: ExceedingJob[] = [];
  for (let n = 0; n < only.length; n += trianglesPerJob)
    jobs.push({ from: mesh, target, tolerance, only: only.slice(n, n + trianglesPerJob) });
  const parts = await each('exceedingPart', jobs);
  return Uint32Array.from(parts.flatMap((part) => [...part])).sort();
}

/** One job of `exceedingOf`. */
export const exceedingPart = ({ from, target, tolerance, only }: ExceedingJob): Uint32Array =>
  exceeding(from, tolerance, target, only);

/**
 * Triangles of `from`, ascending, of which some point is farther than `tolerance` (mm) from `target`, or could not be
 * proven not to be. All others lie within wholly, not just at their corners. `only`: judge these triangles alone.
 */
export function exceeding(
  from: Mesh,
  tolerance: number,
  target: TargetSurface,
  only?: Uint32Array,
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
  const enough = (): number => tolerance;
  const found: number[] = [];
  const count = only === undefined ? triangles.length / 3 : only.length;
  let hint = -1;
  for (let k = 0; k < count; k++) {
    const t = only === undefined ? k : only[k];
    const a = cornerOf(triangles[3 * t], hint);
    const b = cornerOf(triangles[3 * t + 1], a.slot);
    const c = cornerOf(triangles[3 * t + 2], b.slot);
    hint = c.slot;
    if (a.slot < 0 || !(boundOver(a, b, c, enough, mostCuts, tolerance, -1).bound <= tolerance))
      found.push(t);
  }
  return Uint32Array.from(found).sort();
}
