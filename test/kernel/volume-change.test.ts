// Gained and lost volume, against formulas and against booleans.
import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../src/core/print-model.js';
import { booleans } from '../../src/kernel/booleans.js';
import { volumeChange } from '../../src/kernel/volume-change.js';
import { ballMesh, boxMesh, movedMesh, together, turnedOver } from '../fixtures/shapes.js';

describe('volume change', () => {
  it('is nothing between the same', () => {
    const ball = ballMesh(5);
    expect(volumeChange([ball], [ball])).toEqual({ added: 0, removed: 0 });
    const copy = { positions: ball.positions.slice(), triangles: ball.triangles.slice().reverse() };
    expect(volumeChange([ball], [turnedOver(copy)])).toEqual({ added: 0, removed: 0 });
  });

  it('is exact where only one of them happens', () => {
    const box = boxMesh([0, 0, 0], [10, 20, 30]);
    const hollow = together(box, turnedOver(boxMesh([2, 2, 2], [8, 18, 28])));
    expect(volumeChange([box], [hollow])).toEqual({ added: 0, removed: 6 * 16 * 26 });
    expect(volumeChange([hollow], [box])).toEqual({ added: 6 * 16 * 26, removed: 0 });
    const pieces = [boxMesh([0, 0, 0], [10, 20, 12]), boxMesh([0, 0, 12], [10, 20, 30])];
    const { added, removed } = volumeChange([box], pieces);
    expect(added + removed).toBeCloseTo(0, 9);
  });

  it('tells both apart where a wall moves outward and the inside is emptied', () => {
    const inner = ballMesh(8, 96);
    const { added, removed } = volumeChange([inner], [together(ballMesh(10, 96), turnedOver(inner))]);
    const ball = (r: number): number => (4 / 3) * Math.PI * r ** 3;
    expect(added / (ball(10) - ball(8))).toBeCloseTo(1, 2);
    expect(removed / ball(8)).toBeCloseTo(1, 2);
  });

  it('agrees with booleans', async () => {
    const { solid, volume, difference } = await booleans();
    const one = movedMesh(ballMesh(7, 48), [1, 2, 3]);
    const two = boxMesh([-3, -2, 0], [6, 9, 12]);
    const [a, b] = [solid(bodyOf(one, 'anatomy'), 'a'), solid(bodyOf(two, 'anatomy'), 'b')];
    const { added, removed } = volumeChange([one], [two]);
    expect(added / volume(difference(b, [a]))).toBeCloseTo(1, 2);
    expect(removed / volume(difference(a, [b]))).toBeCloseTo(1, 2);
    expect(added - removed).toBeCloseTo(volume(b) - volume(a), 4);
  });
});
