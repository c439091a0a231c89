// The few vertices that lie outermost in many directions: they stand for all where only extents matter.
import { sphereDirections } from './sphere-directions.js';

/** Between two directions, a round body of 100 mm may reach this much farther than the points tell: 0.1 mm. */
const directionCount = 800;
/** Vertices that follow each other lie near each other: where all of them are too far in, none is looked at. */
const block = 128;

/** Three numbers a point, mm, each once; in the order of the vertices. */
export function extremePoints(positions: Float32Array): Float64Array {
  const directions = Float64Array.from(sphereDirections(directionCount).flat());
  const best = new Float64Array(directionCount).fill(Number.NEGATIVE_INFINITY);
  const at = new Int32Array(directionCount).fill(-1);
  for (let from = 0; from < positions.length; from += 3 * block) {
    const end = Math.min(positions.length, from + 3 * block);
    const [cx, cy, cz, radius] = ballAround(positions, from, end);
    for (let d = 0; d < directionCount; d++) {
      const [x, y, z] = [directions[3 * d], directions[3 * d + 1], directions[3 * d + 2]];
      let most = best[d];
      if (x * cx + y * cy + z * cz + radius <= most) continue;
      for (let v = from; v < end; v += 3) {
        const out = x * positions[v] + y * positions[v + 1] + z * positions[v + 2];
        if (out <= most) continue;
        most = out;
        at[d] = v;
      }
      best[d] = most;
    }
  }
  const found = [...new Set(at)].filter((v) => v >= 0).sort((a, b) => a - b);
  return Float64Array.from(found.flatMap((v) => [positions[v], positions[v + 1], positions[v + 2]]));
}

/** Middle and radius of a ball around the box of these vertices, a little wider than that. */
function ballAround(p: Float32Array, from: number, end: number): readonly [number, number, number, number] {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let v = from; v < end; v += 3)
    for (let d = 0; d < 3; d++) {
      low[d] = Math.min(low[d], p[v + d]);
      high[d] = Math.max(high[d], p[v + d]);
    }
  const half = Math.hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]) / 2;
  return [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2, 1.000001 * half + 1e-9];
}
