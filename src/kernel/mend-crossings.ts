// Frees a closed mesh from the few places where it meets itself, by the smallest edits that do it.
import type { Vec3 } from '../core/grid.js';
import { dot, lengthOf, minus, plus, scaled } from '../core/vec3.js';
import { noVertex } from './corner-mesh.js';
import { type LocalEdits, placeOf } from './local-edits.js';
import type { LocalFaults } from './local-faults.js';
import { alongFaces, dents, isMade, normalAt, normalOf } from './made-faces.js';

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
    const made = [t, other].some((f) => [0, 1, 2].some((k) => isMade(edits, edits.corners[3 * f + k])));
    const changed = (made ? [true, false] : [false]).some((flat) =>
      shares.some((share) => {
        const found = bestOf(edits, faults, editsAt(edits, t, other, { reach: share * most, most, flat }));
        found?.make();
        if (found === null) return false;
        queue.push(...found.triangles);
        return true;
      }),
    );
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

/** What edits must keep to: how far the surface may move, how far a vertex from its first place, and whether made faces stay flat. */
interface Limits {
  readonly reach: number;
  readonly most: number;
  readonly flat: boolean;
}

/** All edits of two triangles (perhaps the same). */
function editsAt(edits: LocalEdits, t: number, other: number, limits: Limits): Edit[] {
  const both = t === other ? [t] : [t, other];
  const corners = both.map((f) => [...edits.corners.subarray(3 * f, 3 * f + 3)]);
  const sides = corners.flatMap(([a, b, c]) => [
    [a, b],
    [b, c],
    [c, a],
  ]);
  const all = [...new Set(corners.flat())];
  const up = both.map((f) => normalOf(edits, f)).filter((way) => lengthOf(way) > 0);
  const ways = up.flatMap((way) => [way, scaled(way, -1)]);
  const along = (vertices: readonly number[]): Edit[] =>
    ways.map((way) =>
      shift(
        edits,
        vertices.map((v) => [v, way]),
        limits,
      ),
    );
  const found: Edit[] = [];
  for (const [u, v] of sides) found.push(...mergers(edits, u, v, limits), ...turns(edits, u, v, limits));
  for (const v of all) {
    const own = normalAt(edits, v);
    const more = [own, scaled(own, -1), toRing(edits, v, limits.reach)];
    found.push(...along([v]), ...more.map((way) => shift(edits, [[v, way]], limits)));
  }
  for (const group of [...sides, ...corners]) found.push(...along(group));
  for (const sign of [1, -1])
    found.push(
      shift(
        edits,
        all.map((v) => [v, scaled(normalAt(edits, v), sign)]),
        limits,
      ),
    );
  return found;
}

function mergers(edits: LocalEdits, u: number, v: number, { reach, most, flat }: Limits): Edit[] {
  const [p, q] = [placeOf(edits, u), placeOf(edits, v)];
  if (lengthOf(minus(p, q)) > 2 * reach) return [];
  const triangles = [...edits.around(u), ...edits.around(v)];
  return [p, q, scaled(plus(p, q), 0.5)]
    .filter((place) => lengthOf(minus(place, p)) <= reach && lengthOf(minus(place, q)) <= reach)
    .filter((place) => Math.max(edits.farness(u, place), edits.farness(v, place)) <= most)
    .filter((place) => !flat || !(dents(edits, u, place) || dents(edits, v, place)))
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
function turns(edits: LocalEdits, u: number, v: number, { reach }: Limits): Edit[] {
  const sides = edits.around(u).filter((t) => edits.corners.subarray(3 * t, 3 * t + 3).includes(v));
  const ends = sides.flatMap((t) =>
    [...edits.corners.subarray(3 * t, 3 * t + 3)].filter((w) => w !== u && w !== v),
  );
  if (ends.length !== 2) return [];
  const [p, q, a, b] = [u, v, ends[0], ends[1]].map((w) => placeOf(edits, w));
  if (segmentsApart(p, q, a, b) > reach) return [];
  return [{ triangles: sides, make: () => edits.turn(u, v) }];
}

/** Each vertex moved its own way (of length 1, or less), as far as may be. */
function shift(
  edits: LocalEdits,
  moves: readonly (readonly [number, Vec3])[],
  { reach, most, flat }: Limits,
): Edit {
  return {
    triangles: moves.flatMap(([v]) => edits.around(v)),
    make: () => {
      const places = moves.map(([v, way]): readonly [number, Vec3] => {
        const by = scaled(flat ? alongFaces(edits, v, way) : way, reach);
        return [v, plus(placeOf(edits, v), by)];
      });
      // A little is left to the rounding of the places.
      if (places.some(([v, place]) => edits.farness(v, place) > 0.99 * most)) return false;
      for (const [v, place] of places) edits.move(v, place);
      return true;
    },
  };
}

/** From a vertex to the middle of its neighbours, in units of `reach`; 1 at most. */
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
  return scaled(way, 1 / Math.max(length, reach));
}

/** How far from each other two segments pass where they pass, mm; infinity where they don't. */
function segmentsApart(p: Vec3, q: Vec3, a: Vec3, b: Vec3): number {
  const [u, v, w] = [minus(q, p), minus(b, a), minus(a, p)];
  const [uu, uv, vv] = [dot(u, u), dot(u, v), dot(v, v)];
  const det = uu * vv - uv * uv;
  if (!(det > 1e-12 * uu * vv)) return Number.POSITIVE_INFINITY;
  const s = (dot(u, w) * vv - dot(v, w) * uv) / det;
  const r = (dot(u, w) * uv - dot(v, w) * uu) / det;
  if (s < 0 || s > 1 || r < 0 || r > 1) return Number.POSITIVE_INFINITY;
  return lengthOf(minus(plus(p, scaled(u, s)), plus(a, scaled(v, r))));
}
