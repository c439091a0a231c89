// The trees of meshes that do not change any more, each made once however many look into it.
import type { Mesh } from '../core/mesh.js';
import { type TriangleTree, triangleTree } from './triangle-tree.js';

const known = new WeakMap<Mesh, TriangleTree>();

export const trees = {
  /** Made where it is not known yet. */
  of(mesh: Mesh): TriangleTree {
    const tree = known.get(mesh) ?? triangleTree(mesh);
    known.set(mesh, tree);
    return tree;
  },
  /** Null where none was made in this thread. */
  known: (mesh: Mesh): TriangleTree | null => known.get(mesh) ?? null,
  /** From now on the mesh stays as it was when the tree was made. */
  keep(mesh: Mesh, tree: TriangleTree): void {
    known.set(mesh, tree);
  },
};
