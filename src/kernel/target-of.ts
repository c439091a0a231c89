// The target surface of a mesh, made once however often it is measured against.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { sharedMesh } from './shared-mesh.js';
import type { TargetSurface } from './target-surface.js';
import { trees } from './trees.js';

const known = new WeakMap<Mesh, Promise<TargetSurface>>();

/** The mesh must not change afterwards. A thread of its own makes it, where there is one. */
export function targetOf(mesh: Mesh, { each }: Pick<Context, 'each'>): Promise<TargetSurface> {
  const before = known.get(mesh);
  if (before !== undefined) return before;
  const made = each('targetSurface', [{ ...sharedMesh(mesh), tree: trees.known(mesh) }]).then(([target]) => {
    trees.keep(mesh, target.tree);
    return target;
  });
  // Who waits for it hears of a failure; nobody need be waiting yet.
  made.catch(() => known.delete(mesh));
  known.set(mesh, made);
  return made;
}
