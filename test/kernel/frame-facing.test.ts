// Text lies the right way round on every side of a patient.
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { nearestSide, sideDirections, sideLetter, sideNames } from '../../src/core/patient-sides.js';
import { cross, dot, lengthOf, minus } from '../../src/core/vec3.js';
import { frameFacing, inFrame } from '../../src/kernel/frame-facing.js';

const expectNear = (a: Vec3, b: Vec3): void => expect(lengthOf(minus(a, b))).toBeLessThan(1e-9);

describe('frameFacing', () => {
  it('reads from the outside, letters toward the head', () => {
    // Who looks at a face has the patient's left on his right.
    expectNear(frameFacing([0, 0, 0], sideDirections.anterior).right, sideDirections.left);
    expectNear(frameFacing([0, 0, 0], sideDirections.posterior).right, sideDirections.right);
    expectNear(frameFacing([0, 0, 0], sideDirections.left).right, sideDirections.posterior);
    expectNear(frameFacing([0, 0, 0], sideDirections.superior).up, sideDirections.anterior);
  });

  it('is right-handed however it is turned', () => {
    for (const out of [
      [1, 2, 3],
      [0, 0, -1],
      [-3, 0.2, 9],
    ] as const)
      for (const turn of [0, 45, 90, -45]) {
        const { right, up, out: toward } = frameFacing([1, 2, 3], out, turn);
        expectNear(cross(right, up), toward);
        expect([right, up, toward].map(lengthOf).map((x) => Math.round(1e9 * x) / 1e9)).toEqual([1, 1, 1]);
      }
    const level = frameFacing([0, 0, 0], [0, -1, 0]);
    expectNear(frameFacing([0, 0, 0], [0, -1, 0], 90).right, level.up);
    expectNear(inFrame(frameFacing([5, 0, 0], [0, -1, 0]), 1, 2, 3), [6, -3, 2]);
  });
});

describe('the sides of the patient', () => {
  it('are those of LPS', () => {
    expect(sideNames.map(sideLetter).join('')).toBe('RLAPSI');
    for (const side of sideNames) expect(nearestSide(sideDirections[side])).toBe(side);
    expect(dot(sideDirections.right, [1, 0, 0])).toBe(-1);
    expect(nearestSide([0.1, 0.3, -2])).toBe('inferior');
  });
});
