// The longest length against all pairs; all of the body lies between its jaws.
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { dot, lengthOf, minus, unit } from '../../src/core/vec3.js';
import { longestLength } from '../../src/kernel/longest-length.js';
import { vertexRuns } from '../../src/kernel/outermost-vertex.js';
import { ballMesh, boxMesh } from '../fixtures/shapes.js';
import { seeded } from '../fixtures/solids.js';

const pointsOf = (p: Float32Array): Vec3[] =>
  Array.from({ length: p.length / 3 }, (_, v) => [p[3 * v], p[3 * v + 1], p[3 * v + 2]]);

describe('the longest length', () => {
  it('is that of all pairs, on clouds of all proportions', () => {
    const random = seeded(11);
    for (let round = 0; round < 20; round++) {
      const scale = [1 + 50 * random(), 1 + 50 * random(), 1 + 50 * random()];
      const cloud = Float32Array.from({ length: 3 * 120 }, (_, n) => random() * scale[n % 3]);
      const points = pointsOf(cloud);
      const longest = Math.max(...points.flatMap((a) => points.map((b) => lengthOf(minus(a, b)))));
      const [from, to] = longestLength(vertexRuns(cloud));
      expect(lengthOf(minus(to, from))).toBeCloseTo(longest, 6);
      const along = unit(minus(to, from));
      for (const point of points) {
        expect(dot(along, minus(point, from))).toBeGreaterThan(-1e-5);
        expect(dot(along, minus(to, point))).toBeGreaterThan(-1e-5);
      }
    }
  });

  it('is the diagonal of a box, and the diameter of a ball', () => {
    const [from, to] = longestLength(vertexRuns(boxMesh([-1, -2, -3], [2, 2, 9]).positions));
    expect(lengthOf(minus(to, from))).toBeCloseTo(13, 6);
    const [a, b] = longestLength(vertexRuns(ballMesh(20).positions));
    expect(lengthOf(minus(b, a))).toBeCloseTo(40, 4);
  });
});
