// Which part a point was taken on: the one with the vertex next to it.
import type { Vec3 } from '../core/grid.js';

/** The number of the surface (x, y, z a vertex); 0 if none has a vertex. Some ms for a million vertices. */
export function nearestPart(surfaces: readonly Float32Array[], [x, y, z]: Vec3): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [part, p] of surfaces.entries())
    for (let v = 0; v < p.length; v += 3) {
      const away = (p[v] - x) ** 2 + (p[v + 1] - y) ** 2 + (p[v + 2] - z) ** 2;
      if (away >= least) continue;
      least = away;
      best = part;
    }
  return best;
}
