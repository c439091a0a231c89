// The place in a solid that is farthest from its surface: how thick it is at most.
import type { Vec3 } from '../core/grid.js';
import { signedDistance } from './signed-distance.js';
import type { TargetSurface } from './target-surface.js';

export interface Deepest {
  readonly place: Vec3;
  /** mm to the surface. */
  readonly depth: number;
}

/** mm: nothing is looked for that is deeper by less. */
const closeEnough = 0.02;
/** Boxes that are halved: of a plate as many as one likes are as deep. */
const mostBoxes = 256;

/** By halving boxes, the deepest of those that may hold something deeper. Where very many may, some place may be deeper still. */
export function deepestInside(target: TargetSurface): Deepest {
  const distance = signedDistance(target);
  const [x0, y0, z0, x1, y1, z1] = target.tree.boxes;
  const half = Math.max(x1 - x0, y1 - y0, z1 - z0) / 2;
  let best: Deepest = { place: [x0, y0, z0], depth: 0 };
  let boxes: readonly Vec3[] = [[(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2]];
  for (let size = half; boxes.length > 0; size /= 2) {
    const found = boxes.map((place) => ({ place, depth: -distance(...place) }));
    for (const one of found) if (one.depth > best.depth) best = one;
    const reach = Math.sqrt(3) * size;
    boxes = found
      .filter(({ depth }) => depth + reach > best.depth + closeEnough)
      .sort((a, b) => b.depth - a.depth)
      .slice(0, mostBoxes)
      .flatMap(({ place }) => eighths(place, size / 2));
  }
  return best;
}

const eighths = ([x, y, z]: Vec3, by: number): readonly Vec3[] =>
  [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [
    x + (n & 1 ? by : -by),
    y + (n & 2 ? by : -by),
    z + (n & 4 ? by : -by),
  ]);
