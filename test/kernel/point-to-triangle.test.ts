// Distance of a point to a triangle, against a fine net of points on it.
import { expect, it } from 'vitest';
import { pointToTriangle } from '../../src/kernel/point-to-triangle.js';
import { seeded } from '../fixtures/solids.js';

it('is the least distance to the points of the triangle', () => {
  const random = seeded(6);
  for (let n = 0; n < 300; n++) {
    const p = Float32Array.from({ length: 9 }, () => 2 * random());
    const [x, y, z] = [4 * random() - 1, 4 * random() - 1, 4 * random() - 1];
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i <= 60; i++)
      for (let j = 0; i + j <= 60; j++) {
        const [s, t] = [i / 60, j / 60];
        const at = (d: number): number => (1 - s - t) * p[d] + s * p[3 + d] + t * p[6 + d];
        least = Math.min(least, Math.hypot(at(0) - x, at(1) - y, at(2) - z));
      }
    const distance = Math.sqrt(pointToTriangle(p, Uint32Array.of(0, 1, 2), 0, x, y, z));
    expect(distance).toBeLessThanOrEqual(least + 1e-6);
    // Sides are 3.5 mm at most, the net's steps 0.06.
    expect(distance).toBeGreaterThan(least - 0.06);
  }
});
