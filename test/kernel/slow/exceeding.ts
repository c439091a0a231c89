// Which triangles of one surface are not proven to lie within a tolerance of another. In plain JavaScript: the oracle of exceeding.ts.
import type { Mesh } from '../../../src/core/mesh.js';
import type { TargetSurface } from '../../../src/kernel/target-surface.js';
import { type Corner, distanceBound } from './distance-bound.js';
import { nearestTriangle } from './nearest-triangle.js';

/** Cuts spent on one piece of a triangle before it is given up. */
const mostCuts = 200;

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
