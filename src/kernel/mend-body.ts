// What a boolean leaves behind when its places are rounded to float32, mended: the last thing done to a body before it is a part.
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import type { Body } from '../core/print-model.js';
import { compactBody } from './compact-body.js';
import { degenerateTriangles } from './degenerate-triangles.js';
import { localEdits } from './local-edits.js';
import { localFaults } from './local-faults.js';
import { mendCrossings } from './mend-crossings.js';
import { mergeShortEdges, shortEdges } from './merge-short-edges.js';
import { selfIntersections, selfIntersectionsNear } from './self-intersections.js';
import { triangleTree } from './triangle-tree.js';
import { withoutFilms } from './without-films.js';

/** mm. No vertex is moved farther than the first, but where that does not help, than the last. */
const bounds = [0.005, 0.02];
export const mostMended = Math.max(...bounds);
/** mm. Edges shorter than this are merged: a program that rounds or welds would make faults of them. */
const shortest = 0.001;

/**
 * The body without self-intersections (exact test), triangles without area, vertices at one place, edges shorter than
 * 0.001 mm (where merging them is safe), and without shells thinner than that all over. No vertex moves farther than
 * 0.005 mm, but where that is not enough, as where films meet, 0.02 mm (`mostMended`); every triangle keeps its origin; away
 * from such places nothing changes. A body without any comes back as it is. 1 s per million triangles. Call it on whatever `Booleans.body` gives, before it becomes a part:
 *
 *     const body = mended(shapes.body(shapes.difference(whole, [tool]), part.name), part.name);
 *
 * `body` is a closed manifold, as booleans make it, and borrowed; `what` names it in errors. Throws a FilmError that says
 * where, if a place can't be mended (see `finishedNear`), and a UserError if nothing is left.
 */
export function mended(body: Body, what: string): Body {
  const solid = withoutFilms(body, shortest);
  const { mesh } = solid;
  if (mesh.triangles.length === 0)
    throw new UserError(`${what}: nothing is left of it but films.`, 'Ask for less to be taken away.');
  const tree = triangleTree(mesh);
  const crossing = selfIntersections(mesh, mostPairs, tree);
  const flat = degenerateTriangles(mesh);
  const short = shortEdges(mesh, shortest);
  if (crossing.length + flat.length + short.length === 0) return solid;
  if (crossing.length >= 2 * mostPairs) throw hopeless(what, middleOf(mesh, crossing[0]));
  const edits = localEdits(solid);
  const faults = localFaults(edits, tree, mostMended);
  mergeShortEdges(edits, faults, short, shortest, mostMended);
  const sick = new Set([...flat, ...crossing].sort((a, b) => a - b));
  const left = bounds.reduce(
    (still: readonly number[], most) => mendCrossings(edits, faults, still, most),
    [...sick],
  );
  if (left.length > 0) throw hopeless(what, middleOf(mesh, left[0]));
  const { body: whole, faces } = compactBody(edits.positions, edits.corners, edits.origin);
  const changed = [...faces.keys()].filter((n) => edits.changed.has(faces[n]));
  const still = selfIntersectionsNear(whole.mesh, Uint32Array.from(changed));
  if (still.length > 0) throw hopeless(what, middleOf(whole.mesh, still[0]));
  return whole;
}

/** Films that can't be mended: what was cut or joined lies too close to a surface that was there. */
export class FilmError extends UserError {}

/** So many pairs of triangles that meet are more than rounding makes. */
const mostPairs = 100_000;

const hopeless = (what: string, [x, y, z]: Vec3): FilmError =>
  new FilmError(
    `${what}: the surface meets itself at (${x.toFixed(2)}, ${y.toFixed(2)}, ${z.toFixed(2)}) mm, where walls or gaps are thinner than can be told apart.`,
    'Change the size or the place of what is cut or joined there by a few hundredths of a millimetre.',
  );

function middleOf({ positions: p, triangles }: Mesh, t: number): Vec3 {
  const [a, b, c] = triangles.subarray(3 * t, 3 * t + 3);
  const mean = (d: number): number => (p[3 * a + d] + p[3 * b + d] + p[3 * c + d]) / 3;
  return [mean(0), mean(1), mean(2)];
}
