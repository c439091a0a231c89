// How thick a pin has room across a plane through a solid, point by point of the plane.
import type { Mesh } from '../core/mesh.js';
import { type Body, originNumber } from '../core/print-model.js';
import { type Nearest, nearestTriangle } from './nearest-triangle.js';
import { type Axis, type Grid, gridAround, insideSection, planeAxes, type Section } from './plane-section.js';
import { triangleTree } from './triangle-tree.js';

/** Looks up distances to a body's surface. */
export interface BodyDistances {
  /** To all of it. */
  readonly all: Nearest;
  /** To all but the walls of hollows; null where there are none. */
  readonly outer: Nearest | null;
  /** Whether the surface nearest to the point is the wall of a hollow. */
  hollowAt(x: number, y: number, z: number): boolean;
}

export function bodyDistances({ mesh, origin }: Body): BodyDistances {
  const tree = triangleTree(mesh);
  const all = nearestTriangle(tree);
  const inside = originNumber('inside');
  const hollow = origin.includes(inside) && origin.some((o) => o !== inside);
  return {
    all,
    outer: hollow ? nearestTriangle(triangleTree(without(mesh, origin, inside))) : null,
    hollowAt: (x, y, z) => hollow && origin[tree.order[all.slotAt(x, y, z, -1)]] === inside,
  };
}

const without = ({ positions, triangles }: Mesh, origin: Uint8Array, left: number): Mesh => ({
  positions,
  triangles: triangles.filter((_, h) => origin[Math.floor(h / 3)] !== left),
});

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

/** u, v of a point of the grid, mm. */
export const pointOf = ({ u, v, step, columns }: Grid, n: number): readonly [number, number] => [
  u + (n % columns) * step,
  v + Math.floor(n / columns) * step,
];

/** x, y, z of the point u, v, w of a plane's own axes. */
export function inPatient(axis: Axis, u: number, v: number, w: number): [number, number, number] {
  const point: [number, number, number] = [0, 0, 0];
  const [first, second] = planeAxes(axis);
  point[first] = u;
  point[second] = v;
  point[axis] = w;
  return point;
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
