// How the triangles of a mesh hang together, and every place where they don't as a solid's must.
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import { degenerateTriangles } from './degenerate-triangles.js';
import { type Edges, edgesOf, nextOf, previousOf } from './edges.js';
import { placesOf } from './places.js';

/** All faults of one kind. `at`: half-edges (3·t + k), vertices or triangles, in order; `places`: the first ten, mm. */
export interface Faults {
  readonly count: number;
  readonly at: Uint32Array;
  readonly places: readonly Vec3[];
}

/** Triangles joined through shared edges (a shared vertex alone does not join). */
export interface Component {
  readonly triangles: number;
  /** The lowest triangle of it. */
  readonly first: number;
  /** Signed, mm³; meaningless where the component is open. */
  readonly volume: number;
}

/** Triangles with a repeated vertex count as degenerate and take no part in anything else. */
export interface Topology {
  /** Edges of one triangle (half-edges). */
  readonly openEdges: Faults;
  /** Edges of more than two triangles (one half-edge each). */
  readonly nonManifoldEdges: Faults;
  /** Edges whose two triangles run the same way (one half-edge each). */
  readonly misorientedEdges: Faults;
  /** Vertices whose triangles are not one fan, open or closed. */
  readonly nonManifoldVertices: Faults;
  /** Triangles over the same three vertices as a lower one, however turned. */
  readonly duplicateTriangles: Faults;
  /** Triangles with a repeated vertex or of exactly no area. */
  readonly degenerateTriangles: Faults;
  /** Vertices at exactly the place of a lower one: what a weld would take away. */
  readonly coincidentVertices: Faults;
  /** Vertices of no triangle. */
  readonly unusedVertices: number;
  /** In the order of their first triangles. */
  readonly components: readonly Component[];
  /** Triangle → component; −1 for a triangle with a repeated vertex. */
  readonly componentOf: Int32Array;
  /** Used vertices − edges + triangles. */
  readonly euler: number;
  /** Handles over all components; null unless closed, manifold and consistently oriented. */
  readonly genus: number | null;
}

/** Linear in the mesh: 0.3 s per million triangles. Indices must be in range, positions finite. */
export function topologyOf(mesh: Mesh): Topology {
  const { positions, triangles } = mesh;
  const vertices = positions.length / 3;
  const edges = edgesOf(triangles, vertices);
  const { open, crowded, same } = edgeFaults(edges, triangles);
  const degenerate = degenerateTriangles(mesh);
  const corners = cornersPerVertex(triangles, vertices);
  const pinched = pinchedVertices(edges, triangles, corners, crowded);
  const { first } = placesOf(positions);
  const coincident: number[] = [];
  for (let v = 0; v < vertices; v++) if (first[v] !== v) coincident.push(v);
  const { componentOf, components } = componentsOf(mesh, edges);
  let used = 0;
  for (let v = 0; v < vertices; v++) if (corners[v] > 0) used++;
  const euler = used - edges.count + edges.order.length / 3;
  const sound = open.length + crowded.length + same.length + pinched.length === 0;
  const middle = (h: number): Vec3 => mean(positions, [triangles[h], triangles[nextOf(h)]]);
  const centre = (t: number): Vec3 => mean(positions, [...triangles.subarray(3 * t, 3 * t + 3)]);
  const place = (v: number): Vec3 => mean(positions, [v]);
  return {
    openEdges: faults(open, middle),
    nonManifoldEdges: faults(crowded, middle),
    misorientedEdges: faults(same, middle),
    nonManifoldVertices: faults(pinched, place),
    duplicateTriangles: faults(duplicateTriangles(edges, triangles), centre),
    degenerateTriangles: faults(degenerate, centre),
    coincidentVertices: faults(coincident, place),
    unusedVertices: vertices - used,
    components,
    componentOf,
    euler,
    genus: sound ? components.length - euler / 2 : null,
  };
}

function faults(at: readonly number[], where: (element: number) => Vec3): Faults {
  return { count: at.length, at: Uint32Array.from(at), places: at.slice(0, 10).map(where) };
}

function mean(p: Float32Array, vertices: readonly number[]): Vec3 {
  const at = (x: number): number => vertices.reduce((sum, v) => sum + p[3 * v + x], 0) / vertices.length;
  return [at(0), at(1), at(2)];
}

function edgeFaults({ order, start, count }: Edges, triangles: Uint32Array) {
  const open: number[] = [];
  const crowded: number[] = [];
  const same: number[] = [];
  for (let e = 0; e < count; e++) {
    const h = order[start[e]];
    const sides = start[e + 1] - start[e];
    if (sides === 1) open.push(h);
    else if (sides > 2) crowded.push(h);
    else if (triangles[h] === triangles[order[start[e] + 1]]) same.push(h);
  }
  return { open, crowded, same };
}

