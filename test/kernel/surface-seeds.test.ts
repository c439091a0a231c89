// Points over a surface: one for each share of its area, on it, and facing out.
import { describe, expect, it } from 'vitest';
import { lengthOf, minus } from '../../src/core/vec3.js';
import { nearestPlace } from '../../src/kernel/nearest-place.js';
import { surfaceSeeds } from '../../src/kernel/surface-seeds.js';
import { ballMesh, boxMesh } from '../fixtures/shapes.js';

describe('surfaceSeeds', () => {
  it('gives each face its share', () => {
    const seeds = surfaceSeeds(boxMesh([0, 0, 0], [1, 2, 3]), () => true, 2200);
    expect(seeds.length).toBe(2200);
    const facing = (d: number, sign: number) => seeds.filter(({ out }) => out[d] * sign > 0.9);
    expect(facing(0, 1).length).toBe(600);
    expect(facing(1, -1).length).toBe(300);
    expect(facing(2, 1).length).toBe(200);
    for (const { at } of facing(2, 1)) expect(at[2]).toBe(3);
    // Within a face of two triangles too.
    const quarter = facing(0, 1).filter(({ at }) => at[1] < 1 && at[2] < 1.5);
    expect(Math.abs(quarter.length - 150)).toBeLessThan(15);
  });

  it('keeps to what is wanted', () => {
    const ball = ballMesh(5);
    const upper = (t: number) => ball.positions[3 * ball.triangles[3 * t] + 2] > 1;
    const seeds = surfaceSeeds(ball, upper, 50);
    expect(seeds.length).toBe(50);
    expect(seeds.every(({ at, out }) => at[2] > 0 && out[2] > 0)).toBe(true);
    expect(surfaceSeeds(ball, () => false, 50)).toEqual([]);
  });
});

describe('nearestPlace', () => {
  it('is on the surface, and faces out', () => {
    const box = boxMesh([0, 0, 0], [4, 4, 4]);
    expect(nearestPlace(box, [1, 2, 9])).toEqual({ place: [1, 2, 4], out: [0, 0, 1] });
    const { place, out } = nearestPlace(ballMesh(5, 128), [3, 4, 12]);
    expect(lengthOf(minus(place, [15 / 13, 20 / 13, 60 / 13]))).toBeLessThan(0.05);
    expect(lengthOf(minus(out, [3 / 13, 4 / 13, 12 / 13]))).toBeLessThan(0.1);
  });
});
