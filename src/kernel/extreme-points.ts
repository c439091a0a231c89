// The few vertices that lie outermost in many directions: they stand for all where only extents matter.
import { sphereDirections } from './sphere-directions.js';

/** Between two directions, a round body of 100 mm may reach this much farther than the points tell: 0.1 mm. */
const directionCount = 800;
const block = 4096;

/** Three numbers a point, mm, each once; in the order of the vertices. 0.5 s per million vertices. */
export function extremePoints(positions: Float32Array): Float64Array {
  const directions = Float64Array.from(sphereDirections(directionCount).flat());
  const best = new Float64Array(directionCount).fill(Number.NEGATIVE_INFINITY);
  const at = new Int32Array(directionCount).fill(-1);
  for (let from = 0; from < positions.length; from += 3 * block) {
    const end = Math.min(positions.length, from + 3 * block);
    for (let d = 0; d < directionCount; d++) {
      const [x, y, z] = [directions[3 * d], directions[3 * d + 1], directions[3 * d + 2]];
      let most = best[d];
      let where = at[d];
      for (let v = from; v < end; v += 3) {
        const out = x * positions[v] + y * positions[v + 1] + z * positions[v + 2];
        if (out > most) {
          most = out;
          where = v;
        }
      }
      best[d] = most;
      at[d] = where;
    }
  }
  const found = [...new Set(at)].filter((v) => v >= 0).sort((a, b) => a - b);
  return Float64Array.from(found.flatMap((v) => [positions[v], positions[v + 1], positions[v + 2]]));
}
