// The outermost and the farthest vertex against looking at every one of them; the order of the vertices does not matter.
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { farthestVertex, outermostVertex, vertexRuns } from '../../src/kernel/outermost-vertex.js';
import { sphereDirections } from '../../src/kernel/sphere-directions.js';
import { seeded } from '../fixtures/solids.js';

const random = seeded(5);
const cloud = Float32Array.from({ length: 3 * 1000 }, (_, n) => (random() - 0.5) * [60, 90, 40][n % 3]);
const points: Vec3[] = Array.from({ length: 1000 }, (_, v) => [
  cloud[3 * v],
  cloud[3 * v + 1],
  cloud[3 * v + 2],
]);
const backward = Float32Array.from([...points].reverse().flat());

describe('the outermost vertex', () => {
  it('is that of a slow search, in every direction and from either end', () => {
    for (const [x, y, z] of sphereDirections(60)) {
      const best = points.reduce((a, b) =>
        x * b[0] + y * b[1] + z * b[2] > x * a[0] + y * a[1] + z * a[2] ? b : a,
      );
      expect(outermostVertex(vertexRuns(cloud), [x, y, z])).toEqual(best);
      expect(outermostVertex(vertexRuns(backward), [x, y, z])).toEqual(best);
    }
  });

  it('is the first by x, y, z of several', () => {
    const corners = Float32Array.from([5, 2, 3, 5, -2, 3, 5, -2, -3, -5, 0, 0]);
    expect(outermostVertex(vertexRuns(corners), [1, 0, 0])).toEqual([5, -2, -3]);
  });
});

describe('the farthest vertex', () => {
  it('is that of a slow search', () => {
    const far = (p: Vec3, q: Vec3): number => Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
    for (const from of points.slice(0, 40)) {
      const best = points.reduce((a, b) => (far(b, from) > far(a, from) ? b : a));
      expect(farthestVertex(vertexRuns(cloud), from)).toEqual(best);
      expect(farthestVertex(vertexRuns(backward), from)).toEqual(best);
    }
  });
});
