// Lets the vertices of a closed mesh go where they want to as far as the surface does not fold or meet itself.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { pieceVolumes } from './piece-volumes.js';
import { crossingsOf, selfIntersectionsNear } from './self-intersections.js';
import { trees } from './trees.js';
import { triangleTree } from './triangle-tree.js';
import { trianglesAt, troubledVertices } from './troubled-vertices.js';
import { vertexComponents } from './vertex-components.js';
import type { Neighbours } from './vertex-neighbours.js';

/** Rounds in which what folds is let go smooth, and then rounds in which it goes half as far as before. */
const smoothings = 4;
const halvings = 3;

export interface Guarded {
  readonly mesh: Mesh;
  /** Vertices that went less far than they wanted, or not at all. */
  readonly held: number;
}

/** Vertices of triangles that face the other way round than before. */
function folded(before: Float32Array, now: Float64Array, triangles: Uint32Array): Set<number> {
  const vertices = new Set<number>();
  for (let h = 0; h < triangles.length; h += 3) {
    const a = 3 * triangles[h];
    const b = 3 * triangles[h + 1];
    const c = 3 * triangles[h + 2];
    const ux = before[b] - before[a];
    const uy = before[b + 1] - before[a + 1];
    const uz = before[b + 2] - before[a + 2];
    const vx = before[c] - before[a];
    const vy = before[c + 1] - before[a + 1];
    const vz = before[c + 2] - before[a + 2];
    const sx = now[b] - now[a];
    const sy = now[b + 1] - now[a + 1];
    const sz = now[b + 2] - now[a + 2];
    const tx = now[c] - now[a];
    const ty = now[c + 1] - now[a + 1];
    const tz = now[c + 2] - now[a + 2];
    const turn =
      (uy * vz - uz * vy) * (sy * tz - sz * ty) +
      (uz * vx - ux * vz) * (sz * tx - sx * tz) +
      (ux * vy - uy * vx) * (sx * ty - sy * tx);
    if (turn <= 0) for (let k = 0; k < 3; k++) vertices.add(triangles[h + k]);
  }
  return vertices;
}

function withRing(vertices: ReadonlySet<number>, { first, to }: Neighbours): number[] {
  const grown = new Set(vertices);
  for (const v of vertices) for (let n = first[v]; n < first[v + 1]; n++) grown.add(to[n]);
  return [...grown].sort((a, b) => a - b);
}

/** Puts each of the vertices in the middle of its neighbours. */
function relax(goal: Float64Array, vertices: readonly number[], { first, to }: Neighbours): void {
  for (const v of vertices) {
    const share = 1 / (first[v + 1] - first[v]);
    for (let d = 0; d < 3; d++) {
      let sum = 0;
      for (let n = first[v]; n < first[v + 1]; n++) sum += goal[3 * to[n] + d];
      goal[3 * v + d] = share * sum;
    }
  }
}

/**
 * The same triangles over `goal`, or near it. `mesh` is closed, oriented and free of self-intersection, and so is the
 * result. Where the surface would fold, the vertices there go to the middle of their neighbours, then less and less far,
 * in the end not at all. `goal` is written to.
 */
export async function refineGuard(
  mesh: Mesh,
  goal: Float64Array,
  near: Neighbours,
  context: Pick<Context, 'each' | 'signal'>,
): Promise<Guarded> {
  const { triangles } = mesh;
  const held = new Set<number>();
  for (let round = 0; round < 2 * smoothings; round++) {
    const folds = folded(mesh.positions, goal, triangles);
    if (folds.size === 0) break;
    const vertices = withRing(folds, near);
    relax(goal, vertices, near);
  }
  const positions = new Float32Array(new SharedArrayBuffer(4 * goal.length));
  positions.set(goal);
  const moved = { positions, triangles };
  const tree = triangleTree(moved);
  let pairs = await crossingsOf(moved, tree, null, context);
  const attempts = new Uint8Array(goal.length / 3);
  const most = smoothings + halvings;
  const piece = vertexComponents(triangles, goal.length / 3);
  const before = pieceVolumes(mesh.positions, triangles, piece);
  for (;;) {
    context.signal.throwIfAborted();
    const bad = troubledVertices(moved, pairs);
    // A small piece may turn inside out without meeting itself.
    const after = pieceVolumes(positions, triangles, piece);
    for (let v = 0; v < piece.length; v++)
      if (after[piece[v]] * before[piece[v]] <= 0 && attempts[v] <= most) bad.add(v);
    if (bad.size === 0) break;
    const vertices = withRing(bad, near).filter((v) => attempts[v] <= most);
    // All stand where they came from: the fault was there before.
    if (vertices.length === 0) break;
    relax(
      goal,
      vertices.filter((v) => attempts[v] < smoothings),
      near,
    );
    for (const v of vertices) {
      if (attempts[v] >= smoothings) {
        held.add(v);
        const share = attempts[v] < most ? 0.5 : 0;
        for (let o = 3 * v; o < 3 * v + 3; o++)
          goal[o] = mesh.positions[o] + share * (goal[o] - mesh.positions[o]);
      }
      attempts[v]++;
      for (let o = 3 * v; o < 3 * v + 3; o++) positions[o] = goal[o];
    }
    pairs = selfIntersectionsNear(moved, trianglesAt(triangles, [...bad, ...vertices], piece.length), tree);
  }
  trees.keep(moved, tree);
  return { mesh: moved, held: held.size };
}
