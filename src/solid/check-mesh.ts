// Whether a mesh is fit to print, in numbers.
import { UserError } from '../core/errors.js';
import type { MeshFacts } from '../core/facts.js';
import type { Vec3 } from '../core/grid.js';
import { boundsOf, type Mesh, signedVolume, surfaceArea, triangleCount, vertexCount } from '../core/mesh.js';
import { selfIntersections } from '../kernel/self-intersections.js';
import { shellsAround } from '../kernel/shells-around.js';
import { type Topology, topologyOf } from '../kernel/topology.js';
import { trees } from '../kernel/trees.js';
import { type TriangleTree, triangleTree } from '../kernel/triangle-tree.js';

/** Beyond so many, self-intersections are no longer counted. */
const mostIntersections = 1_000_000;
/** Pairs of neighbours that are looked at: some seconds of work, five times what sound meshes take for each triangle. */
const patienceOf = (triangles: number): number => 4e8 + 1000 * triangles;

/**
 * Judges and mends nothing. About 1.1 s per million triangles. Throws a UserError where a coordinate is not a number, a
 * triangle names a vertex that is not there, or all lie over each other; the caller knows the file's name. `closely`: false
 * leaves out self-intersections and whether shells lie in one another.
 */
export function checkMesh(mesh: Mesh, closely = true): MeshFacts {
  refuseNonsense(mesh);
  const topology = topologyOf(mesh);
  const found = closely ? crossingsIn(mesh) : null;
  const bounds = boundsOf(mesh);
  const { min, max } = bounds;
  return {
    vertices: vertexCount(mesh),
    triangles: triangleCount(mesh),
    parts: topology.components.length,
    genus: topology.genus,
    closed: topology.openEdges.count === 0,
    manifold: topology.nonManifoldEdges.count === 0 && topology.nonManifoldVertices.count === 0,
    orientedOutward: facesOutward(mesh, topology, found),
    openEdges: topology.openEdges.count,
    nonManifoldEdges: topology.nonManifoldEdges.count,
    nonManifoldVertices: topology.nonManifoldVertices.count,
    misorientedEdges: topology.misorientedEdges.count,
    degenerateTriangles: topology.degenerateTriangles.count,
    duplicateTriangles: topology.duplicateTriangles.count,
    coincidentVertices: topology.coincidentVertices.count,
    selfIntersections: found && found.crossing.length / 2,
    selfIntersectionPlaces: found === null ? [] : placesOfPairs(mesh, found.crossing),
    openEdgePlaces: topology.openEdges.places,
    bounds,
    size: [max[0] - min[0], max[1] - min[1], max[2] - min[2]],
    volume: signedVolume(mesh),
    area: surfaceArea(mesh),
  };
}

interface Crossings {
  readonly tree: TriangleTree;
  /** Pairs of triangles. */
  readonly crossing: Uint32Array;
}

function crossingsIn(mesh: Mesh): Crossings {
  const tree = treeOf(mesh);
  return {
    tree,
    crossing: selfIntersections(mesh, mostIntersections, tree, patienceOf(triangleCount(mesh))),
  };
}

/** The one that is there, if the mesh has not been changed since. */
function treeOf(mesh: Mesh): TriangleTree {
  const tree = trees.known(mesh);
  return tree !== null && holds(tree, mesh) ? tree : triangleTree(mesh);
}

function holds({ order, corners }: TriangleTree, { positions, triangles }: Mesh): boolean {
  if (9 * order.length !== 3 * triangles.length) return false;
  for (let s = 0; s < order.length; s++)
    for (let k = 0; k < 3; k++) {
      const v = 3 * triangles[3 * order[s] + k];
      const o = 9 * s + 3 * k;
      if (corners[o] !== positions[v] || corners[o + 1] !== positions[v + 1]) return false;
      if (corners[o + 2] !== positions[v + 2]) return false;
    }
  return true;
}

function refuseNonsense({ positions, triangles }: Mesh): void {
  const wrong = positions.findIndex((x) => !Number.isFinite(x));
  if (wrong >= 0)
    throw new UserError(
      `Vertex ${Math.floor(wrong / 3)} has a coordinate that is not a finite number.`,
      'Export the mesh again from the program that made it.',
    );
  const missing = triangles.findIndex((v) => v >= positions.length / 3);
  if (missing >= 0)
    throw new UserError(
      `Triangle ${Math.floor(missing / 3)} names vertex ${triangles[missing]}, but there are ${positions.length / 3}.`,
      'Export the mesh again from the program that made it.',
    );
}

/**
 * Outer shells enclose a positive volume, cavities (shells inside an odd number of others) a negative one. Shells that
 * cross each other are not inside one another. Open meshes are judged by their edges and volume alone.
 */
function facesOutward(mesh: Mesh, topology: Topology, found: Crossings | null): boolean {
  const { components, componentOf } = topology;
  if (topology.misorientedEdges.count > 0 || !(signedVolume(mesh) > 0)) return false;
  if (topology.openEdges.count > 0 || topology.nonManifoldEdges.count > 0) return true;
  if (found === null) return true;
  const { tree, crossing } = found;
  const tangled = tangledShells(componentOf, components.length, crossing);
  return components.every((component, c) => {
    const v = 3 * mesh.triangles[3 * component.first];
    const [x, y, z] = [mesh.positions[v], mesh.positions[v + 1], mesh.positions[v + 2]];
    const around = shellsAround(tree, componentOf, x, y, z).filter(
      (other) => other !== c && !tangled.has(other * components.length + c),
    );
    return around.length % 2 === 0 ? component.volume > 0 : component.volume < 0;
  });
}

/** Pairs of shells that cross, as first · count + second, both ways round. */
function tangledShells(shellOf: Int32Array, count: number, crossing: Uint32Array): ReadonlySet<number> {
  const tangled = new Set<number>();
  for (let k = 0; k < crossing.length; k += 2) {
    const [a, b] = [shellOf[crossing[k]], shellOf[crossing[k + 1]]];
    if (a === b) continue;
    tangled.add(a * count + b);
    tangled.add(b * count + a);
  }
  return tangled;
}

/** Between the middles of the first ten pairs of triangles, mm. */
function placesOfPairs({ positions, triangles }: Mesh, pairs: Uint32Array): readonly Vec3[] {
  const places: Vec3[] = [];
  for (let k = 0; k < Math.min(20, pairs.length); k += 2) {
    const corners = [pairs[k], pairs[k + 1]].flatMap((t) => [...triangles.subarray(3 * t, 3 * t + 3)]);
    const mean = (x: number): number => corners.reduce((sum, v) => sum + positions[3 * v + x], 0) / 6;
    places.push([mean(0), mean(1), mean(2)]);
  }
  return places;
}
