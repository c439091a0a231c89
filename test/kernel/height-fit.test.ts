// Planes and bent surfaces through points that lie on one.
import { describe, expect, it } from 'vitest';
import { type Bend, bendAt, heightFit } from '../../src/kernel/height-fit.js';
import { seeded } from './resampling-oracle.js';

describe('heightFit', () => {
  it('finds the surface that points lie on, on long and narrow boxes too', () => {
    const bend: Bend = [0.3, 0.1, -0.2, 0.01, -0.004, 0.05];
    const found = heightFit(toPoints(bend, 60, 2), 6);
    for (const [k, c] of bend.entries()) expect(found?.[k]).toBeCloseTo(c, 8);
    const plane: Bend = [1, 0.5, -0.25, 0, 0, 0];
    const flat = heightFit(toPoints(plane, 5, 5), 3);
    for (const [k, c] of plane.entries()) expect(flat?.[k]).toBeCloseTo(c, 9);
  });

  it('finds none where the points do not tell', () => {
    expect(heightFit(Float64Array.of(1, 1, 0, 2, 2, 0, 3, 3, 0), 3)).toBeNull();
    expect(heightFit(Float64Array.of(0, 0, 1), 3)).toBeNull();
  });
});

function toPoints(bend: Bend, wide: number, high: number): Float64Array {
  const random = seeded(3);
  const points: number[] = [];
  for (let n = 0; n < 40; n++) {
    const [u, v] = [(random() - 0.5) * wide, (random() - 0.5) * high];
    points.push(u, v, bendAt(bend, u, v));
  }
  return Float64Array.from(points);
}
