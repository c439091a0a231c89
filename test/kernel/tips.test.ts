// Pointed places: the corners of a box, the ends of a spindle, none of a ball.
import { describe, expect, it } from 'vitest';
import { vertexRuns } from '../../src/kernel/outermost-vertex.js';
import { tips } from '../../src/kernel/tips.js';
import { ballMesh, boxMesh, turnedMesh } from '../fixtures/shapes.js';

describe('tips', () => {
  it('are the eight corners of a box', () => {
    const { positions } = boxMesh([0, 0, 0], [30, 40, 50]);
    const found = tips(vertexRuns(positions), Math.hypot(30, 40, 50));
    expect(found).toHaveLength(8);
    expect(new Set(found.map((p) => p.join())).size).toBe(8);
    for (const [x, y, z] of found)
      expect([0, 30].includes(x) && [0, 40].includes(y) && [0, 50].includes(z)).toBe(true);
  });

  it('are none of a ball', () => {
    expect(tips(vertexRuns(ballMesh(30).positions), 60)).toEqual([]);
  });

  it('are the two ends of a spindle', () => {
    const profile = [0, 0.25, 0.5, 0.75, 1].map((t) => [10 * Math.min(t, 1 - t) * 2, 100 * t] as const);
    const found = tips(vertexRuns(turnedMesh(profile, 48).positions), 100);
    expect(
      found
        .slice(0, 2)
        .map(([, , z]) => Math.round(z))
        .sort((a, b) => a - b),
    ).toEqual([0, 100]);
  });
});
