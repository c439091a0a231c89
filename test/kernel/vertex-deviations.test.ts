// Signed distances per vertex, against the formula.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import { vertexDeviations } from '../../src/kernel/vertex-deviations.js';
import { ballMesh, boxMesh, together } from '../fixtures/shapes.js';

describe('deviations of vertices', () => {
  it('are distances, positive outside', async () => {
    const both = together(boxMesh([-1, -2, -3], [1, 2, 3]), boxMesh([-12, -12, -12], [12, 14, 12]));
    const found = await vertexDeviations(both, boxMesh([-10, -10, -10], [10, 10, 10]), quietContext);
    // The corners of the inner box are nearest to a face in z; those of the outer one to a corner.
    expect([...found.subarray(0, 8)]).toEqual(Array.from({ length: 8 }, () => -7));
    expect(found[8]).toBeCloseTo(Math.hypot(2, 2, 2), 5);
    expect(found[15]).toBeCloseTo(Math.hypot(2, 4, 2), 5);
  });

  it('are those of balls in each other', async () => {
    const found = await vertexDeviations(ballMesh(9, 48), ballMesh(10, 96), quietContext);
    for (const d of found) expect(d).toBeCloseTo(-1, 1);
  });
});
