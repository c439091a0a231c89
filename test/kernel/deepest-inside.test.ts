// How thick solids are at most, against what is known of them.
import { describe, expect, it } from 'vitest';
import { deepestInside } from '../../src/kernel/deepest-inside.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { ballMesh, boxMesh, movedMesh, together, torusMesh } from '../fixtures/shapes.js';

describe('deepestInside', () => {
  it('finds the middle of a ball, and of the thicker of two', () => {
    const two = together(movedMesh(ballMesh(4, 128), [3, -50, 9]), movedMesh(ballMesh(3), [30, 0, 0]));
    const { depth, place } = deepestInside(targetSurface(two));
    expect(depth).toBeCloseTo(4, 1);
    expect(place.map((x) => Math.round(x))).toEqual([3, -50, 9]);
  });

  it('finds half of a plate, and of a ring', () => {
    expect(
      Math.abs(deepestInside(targetSurface(boxMesh([1, 1, 1], [40, 30, 2.7]))).depth - 0.85),
    ).toBeLessThan(0.02);
    expect(Math.abs(deepestInside(targetSurface(torusMesh(10, 2, 128, 64))).depth - 2)).toBeLessThan(0.03);
  });
});