/** Seen from the edge of its two lowest vertices, a triangle's copies are those with the same third vertex. */
function duplicateTriangles({ order, start, count }: Edges, triangles: Uint32Array): number[] {
  const found: number[] = [];
  const isLast = (h: number): boolean => {
    const third = triangles[previousOf(h)];
    return third > triangles[h] && third > triangles[nextOf(h)];
  };
  for (let e = 0; e < count; e++) {
    const sides = start[e + 1] - start[e];
    if (sides < 2) continue;
    const h = order[start[e]];
    const g = order[start[e] + 1];
    if (sides === 2) {
      if (triangles[previousOf(h)] === triangles[previousOf(g)] && isLast(h)) found.push((g / 3) | 0);
      continue;
    }
    const seen = new Set<number>();
    for (const half of order.subarray(start[e], start[e + 1])) {
      if (!isLast(half)) continue;
      const third = triangles[previousOf(half)];
      if (seen.has(third)) found.push((half / 3) | 0);
      seen.add(third);
    }
  }
  return found.sort((a, b) => a - b);
}

function cornersPerVertex(triangles: Uint32Array, vertices: number): Uint32Array {
  const corners = new Uint32Array(vertices);
  for (let h = 0; h < triangles.length; h += 3) {
    const a = triangles[h];
    const b = triangles[h + 1];
    const c = triangles[h + 2];
    if (a === b || b === c || c === a) continue;
    corners[a]++;
    corners[b]++;
    corners[c]++;
  }
  return corners;
}

/** Walks once round each vertex, from one triangle to the next; what the walk does not meet belongs to another fan. */
function pinchedVertices(
  { order, twin }: Edges,
  triangles: Uint32Array,
  corners: Uint32Array,
  crowded: readonly number[],
): number[] {
  const done = new Uint8Array(corners.length);
  const found: number[] = [];
  const report = (v: number): void => {
    if (done[v] !== 2) found.push(v);
    done[v] = 2;
  };
  for (const h of crowded) {
    report(triangles[h]);
    report(triangles[nextOf(h)]);
  }
  for (let i = 0; i < order.length; i++) {
    const h = order[i];
    const v = triangles[h];
    if (done[v] !== 0) continue;
    done[v] = 1;
    let met = 1;
    let back = false;
    for (const way of [h, previousOf(h)]) {
      let leave = way;
      for (let g = twin[leave]; g >= 0 && !back; g = twin[leave]) {
        const corner = triangles[g] === v ? g : nextOf(g);
        leave = corner === g ? previousOf(g) : corner;
        if (corner === h) back = true;
        else met++;
      }
      if (back) break;
    }
    if (met < corners[v]) report(v);
  }
  return found.sort((a, b) => a - b);
}

/** The components and which each triangle belongs to: see Topology. `edges` are those of the mesh. */
export function componentsOf(
  { positions, triangles }: Mesh,
  { order, start, count }: Edges,
): Pick<Topology, 'components' | 'componentOf'> {
  const n = triangles.length / 3;
  const parent = new Int32Array(n).fill(-1);
  for (let i = 0; i < order.length; i++) {
    const t = (order[i] / 3) | 0;
    parent[t] = t;
  }
  const root = (t: number): number => {
    let r = t;
    while (parent[r] !== r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  };
  for (let e = 0; e < count; e++) {
    let a = root((order[start[e]] / 3) | 0);
    for (let i = start[e] + 1; i < start[e + 1]; i++) {
      const b = root((order[i] / 3) | 0);
      if (b > a) parent[b] = a;
      else if (b < a) {
        parent[a] = b;
        a = b;
      }
    }
  }
  const componentOf = new Int32Array(n).fill(-1);
  const firsts: number[] = [];
  for (let t = 0; t < n; t++) {
    if (parent[t] < 0) continue;
    const r = root(t);
    if (r === t) firsts.push(t);
    componentOf[t] = r === t ? firsts.length - 1 : componentOf[r];
  }
  const sizes = new Uint32Array(firsts.length);
  const sixfold = new Float64Array(firsts.length);
  for (let t = 0; t < n; t++) {
    const c = componentOf[t];
    if (c < 0) continue;
    sizes[c]++;
    sixfold[c] += sixfoldWedge(positions, triangles, 3 * t, triangles[3 * firsts[c]]);
  }
  const component = (first: number, c: number): Component => ({
    triangles: sizes[c],
    first,
    volume: sixfold[c] / 6,
  });
  return { componentOf, components: firsts.map(component) };
}

/** Six times the signed volume between vertex o and the triangle at h, mm³. */
function sixfoldWedge(p: Float32Array, triangles: Uint32Array, h: number, o: number): number {
  const x = p[3 * o];
  const y = p[3 * o + 1];
  const z = p[3 * o + 2];
  const a = 3 * triangles[h];
  const b = 3 * triangles[h + 1];
  const c = 3 * triangles[h + 2];
  const bx = p[b] - x;
  const by = p[b + 1] - y;
  const bz = p[b + 2] - z;
  const cx = p[c] - x;
  const cy = p[c + 1] - y;
  const cz = p[c + 2] - z;
  return (
    (p[a] - x) * (by * cz - bz * cy) +
    (p[a + 1] - y) * (bz * cx - bx * cz) +
    (p[a + 2] - z) * (bx * cy - by * cx)
  );
}
