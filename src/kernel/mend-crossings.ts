// Frees a closed mesh from the few places where it meets itself, by the smallest edits that do it.
import type { Vec3 } from '../core/grid.js';
import { lengthOf, minus, plus, scaled } from '../core/vec3.js';
import { noVertex } from './corner-mesh.js';
import { type LocalEdits, placeOf } from './local-edits.js';
import type { LocalFaults } from './local-faults.js';

/** Edits are sought first where they move a vertex by no more than the first of these, mm: one rounding at 100 mm is 8e-6. */
const shares = [0.008, 0.03, 0.1, 0.3, 1];
/** So many times a triangle is taken up. */
const patience = 12;

/** A change, and the triangles that it changes; null where it can't be made. */
interface Edit {
  readonly triangles: readonly number[];
  make(): boolean;
}

/**
 * Edits until none of the triangles is at fault, as far as that is found; those that still are come back. No vertex gets
 * farther than `most` (mm) from its first place.
 */
export function mendCrossings(
  edits: LocalEdits,
  faults: LocalFaults,
  triangles: Iterable<number>,
  most: number,
): readonly number[] {
  const queue = [...triangles];
  const taken = new Map<number, number>();
  const left: number[] = [];
  for (let next = 0; next < queue.length; next++) {
    const t = queue[next];
    const other = faults.partner(t);
    if (other < 0) continue;
    const times = (taken.get(t) ?? 0) + 1;
    taken.set(t, times);
    if (times > patience) {
      left.push(t);
      continue;
    }
    const changed = shares.some((share) => {
      const found = bestOf(edits, faults, editsAt(edits, t, other, share * most, most));
      found?.make();
      if (found === null) return false;
      queue.push(...found.triangles);
      return true;
    });
    if (changed) queue.push(t);
    else left.push(t);
  }
  return left.filter((t) => faults.partner(t) >= 0);
}

/** The edit after which the fewest faults are left, of those that leave fewer than there were; the first of equal ones. */
function bestOf(edits: LocalEdits, faults: LocalFaults, all: readonly Edit[]): Edit | null {
  let best: Edit | null = null;
  let least = 0;
  const known = new Map<readonly number[], number>();
  for (const edit of all) {
    const before = known.get(edit.triangles) ?? faults.count(edit.triangles);
    known.set(edit.triangles, before);
    if (before + least <= 0) continue;
    edits.begin();
    const gain = edit.make() ? faults.count(edit.triangles) - before : 0;
    edits.undo();
    if (gain >= least) continue;
    least = gain;
    best = edit;
    if (gain === -before) return best;
  }
  return best;
}

/** All edits of two triangles (perhaps the same) of which each moves the surface by `reach` at most, mm. */
function editsAt(edits: LocalEdits, t: number, other: number, reach: number, most: number): Edit[] {
  const both = t === other ? [t] : [t, other];
  const corners = both.map((f) => [...edits.corners.subarray(3 * f, 3 * f + 3)]);
  const found: Edit[] = [];
  for (const [a, b, c] of corners)
    for (const [u, v] of [
      [a, b],
      [b, c],
      [c, a],
    ])
      found.push(...mergers(edits, u, v, reach, most), ...turns(edits, u, v, reach));
  const ways = both.map((f) => normalOf(edits, f)).filter((way) => lengthOf(way) > 0);
  const steps = ways.flatMap((way) => [scaled(way, reach), scaled(way, -reach)]);
  for (const v of new Set(corners.flat()))
    found.push(...shifts(edits, [v], [...steps, toRing(edits, v, reach)], most));
  for (const three of corners) found.push(...shifts(edits, three, steps, most));
  return found;
}

