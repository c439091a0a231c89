// Points of a surface between two heights: whatever is skipped on the way, they are the same ones.
import { expect, it } from 'vitest';
import { heightSpans, pointNumbers, surfacePoints, verticesNear } from '../../src/kernel/surface-points.js';
import { torus } from './solids.js';

const { positions: places, triangles } = torus(10, 3, 90, 60);
const positions = Float64Array.from(places);
const areas = Float64Array.from({ length: (4 * places.length) / 3 }, (_, n) => 1 + (n % 7));
const spans = heightSpans(positions, triangles);
const whole = (numbers: Float64Array): Float64Array =>
  numbers.map((_, n) => (n % 2 === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY));
/** Nothing is skipped. */
const open = { ofTriangles: whole(spans.ofTriangles), ofVertices: whole(spans.ofVertices) };

function pointsOf(known: typeof spans, heights: readonly [number, number], longest: number): number[] {
  const all: number[] = [];
  const points = new Float64Array(64 * pointNumbers);
  surfacePoints({ positions, triangles, areas, spans: known }, heights, longest, {
    points,
    flush: (count) => all.push(...points.subarray(0, count * pointNumbers)),
  });
  return all;
}

it.each([
  [-0.4, 0.7, 100],
  [2, 2.5, 0.2],
  [-9, 9, 0.4],
  [5, 6, 1],
])('gives the same points from %d to %d mm, edges of %d mm at most', (low, high, longest) => {
  expect(pointsOf(spans, [low, high], longest)).toEqual(pointsOf(open, [low, high], longest));
});

it('gives a point a triangle and a vertex, and the area of both', () => {
  const points = pointsOf(spans, [-9, 9], 100);
  expect(points.length / pointNumbers).toBe(triangles.length / 3 + places.length / 3);
  expect(pointsOf(spans, [5, 6], 100)).toEqual([]);
});

it('leaves out runs of vertices that lie elsewhere, and no vertex that does not', () => {
  const [low, high] = [2.5, 3];
  const found = new Set<number>();
  verticesNear({ positions, triangles, areas, spans }, [low, high], (from, to) => {
    for (let v = from; v < to; v++) found.add(v);
  });
  for (let v = 0; 3 * v < positions.length; v++)
    if (positions[3 * v + 2] >= low && positions[3 * v + 2] <= high) expect(found.has(v)).toBe(true);
});
