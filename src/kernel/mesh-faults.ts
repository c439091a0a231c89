// Where a simplified surface is not what was promised: too far from its reference, or not a proper solid.
import type { Mesh } from '../core/mesh.js';
import { exceeding } from './exceeding.js';
import { selfIntersectionsNear } from './self-intersections.js';
import { type TargetSurface, targetSurface } from './target-surface.js';
import { topologyOf } from './topology.js';

export interface MeshFaults {
  /** Triangles of the mesh that are at fault, some perhaps twice. */
  readonly triangles: Uint32Array;
  /** Triangles of the reference that the mesh got too far from. */
  readonly missed: Uint32Array;
  readonly target: TargetSurface;
}

/**
 * Looks at the triangles `changed` of the mesh, the triangles `watched` of the reference, and the mesh's topology as a
 * whole. `tolerance` mm, both ways, proven over whole triangles.
 */
export function meshFaults(
  mesh: Mesh,
  reference: Mesh,
  referenceTarget: TargetSurface,
  tolerance: number,
  changed: Uint32Array,
  watched: Uint32Array,
): MeshFaults {
  const target = targetSurface(mesh);
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
  for (const f of selfIntersectionsNear(mesh, changed, target.tree)) found.push(f);
  for (const f of exceeding(mesh, reference, tolerance, referenceTarget, changed)) found.push(f);
  const missed = exceeding(reference, mesh, tolerance, target, watched);
  return { triangles: Uint32Array.from(found), missed, target };
}
