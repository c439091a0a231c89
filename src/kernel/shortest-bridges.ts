// Where the pieces of a body come nearest to each other: the least lengths of bridges that join all of them.
// R. C. Prim, Shortest Connection Networks and Some Generalizations, 1957.
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import { cross, lengthOf, minus, plus, scaled } from '../core/vec3.js';
import { type Nearest, nearestTriangle } from './nearest-triangle.js';
import { type Foot, pointToTriangle } from './point-to-triangle.js';
import type { SolidPieces } from './solid-pieces.js';
import { type TriangleTree, triangleTree } from './triangle-tree.js';

export interface Bridge {
  /** Points on the two surfaces, mm. The first lies on what is joined to the largest piece already. */
  readonly from: Vec3;
  readonly to: Vec3;
  /** mm. */
  readonly length: number;
  /** The piece that it joins. */
  readonly piece: number;
  /** Out of the surface at `from`, of length 1. */
  readonly out: Vec3;
}

interface Surface {
  readonly tree: TriangleTree;
  readonly nearest: Nearest;
}

/** One fewer than there are pieces, the nearest first. Of each pair of pieces the bridge is the shortest from a vertex, and shorter. */
export function shortestBridges(mesh: Mesh, { pieceOf, volumes }: SolidPieces): readonly Bridge[] {
  const start = volumes.reduce((best, volume, n) => (volume > volumes[best] ? n : best), 0);
  const best: (Bridge | null)[] = volumes.map(() => null);
  const points = volumes.map((_, n) => (n === start ? [] : verticesOf(mesh, pieceOf, n)));
  const joined = new Set([start]);
  const bridges: Bridge[] = [];
  const surfaces = new Map<number, Surface>();
  const surfaceOf = (n: number): Surface => {
    const known = surfaces.get(n);
    if (known !== undefined) return known;
    const tree = triangleTree(pieceMesh(mesh, pieceOf, n));
    const made = { tree, nearest: nearestTriangle(tree) };
    surfaces.set(n, made);
    return made;
  };
  const hear = (from: Surface): void => {
    for (const [n, own] of points.entries()) {
      if (joined.has(n)) continue;
      const least = best[n]?.length ?? Number.POSITIVE_INFINITY;
      const found = fromVertices(mesh, own, from, least);
      if (found !== null) best[n] = { ...shortened(found, from, surfaceOf(n)), piece: n };
    }
  };
  hear(surfaceOf(start));
  while (joined.size < volumes.length) {
    const next = best.reduce(
      (a: Bridge | null, b) =>
        b === null || joined.has(b.piece) || (a !== null && a.length <= b.length) ? a : b,
      null,
    );
    if (next === null) break;
    bridges.push(next);
    joined.add(next.piece);
    hear(surfaceOf(next.piece));
  }
  return bridges;
}

function verticesOf({ triangles }: Mesh, pieceOf: Int32Array, n: number): readonly number[] {
  const found = new Set<number>();
  for (let h = 0; h < triangles.length; h++) if (pieceOf[Math.floor(h / 3)] === n) found.add(triangles[h]);
  return [...found];
}

const pieceMesh = ({ positions, triangles }: Mesh, pieceOf: Int32Array, n: number): Mesh => ({
  positions,
  triangles: triangles.filter((_, h) => pieceOf[Math.floor(h / 3)] === n),
});

type Way = Omit<Bridge, 'piece'>;

/** From the surface to the nearest of the vertices; null where none is nearer than `least`. */
function fromVertices(
  { positions: p }: Mesh,
  vertices: readonly number[],
  surface: Surface,
  least: number,
): Way | null {
  const { nearest, tree } = surface;
  let hint = -1;
  let at = -1;
  let distance = least;
  for (const v of vertices) {
    // Farther away than the box around all of it: no need to look.
    if (boxDistance(tree.boxes, p[3 * v], p[3 * v + 1], p[3 * v + 2]) >= distance) continue;
    hint = nearest.slotAt(p[3 * v], p[3 * v + 1], p[3 * v + 2], hint);
    if (nearest.distance() >= distance) continue;
    distance = nearest.distance();
    at = v;
  }
  return at < 0 ? null : wayTo([p[3 * at], p[3 * at + 1], p[3 * at + 2]], surface);
}

function boxDistance(box: Float32Array, x: number, y: number, z: number): number {
  const dx = Math.max(box[0] - x, x - box[3], 0);
  const dy = Math.max(box[1] - y, y - box[4], 0);
  const dz = Math.max(box[2] - z, z - box[5], 0);
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}

function wayTo(to: Vec3, { nearest, tree: { corners } }: Surface): Way {
  const slot = nearest.slotAt(to[0], to[1], to[2], -1);
  const three = Uint32Array.of(3 * slot, 3 * slot + 1, 3 * slot + 2);
  const foot: Foot = { second: 0, third: 0 };
  pointToTriangle(corners, three, 0, to[0], to[1], to[2], foot);
  const corner = (k: number): Vec3 => {
    const o = 9 * slot + 3 * k;
    return [corners[o], corners[o + 1], corners[o + 2]];
  };
  const a = corner(0);
  const [u, v] = [minus(corner(1), a), minus(corner(2), a)];
  const from = plus(a, plus(scaled(u, foot.second), scaled(v, foot.third)));
  const up = cross(u, v);
  return { from, to, length: lengthOf(minus(to, from)), out: scaled(up, 1 / Math.max(lengthOf(up), 1e-30)) };
}

/** So often a bridge is made shorter, from one side and from the other. */
const rounds = 20;

/** Its ends go to the nearest points of each other's surfaces. */
function shortened(way: Way, from: Surface, to: Surface): Way {
  let best = way;
  for (let n = 0; n < rounds; n++) {
    const end = wayTo(best.from, to).from;
    const next = wayTo(end, from);
    if (next.length > best.length - 1e-6) break;
    best = next;
  }
  return best;
}
