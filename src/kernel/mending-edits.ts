// Small changes to a mesh that may free two triangles from each other.
import type { Vec3 } from '../core/grid.js';
import { dot, lengthOf, minus, plus, scaled } from '../core/vec3.js';
import { noVertex } from './corner-mesh.js';
import { type LocalEdits, placeOf } from './local-edits.js';
import { alongFaces, dents, normalAt, normalOf } from './made-faces.js';

/** A change, and the triangles that it changes. */
export interface MendingEdit {
  readonly triangles: readonly number[];
  /** False, and nothing done, where it can't be made. */
  make(): boolean;
}

/** How far the surface may move, how far a vertex from its first place (mm); whether made faces stay flat. */
export interface Limits {
  readonly reach: number;
  readonly most: number;
  readonly flat: boolean;
  /** Several vertices at once, or the other edits. */
  readonly several: boolean;
}

/** Edits of two triangles (perhaps the same), in a fixed order. */
export function mendingEdits(edits: LocalEdits, t: number, other: number, limits: Limits): MendingEdit[] {
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
  if (limits.several) {
    const own = all.map((v) => normalAt(edits, v));
    return [
      ...[...sides, ...corners].flatMap((group) =>
        shifts(
          edits,
          group,
          ways.map((way) => group.map(() => way)),
          limits,
        ),
      ),
      ...shifts(edits, all, [own, own.map((way) => scaled(way, -1))], limits),
    ];
  }
  return [
    ...sides.flatMap(([u, v]) => [...mergers(edits, u, v, limits), ...turns(edits, u, v, limits)]),
    ...all.flatMap((v) => {
      const own = normalAt(edits, v);
      const more = [own, scaled(own, -1), toRing(edits, v, limits.reach)];
      return shifts(
        edits,
        [v],
        [...ways, ...more].map((way) => [way]),
        limits,
      );
    }),
  ];
}

function mergers(edits: LocalEdits, u: number, v: number, { reach, most, flat }: Limits): MendingEdit[] {
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
function turns(edits: LocalEdits, u: number, v: number, { reach }: Limits): MendingEdit[] {
  const sides = edits.around(u).filter((t) => edits.corners.subarray(3 * t, 3 * t + 3).includes(v));
  const ends = sides.flatMap((t) =>
    [...edits.corners.subarray(3 * t, 3 * t + 3)].filter((w) => w !== u && w !== v),
  );
  if (ends.length !== 2) return [];
  const [p, q, a, b] = [u, v, ends[0], ends[1]].map((w) => placeOf(edits, w));
  if (segmentsApart(p, q, a, b) > reach) return [];
  return [{ triangles: sides, make: () => edits.turn(u, v) }];
}

/** All the vertices moved, each its own way (of length 1, or less), as far as may be; an edit for each list of ways. */
function shifts(
  edits: LocalEdits,
  vertices: readonly number[],
  ways: readonly (readonly Vec3[])[],
  { reach, most, flat }: Limits,
): MendingEdit[] {
  const triangles = [...new Set(vertices.flatMap((v) => edits.around(v)))];
  return ways.map((own) => ({
    triangles,
    make: () => {
      const places = vertices.map((v, k) => {
        const by = scaled(flat ? alongFaces(edits, v, own[k]) : own[k], reach);
        return plus(placeOf(edits, v), by);
      });
      // A little is left to the rounding of the places.
      if (vertices.some((v, k) => edits.farness(v, places[k]) > 0.99 * most)) return false;
      for (const [k, v] of vertices.entries()) edits.move(v, places[k]);
      return true;
    },
  }));
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
