// The figures of all parts of a model taken together.
import type { MeshFacts } from '../core/facts.js';
import type { Vec3 } from '../core/grid.js';

/** What of a report this looks at. */
export interface Meshes {
  readonly parts: readonly { readonly mesh: MeshFacts }[];
  readonly shape: { readonly pieces: readonly { readonly mesh: MeshFacts }[] } | null;
}

/** Counts, volumes and areas are sums over the bodies that are written; the box holds all of them. Null without any. */
export function wholeModel({ parts, shape }: Meshes): MeshFacts | null {
  const [first, ...more] = (shape?.pieces ?? parts).map(({ mesh }) => mesh);
  return first === undefined ? null : more.reduce(together, first);
}

const sumOrNull = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b;

function together(a: MeshFacts, b: MeshFacts): MeshFacts {
  const three = (of: (axis: 0 | 1 | 2) => number): Vec3 => [of(0), of(1), of(2)];
  const min = three((axis) => Math.min(a.bounds.min[axis], b.bounds.min[axis]));
  const max = three((axis) => Math.max(a.bounds.max[axis], b.bounds.max[axis]));
  return {
    vertices: a.vertices + b.vertices,
    triangles: a.triangles + b.triangles,
    parts: a.parts + b.parts,
    genus: sumOrNull(a.genus, b.genus),
    closed: a.closed && b.closed,
    manifold: a.manifold && b.manifold,
    orientedOutward: a.orientedOutward && b.orientedOutward,
    openEdges: a.openEdges + b.openEdges,
    nonManifoldEdges: a.nonManifoldEdges + b.nonManifoldEdges,
    nonManifoldVertices: a.nonManifoldVertices + b.nonManifoldVertices,
    misorientedEdges: a.misorientedEdges + b.misorientedEdges,
    degenerateTriangles: a.degenerateTriangles + b.degenerateTriangles,
    duplicateTriangles: a.duplicateTriangles + b.duplicateTriangles,
    coincidentVertices: a.coincidentVertices + b.coincidentVertices,
    selfIntersections: sumOrNull(a.selfIntersections, b.selfIntersections),
    selfIntersectionPlaces: [...a.selfIntersectionPlaces, ...b.selfIntersectionPlaces],
    openEdgePlaces: [...a.openEdgePlaces, ...b.openEdgePlaces],
    bounds: { min, max },
    size: three((axis) => max[axis] - min[axis]),
    volume: a.volume + b.volume,
    area: a.area + b.area,
  };
}
