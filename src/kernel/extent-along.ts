// How far a set of points reaches along a direction.
import type { Vec3 } from '../core/grid.js';

/** Lowest and highest, mm if the direction has length 1. */
export type Extent = readonly [number, number];

/** positions: x, y, z per point. Of none: from infinity to minus infinity. */
export function extentAlong(positions: Float32Array, [x, y, z]: Vec3): Extent {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let v = 0; v < positions.length; v += 3) {
    const height = x * positions[v] + y * positions[v + 1] + z * positions[v + 2];
    if (height < low) low = height;
    if (height > high) high = height;
  }
  return [low, high];
}
