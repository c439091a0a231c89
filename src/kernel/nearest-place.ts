// The point of a surface that is nearest to a given one, and which way the surface faces there.
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import { cross, minus, unit } from '../core/vec3.js';
import { nearestTriangle } from './nearest-triangle.js';
import { type Foot, pointToTriangle } from './point-to-triangle.js';
import { triangleTree } from './triangle-tree.js';

export interface SurfacePlace {
  readonly place: Vec3;
  /** Outward normal of the triangle there, a unit vector. */
  readonly out: Vec3;
}

/** The mesh has a triangle, at least. */
export function nearestPlace(mesh: Mesh, [x, y, z]: Vec3): SurfacePlace {
  const { positions, triangles } = mesh;
  const tree = triangleTree(mesh);
  const t = 3 * tree.order[nearestTriangle(tree).slotAt(x, y, z, -1)];
  const foot: Foot = { second: 0, third: 0 };
  pointToTriangle(positions, triangles, t, x, y, z, foot);
  const corner = (k: number): Vec3 => {
    const v = 3 * triangles[t + k];
    return [positions[v], positions[v + 1], positions[v + 2]];
  };
  const [a, b, c] = [corner(0), corner(1), corner(2)];
  const at = (d: 0 | 1 | 2): number => a[d] + foot.second * (b[d] - a[d]) + foot.third * (c[d] - a[d]);
  return { place: [at(0), at(1), at(2)], out: unit(cross(minus(b, a), minus(c, a))) };
}
