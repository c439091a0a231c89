// Lets the vertices of a complex go where they want to as far as none of its triangles meet that should not.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { crossingsOf, selfIntersectionsNear } from './self-intersections.js';
import { triangleTree } from './triangle-tree.js';
import { trianglesAt, troubledVertices } from './troubled-vertices.js';
import type { Neighbours } from './vertex-neighbours.js';

/** Rounds in which what folds is let go smooth, and then rounds in which it goes half as far as before. */
const smoothings = 3;
const halvings = 3;

/**
 * `start` is free of crossings; so are the positions that come back, over shared memory. Where triangles would meet or turn
 * over, their vertices go to the middle of their neighbours on `line`, then less and less far, in the end not at all.
 * `goal` is written to.
 */
export async function labelsGuard(
  start: Float32Array,
  goal: Float64Array,
  triangles: Uint32Array,
  { ring, line, free }: { readonly ring: Neighbours; readonly line: Neighbours; readonly free: Uint8Array },
  context: Pick<Context, 'each' | 'signal'>,
): Promise<{ readonly mesh: Mesh; readonly held: number }> {
  const attempts = new Uint8Array(goal.length / 3);
  const most = smoothings + halvings;
  const held = new Set<number>();
  const positions = new Float32Array(new SharedArrayBuffer(4 * goal.length));
  positions.set(goal);
  const moved = { positions, triangles };
  const tree = triangleTree(moved);
  let pairs = await crossingsOf(moved, tree, null, context);
  for (;;) {
    context.signal.throwIfAborted();
    const bad = troubledVertices(moved, pairs);
    if (bad.size === 0) break;
    const vertices = withRing(bad, ring).filter((v) => attempts[v] <= most);
    // All stand where they came from: the fault was there before.
    if (vertices.length === 0) break;
    for (const v of vertices) {
      if (attempts[v] < smoothings) {
        if (free[v] === 1) toMiddle(goal, v, line);
      } else {
        held.add(v);
        const share = attempts[v] < most ? 0.5 : 0;
        for (let o = 3 * v; o < 3 * v + 3; o++) goal[o] = start[o] + share * (goal[o] - start[o]);
      }
      attempts[v]++;
      for (let o = 3 * v; o < 3 * v + 3; o++) positions[o] = goal[o];
    }
    pairs = selfIntersectionsNear(
      moved,
      trianglesAt(triangles, [...bad, ...vertices], attempts.length),
      tree,
    );
  }
  return { mesh: moved, held: held.size };
}

function withRing(vertices: ReadonlySet<number>, { first, to }: Neighbours): number[] {
  const grown = new Set(vertices);
  for (const v of vertices) for (let n = first[v]; n < first[v + 1]; n++) grown.add(to[n]);
  return [...grown].sort((a, b) => a - b);
}

function toMiddle(goal: Float64Array, v: number, { first, to }: Neighbours): void {
  const share = 1 / (first[v + 1] - first[v]);
  for (let d = 0; d < 3; d++) {
    let sum = 0;
    for (let n = first[v]; n < first[v + 1]; n++) sum += goal[3 * to[n] + d];
    goal[3 * v + d] = share * sum;
  }
}
