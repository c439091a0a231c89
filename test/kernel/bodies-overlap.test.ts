// Which solids have room in common, and which only touch or share walls.
import { describe, expect, it } from 'vitest';
import { bodiesOverlap } from '../../src/kernel/bodies-overlap.js';
import { boxMesh, movedMesh, together, turnedOver } from '../fixtures/shapes.js';

const unit = boxMesh([0, 0, 0], [1, 1, 1]);
const small = boxMesh([0.25, 0.25, 0.25], [0.5, 0.5, 0.5]);

describe('bodiesOverlap', () => {
  it('tells shared walls from overlaps', () => {
    expect(bodiesOverlap(unit, movedMesh(unit, [1, 0, 0]))).toBe(false);
    expect(bodiesOverlap(unit, movedMesh(unit, [0.5, 0, 0]))).toBe(true);
    expect(bodiesOverlap(unit, unit)).toBe(true);
    expect(bodiesOverlap(unit, movedMesh(unit, [3, 0, 0]))).toBe(false);
  });

  it('sees what lies inside, either way round', () => {
    expect(bodiesOverlap(unit, small)).toBe(true);
    expect(bodiesOverlap(small, unit)).toBe(true);
  });

  it('knows that what lies in a cavity lies in nothing, whether it fills it or not', () => {
    const cavity = boxMesh([-0.5, -0.5, -0.5], [1.5, 1.5, 1.5]);
    const hollow = together(boxMesh([-1, -1, -1], [2, 2, 2]), turnedOver(cavity));
    for (const inside of [unit, cavity, small]) {
      expect(bodiesOverlap(inside, hollow)).toBe(false);
      expect(bodiesOverlap(hollow, inside)).toBe(false);
    }
  });
});
