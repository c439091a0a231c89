// The longest length of a body: two points between which, jaws at right angles to the line, all of it lies.
import type { Vec3 } from '../core/grid.js';
import { lengthOf, minus } from '../core/vec3.js';
import { farthestVertex, outermostVertex, type VertexRuns } from './outermost-vertex.js';
import { sphereDirections } from './sphere-directions.js';

/** From so many directions the search starts at both ends. */
const starts = 24;
/** Each round is longer than the one before; ten are hardly ever needed. */
const mostRounds = 100;

/**
 * From several vertices the farthest one is sought, from that one again, until two are each other's farthest; of these pairs
 * the longest. All of the body lies between planes at right angles to the line through either. Which of the two comes first
 * is by x, then y, then z. A pair that is longer by a little may be missed; no order of the vertices changes which is found.
 */
export function longestLength(runs: VertexRuns): readonly [Vec3, Vec3] {
  const pairs = sphereDirections(starts).map((direction) => pairFrom(runs, outermostVertex(runs, direction)));
  return pairs.reduce((best, pair) => (isLonger(pair, best) ? pair : best));
}

function pairFrom(runs: VertexRuns, start: Vec3): readonly [Vec3, Vec3] {
  let from = start;
  let to = farthestVertex(runs, from);
  for (let round = 0; round < mostRounds; round++) {
    const next = farthestVertex(runs, to);
    if (lengthOf(minus(next, to)) <= lengthOf(minus(from, to))) break;
    [from, to] = [to, next];
  }
  return compare(from, to) <= 0 ? [from, to] : [to, from];
}

function isLonger([a, b]: readonly [Vec3, Vec3], [c, d]: readonly [Vec3, Vec3]): boolean {
  const more = lengthOf(minus(b, a)) - lengthOf(minus(d, c));
  if (more !== 0) return more > 0;
  return compare(a, c) < 0 || (compare(a, c) === 0 && compare(b, d) < 0);
}

/** Points by x, then y, then z. */
export function compare(a: Vec3, b: Vec3): number {
  const d = [0, 1, 2].find((k) => a[k] !== b[k]);
  return d === undefined ? 0 : a[d] - b[d];
}
