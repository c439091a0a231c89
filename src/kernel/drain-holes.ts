// Where to bore holes from a cavity of a solid to the outside: low, short, and through nothing else.
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import { dot, lengthOf, minus, plus, scaled, squareTo, unit } from '../core/vec3.js';
import { crossingsAlong } from './crossings-along.js';
import { keepTriangles } from './keep-triangles.js';
import { nearestTriangle } from './nearest-triangle.js';
import type { NestedShells } from './nested-shells.js';
import { type Foot, pointToTriangle } from './point-to-triangle.js';
import { trees } from './trees.js';
import { type TriangleTree, triangleTree } from './triangle-tree.js';

/** From inside the cavity to outside the solid, mm. */
export interface Hole {
  readonly from: Vec3;
  readonly to: Vec3;
}

interface Candidate {
  readonly place: Vec3;
  /** To the nearest place of the outside. */
  readonly way: Vec3;
  readonly cost: number;
}

/** Places of a cavity's surface that are looked at. */
const mostPlaces = 3000;
/** How many of them may turn out to be blocked. */
const mostTries = 400;
/** How much farther out a hole goes than its longest side, and how far from what lies beyond it stays; mm. */
const beyond = 0.15;
const clear = 0.3;
/** Holes of a cavity stand apart: a mm between them is worth so much of a mm of height. */
const spread = 0.5;
const around = 16;

/** Plans holes for the cavities of a mesh, whose shells these are. `up` has length 1; in print, what is left runs the other way. */
export function drainHoles(mesh: Mesh, shells: NestedShells, up: Vec3) {
  const outer = keepTriangles(mesh, (t) => shells.all[shells.of[t]].volume > 0).mesh;
  const outside = triangleTree(outer);
  const whole = trees.of(mesh);
  const isOutside = (t: number): boolean => shells.all[shells.of[t]].volume > 0;

  /** Up to `count` holes of this radius; fewer where there is no room. */
  return (cavity: number, count: number, radius: number): readonly Hole[] => {
    const candidates = candidatesOf(mesh, shells, cavity, up, outside);
    const holes: Hole[] = [];
    const chosen: Vec3[] = [];
    for (let n = 0; n < count; n++) {
      const apart = (place: Vec3): number =>
        n === 0 ? 0 : Math.min(...chosen.map((other) => lengthOf(minus(place, other))));
      const order = candidates
        .filter(({ place }) => chosen.every((other) => lengthOf(minus(place, other)) > 3 * radius))
        .map((candidate) => ({ candidate, cost: candidate.cost - spread * apart(candidate.place) }))
        .sort((a, b) => a.cost - b.cost);
      const step = Math.max(1, order.length / mostTries);
      let found: Hole | null = null;
      for (let k = 0; k < order.length && found === null; k += step)
        found = holeAt(whole, isOutside, order[Math.floor(k)].candidate, radius);
      if (found === null) break;
      holes.push(found);
      chosen.push(found.from);
    }
    return holes;
  };
}

function candidatesOf(
  { positions: p, triangles }: Mesh,
  { of }: NestedShells,
  cavity: number,
  up: Vec3,
  outside: TriangleTree,
): readonly Candidate[] {
  const vertices = new Set<number>();
  for (let h = 0; h < triangles.length; h++) if (of[Math.floor(h / 3)] === cavity) vertices.add(triangles[h]);
  const heights = [...vertices].map((v) => ({ v, height: dot(up, [p[3 * v], p[3 * v + 1], p[3 * v + 2]]) }));
  heights.sort((a, b) => a.height - b.height);
  const low = heights[0].height;
  const nearest = nearestTriangle(outside);
  // The lowest tenth of them all, the others here and there.
  const dense = Math.min(mostPlaces / 2, Math.ceil(heights.length / 10));
  const every = Math.max(1, (heights.length - dense) / (mostPlaces / 2));
  const looked = heights.filter((_, n) => n < dense || Math.floor(n / every) !== Math.floor((n - 1) / every));
  let slot = -1;
  const candidates: Candidate[] = [];
  for (const { v, height } of looked) {
    const place: Vec3 = [p[3 * v], p[3 * v + 1], p[3 * v + 2]];
    slot = nearest.slotAt(...place, slot);
    const distance = nearest.distance();
    if (distance > 0)
      candidates.push({
        place,
        way: unit(minus(footOn(outside, slot, place), place)),
        cost: height - low + distance,
      });
  }
  return candidates;
}

function footOn({ corners: c }: TriangleTree, slot: number, place: Vec3): Vec3 {
  const foot: Foot = { second: 0, third: 0 };
  pointToTriangle(c, Uint32Array.from([3 * slot, 3 * slot + 1, 3 * slot + 2]), 0, ...place, foot);
  const o = 9 * slot;
  const at = (d: number): number =>
    c[o + d] + foot.second * (c[o + 3 + d] - c[o + d]) + foot.third * (c[o + 6 + d] - c[o + d]);
  return [at(0), at(1), at(2)];
}

/** Null where the hole would not come out, or run into something beyond. */
function holeAt(
  tree: TriangleTree,
  isOutside: (t: number) => boolean,
  { place, way }: Candidate,
  radius: number,
): Hole | null {
  // Back into the cavity, so that its bottom is open all over the hole; no farther than to the middle of it.
  const back = crossingsAlong(tree, plus(place, scaled(way, -1e-3)), scaled(way, -1), 2 * radius);
  const depth = Math.min(radius, (back[0]?.way ?? 2 * radius) / 2);
  const from = plus(place, scaled(way, -depth));
  const [u, v] = squareTo(way);
  let out = 0;
  let next = Number.POSITIVE_INFINITY;
  for (let n = 0; n <= around; n++) {
    const turn = (2 * Math.PI * n) / around;
    const off = n === around ? 0 : radius;
    const start = plus(from, plus(scaled(u, off * Math.cos(turn)), scaled(v, off * Math.sin(turn))));
    const met = crossingsAlong(tree, start, way, 1000);
    const exit = met.findIndex(({ leaves, triangle }) => leaves && isOutside(triangle));
    if (exit < 0) return null;
    out = Math.max(out, met[exit].way);
    next = Math.min(next, met[exit + 1]?.way ?? Number.POSITIVE_INFINITY);
  }
  return next > out + beyond + clear ? { from, to: plus(from, scaled(way, out + beyond)) } : null;
}
