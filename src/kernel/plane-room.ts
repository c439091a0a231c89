// How thick a pin has room across a plane through a solid, point by point of the plane.
import type { BodyDistances } from './body-distances.js';
import type { Nearest } from './nearest-triangle.js';
import { type Axis, inPatient } from './plane-axes.js';
import type { Section } from './plane-section.js';
import { type Grid, gridAround, insideSection, pointOf } from './section-grid.js';

export interface PlaneRoom {
  readonly grid: Grid;
  /**
   * Per point, mm: the radius of the widest cylinder about an axis there that keeps to the material, 0 where it is less
   * than was asked for; and of one that keeps to the material or fills hollows, but stays inside of the outer surface.
   */
  readonly solid: Float32Array;
  readonly filled: Float32Array;
}

/** Between the points at which an axis' distance from the surface is looked up, mm. */
const spacing = 1;

/**
 * Axes reach from `below` mm below the plane to `above` mm above it. `least` mm: smaller radii don't matter. Of the
 * points between those that are looked at the distance is bounded, so that no wall can hide.
 */
export function planeRoom(
  distances: BodyDistances,
  section: Section,
  axis: Axis,
  at: number,
  step: number,
  below: number,
  above: number,
  least: number,
): PlaneRoom {
  const grid = gridAround(section, step);
  const inside = insideSection(section, grid);
  const solid = new Float32Array(inside.length);
  const filled = new Float32Array(inside.length);
  const radius = radiusAlong(axis, at, below, above, least);
  const { all, outer, hollowAt } = distances;
  for (let n = 0; n < inside.length; n++) {
    const [u, v] = pointOf(grid, n);
    if (inside[n] === 0 && (outer === null || !hollowAt(...inPatient(axis, u, v, at)))) continue;
    filled[n] = radius(outer ?? all, u, v);
    if (inside[n] === 1) solid[n] = outer === null ? filled[n] : filled[n] && radius(all, u, v);
  }
  return { grid, solid, filled };
}

function radiusAlong(
  axis: Axis,
  at: number,
  below: number,
  above: number,
  least: number,
): (nearest: Nearest, u: number, v: number) => number {
  const steps = Math.max(1, Math.ceil((below + above) / spacing));
  const apart = (below + above) / steps;
  const half = (apart / 2) ** 2;
  const needed = Math.sqrt(least ** 2 + half);
  const depths = Array.from({ length: steps + 1 }, (_, k) => at - below + k * apart);
  // From the plane outward: where there is no room, it is most often there.
  depths.sort((a, b) => Math.abs(a - at) - Math.abs(b - at));
  return (nearest, u, v) => {
    let most = Number.POSITIVE_INFINITY;
    let hint = -1;
    for (const depth of depths) {
      const [x, y, z] = inPatient(axis, u, v, depth);
      hint = nearest.slotAt(x, y, z, hint);
      most = Math.min(most, nearest.distance());
      if (most < needed) return 0;
    }
    return Math.sqrt(most ** 2 - half);
  };
}
