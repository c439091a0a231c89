// Where a simplified surface is not what was promised: too far from its reference, or not a proper solid.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { exceedingOf } from './exceeding.js';
import { crossingsOf } from './self-intersections.js';
import { targetOf } from './target-of.js';
import type { TargetSurface } from './target-surface.js';
import { topologyOf } from './topology.js';

/** A surface to be kept near, and how near, mm. */
export interface Promised {
  readonly reference: Mesh;
  readonly tolerance: number;
  /** How far each vertex of the reference may be missed, where that is less than the tolerance, mm. */
  readonly caps: Float32Array | null;
}

export interface MeshFaults {
  /** Triangles of the mesh that are at fault, some perhaps twice. */
  readonly triangles: Uint32Array;
  /** Triangles of the reference that the mesh got too far from. */
  readonly missed: Uint32Array;
  readonly target: TargetSurface;
}

/**
 * Looks at the triangles `changed` of the mesh, the triangles `watched` of the reference, and the mesh's topology as a
 * whole. The distances are proven both ways, over whole triangles.
 */
export async function meshFaults(
  mesh: Mesh,
  { reference, tolerance, caps }: Promised,
  changed: Uint32Array,
  watched: Uint32Array,
  context: Pick<Context, 'each'>,
): Promise<MeshFaults> {
  const target = await targetOf(mesh, context);
  const [crossings, far, missed] = await Promise.all([
    crossingsOf(mesh, target.tree, changed, context),
    exceedingOf(mesh, await targetOf(reference, context), tolerance, changed, context),
    exceedingOf(reference, target, tolerance, watched, context, caps),
  ]);
  const t = mesh.triangles;
  const found: number[] = [];
  const topology = topologyOf(mesh);
  const coincident = new Set(topology.coincidentVertices.at);
  const pinched = new Set(topology.nonManifoldVertices.at);
  for (let h = 0; h < t.length; h++)
    if (coincident.has(t[h]) || pinched.has(t[h])) found.push(Math.floor(h / 3));
  for (const faults of [topology.openEdges, topology.nonManifoldEdges, topology.misorientedEdges])
    for (const h of faults.at) found.push(Math.floor(h / 3));
  for (const faults of [topology.degenerateTriangles, topology.duplicateTriangles])
    for (const f of faults.at) found.push(f);
  for (const f of crossings) found.push(f);
  for (const f of far) found.push(f);
  return { triangles: Uint32Array.from(found), missed, target };
}
