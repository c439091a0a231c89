// Keeps the shells of a surface as they lie in one another: a cavity that is left outside its solid is none.
// Where vertices have gone, a shell may have passed another one without meeting it at the end.
import type { Context } from '../core/context.js';
import { boundsOf, type Mesh } from '../core/mesh.js';
import { edgesOf } from './edges.js';
import { refineGuard } from './refine-guard.js';
import { shellsAround } from './shells-around.js';
import { componentsOf } from './topology.js';
import { trees } from './trees.js';
import type { Neighbours } from './vertex-neighbours.js';

/** mm around a shell that came to lie elsewhere: all that is there goes back to where it was. */
const reaches = [1, 2, 4, 8] as const;

/** `after` has the triangles of `before`; `near` is their neighbourhood. */
export async function keepNesting(
  before: Mesh,
  after: Mesh,
  near: Neighbours,
  context: Pick<Context, 'each' | 'signal'>,
): Promise<Mesh> {
  const { triangles } = before;
  const { components, componentOf } = componentsOf(before, edgesOf(triangles, before.positions.length / 3));
  if (components.length < 2) return after;
  const firsts = components.map(({ first }) => first);
  const nested = nestingOf(before, componentOf, firsts);
  let now = after;
  const back = new Uint8Array(before.positions.length / 3);
  for (const reach of reaches) {
    context.signal.throwIfAborted();
    const then = nestingOf(now, componentOf, firsts);
    const moved = firsts.flatMap((_, c) => (then[c] === nested[c] ? [] : [c]));
    if (moved.length === 0) return now;
    for (const c of moved) takeBack(before, now, componentOf, c, reach, back);
    const goal = Float64Array.from(now.positions);
    for (let v = 0; v < back.length; v++)
      if (back[v] === 1) for (let o = 3 * v; o < 3 * v + 3; o++) goal[o] = before.positions[o];
    now = (await refineGuard(before, goal, near, context)).mesh;
  }
  const still = nestingOf(now, componentOf, firsts).some((text, c) => text !== nested[c]);
  return still ? before : now;
}

/** For each shell the shells around it. */
function nestingOf(mesh: Mesh, componentOf: Int32Array, firsts: readonly number[]): string[] {
  const tree = trees.of(mesh);
  return firsts.map((first, c) => {
    const v = 3 * mesh.triangles[3 * first];
    const [x, y, z] = mesh.positions.subarray(v, v + 3);
    return shellsAround(tree, componentOf, x, y, z)
      .filter((other) => other !== c)
      .sort((a, b) => a - b)
      .join();
  });
}

/** Marks the vertices that stood, or stand, near a shell. */
function takeBack(
  before: Mesh,
  now: Mesh,
  componentOf: Int32Array,
  shell: number,
  reach: number,
  back: Uint8Array,
): void {
  const own: number[] = [];
  for (let t = 0; t < componentOf.length; t++)
    if (componentOf[t] === shell) own.push(...before.triangles.subarray(3 * t, 3 * t + 3));
  for (const mesh of [before, now]) {
    const place = own.flatMap((v) => [...mesh.positions.subarray(3 * v, 3 * v + 3)]);
    const { min, max } = boundsOf({ positions: Float32Array.from(place), triangles: before.triangles });
    for (const { positions: p } of [before, now])
      for (let v = 0; v < back.length; v++) {
        const inside = [0, 1, 2].every(
          (d) => p[3 * v + d] >= min[d] - reach && p[3 * v + d] <= max[d] + reach,
        );
        if (inside) back[v] = 1;
      }
  }
}
