// Which shells of a mesh lie in which.
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import { type Shells, shellsOf } from './shells.js';
import { shellsAround } from './shells-around.js';
import { trees } from './trees.js';

export interface NestedShells extends Shells {
  /** A vertex of each shell, mm. */
  readonly places: readonly Vec3[];
  /** The shells around a place (mm), but for the one numbered `except`; exact. */
  around(place: Vec3, except?: number): readonly number[];
}

/** The mesh is closed, does not cross itself, and stays as it is. */
export function nestedShells(mesh: Mesh): NestedShells {
  const shells = shellsOf(mesh);
  const { positions, triangles } = mesh;
  const places = shells.all.map(({ first }): Vec3 => {
    const v = 3 * triangles[3 * first];
    return [positions[v], positions[v + 1], positions[v + 2]];
  });
  return {
    ...shells,
    places,
    around: ([x, y, z], except = -1) =>
      shellsAround(trees.of(mesh), shells.of, x, y, z).filter((shell) => shell !== except),
  };
}
