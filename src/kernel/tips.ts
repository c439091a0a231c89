// The pointed places of a body that a person finds again: where its hull is bent most sharply.
import type { Vec3 } from '../core/grid.js';
import { lengthOf, minus } from '../core/vec3.js';
import { compare } from './longest-length.js';
import { outermostVertex, type VertexRuns } from './outermost-vertex.js';
import { sphereDirections } from './sphere-directions.js';

const directionCount = 800;
/** What lies within this share of the length around a place belongs to it. */
const reach = 0.03;
/** A tip is outermost in this share of all directions; a corner of a box is in an eighth, a ball's every place in 0.1 %. */
const leastShare = 0.03;
/** Two tips are no nearer to each other than this share of the length. */
const apart = 0.2;
const mostTips = 8;

/** The most pointed first, ties by x, then y, then z. `length`: that of the whole body, mm. */
export function tips(runs: VertexRuns, length: number): readonly Vec3[] {
  const outer = sphereDirections(directionCount).map((direction) => outermostVertex(runs, direction));
  const places = [...new Map(outer.map((place) => [place.join(), place])).values()];
  const sharp = places
    .map((place) => ({ place, count: countNear(outer, place, reach * length) }))
    .filter(({ count }) => count >= leastShare * directionCount)
    .sort((a, b) => b.count - a.count || compare(a.place, b.place));
  const found: Vec3[] = [];
  for (const { place } of sharp)
    if (found.length < mostTips && found.every((tip) => lengthOf(minus(tip, place)) >= apart * length))
      found.push(place);
  return found;
}

const countNear = (points: readonly Vec3[], place: Vec3, near: number): number =>
  points.reduce((count, point) => count + (lengthOf(minus(point, place)) <= near ? 1 : 0), 0);