function mergers(edits: LocalEdits, u: number, v: number, reach: number, most: number): Edit[] {
  const [p, q] = [placeOf(edits, u), placeOf(edits, v)];
  if (lengthOf(minus(p, q)) > 2 * reach) return [];
  const triangles = [...edits.around(u), ...edits.around(v)];
  return [p, q, scaled(plus(p, q), 0.5)]
    .filter((place) => lengthOf(minus(place, p)) <= reach && lengthOf(minus(place, q)) <= reach)
    .filter((place) => Math.max(edits.farness(u, place), edits.farness(v, place)) <= most)
    .map((place) => ({
      triangles,
      make: () => {
        if (!edits.merge(u, v)) return false;
        edits.move(u, place);
        return true;
      },
    }));
}

/** Turns the edge where the other diagonal passes it closely: the surface moves by that distance. */
function turns(edits: LocalEdits, u: number, v: number, reach: number): Edit[] {
  const sides = edits.around(u).filter((t) => edits.corners.subarray(3 * t, 3 * t + 3).includes(v));
  const ends = sides.flatMap((t) =>
    [...edits.corners.subarray(3 * t, 3 * t + 3)].filter((w) => w !== u && w !== v),
  );
  if (ends.length !== 2) return [];
  const [p, q, a, b] = [u, v, ends[0], ends[1]].map((w) => placeOf(edits, w));
  if (segmentsApart(p, q, a, b) > reach) return [];
  return [{ triangles: sides, make: () => edits.turn(u, v) }];
}

/** The vertices moved all the same way, by one of these. */
function shifts(edits: LocalEdits, vertices: readonly number[], ways: readonly Vec3[], most: number): Edit[] {
  const triangles = vertices.flatMap((v) => edits.around(v));
  return ways.map((by) => ({
    triangles,
    make: () => {
      const places = vertices.map((v) => plus(placeOf(edits, v), by));
      // A little is left to the rounding of the places.
      if (vertices.some((v, k) => edits.farness(v, places[k]) > 0.99 * most)) return false;
      vertices.forEach((v, k) => {
        edits.move(v, places[k]);
      });
      return true;
    },
  }));
}

/** From a vertex to the middle of its neighbours, or `reach` on the way there. */
function toRing(edits: LocalEdits, v: number, reach: number): Vec3 {
  let sum: Vec3 = [0, 0, 0];
  const fan = edits.around(v);
  for (const t of fan)
    for (let k = 0; k < 3; k++) {
      const w = edits.corners[3 * t + k];
      if (w !== v && w !== noVertex) sum = plus(sum, placeOf(edits, w));
    }
  const way = minus(scaled(sum, 1 / (2 * fan.length)), placeOf(edits, v));
  const length = lengthOf(way);
  return length > reach ? scaled(way, reach / length) : way;
}

/** Of length 1; zeros where the triangle has no area. */
function normalOf(edits: LocalEdits, t: number): Vec3 {
  const [a, b, c] = [0, 1, 2].map((k) => placeOf(edits, edits.corners[3 * t + k]));
  const [u, v] = [minus(b, a), minus(c, a)];
  const n: Vec3 = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
  const length = lengthOf(n);
  return length > 0 ? scaled(n, 1 / length) : n;
}

/** How far from each other two segments pass where they pass, mm; infinity where they don't. */
function segmentsApart(p: Vec3, q: Vec3, a: Vec3, b: Vec3): number {
  const [u, v, w] = [minus(q, p), minus(b, a), minus(a, p)];
  const [uu, uv, vv] = [dotOf(u, u), dotOf(u, v), dotOf(v, v)];
  const det = uu * vv - uv * uv;
  if (!(det > 1e-12 * uu * vv)) return Number.POSITIVE_INFINITY;
  const s = (dotOf(u, w) * vv - dotOf(v, w) * uv) / det;
  const r = (dotOf(u, w) * uv - dotOf(v, w) * uu) / det;
  if (s < 0 || s > 1 || r < 0 || r > 1) return Number.POSITIVE_INFINITY;
  return lengthOf(minus(plus(p, scaled(u, s)), plus(a, scaled(v, r))));
}

const dotOf = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
