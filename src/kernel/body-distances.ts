// How far points are from a body's surface, and from that of it which is no wall of a hollow.
import type { Mesh } from '../core/mesh.js';
import { type Body, originNumber } from '../core/print-model.js';
import { type Nearest, nearestTriangle } from './nearest-triangle.js';
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
