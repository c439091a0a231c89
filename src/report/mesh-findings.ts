// What the figures of the finished mesh say against printing it.
import type { Finding } from '../core/errors.js';
import type { LedgerRow, MeshFacts } from '../core/facts.js';
import type { Vec3 } from '../core/grid.js';
import { numberText } from './number-text.js';
import { worseWay } from './worse-way.js';

// A bound is a float sum of proven parts: a nanometre above the tolerance is rounding.
const slack = 1e-6;

/** One failure for each fault of the mesh, and one if the finished surface is not proven to lie within the tolerance. */
export function meshFindings(
  mesh: MeshFacts,
  ledger: readonly LedgerRow[],
  tolerance: number,
): readonly Finding[] {
  const found: Finding[] = [];
  const fault = (code: string, wrong: boolean, message: string, places?: readonly Vec3[]): void => {
    if (wrong) found.push({ severity: 'failure', code, message, ...(places?.length ? { places } : {}) });
  };
  const counted = (code: string, n: number, what: string, places?: readonly Vec3[]): void =>
    fault(code, n > 0, `${numberText(n)} ${what}.`, places);

  fault('mesh-empty', mesh.triangles === 0, 'The model has no triangle.');
  counted('open-edges', mesh.openEdges, 'edges of the surface are open', mesh.openEdgePlaces);
  counted('non-manifold-edges', mesh.nonManifoldEdges, 'edges have more than two triangles');
  counted('non-manifold-vertices', mesh.nonManifoldVertices, 'vertices join sheets that only touch there');
  counted('misoriented-edges', mesh.misorientedEdges, 'edges have neighbours of opposite orientation');
  counted('degenerate-triangles', mesh.degenerateTriangles, 'triangles have no area');
  counted('duplicate-triangles', mesh.duplicateTriangles, 'triangles are there twice');
  counted('coincident-vertices', mesh.coincidentVertices, 'vertices share their place with another');
  counted(
    'self-intersections',
    mesh.selfIntersections ?? 0,
    'pairs of triangles pass through each other',
    mesh.selfIntersectionPlaces,
  );
  const silent = found.length === 0;
  fault('not-closed', silent && !mesh.closed, 'The surface is not closed.');
  fault('not-manifold', silent && !mesh.manifold, 'The surface is not a manifold.');
  fault('inside-out', silent && !mesh.orientedOutward, 'The triangles do not all face outward.');

  const last = ledger.at(-1);
  if (last === undefined) return found;
  const worst = worseWay(last, 'bound');
  const { bound } = worst;
  fault(
    'tolerance',
    !(bound <= tolerance + slack),
    `The finished surface may lie up to ${numberText(bound, 3)} mm from the reference surface; the tolerance is ${numberText(tolerance, 3)} mm.`,
    [worst.worstPlace],
  );
  return found;
}
