import { describe, expect, it } from 'vitest';
import { surfaceArea } from '../../src/core/mesh.js';
import { vertexBending } from '../../src/kernel/vertex-bending.js';
import { ball, box, flipped, torus } from './solids.js';

describe('vertexBending', () => {
  it('is one over the radius all over a ball, and the areas make up the surface', () => {
    const mesh = ball(4, 8, [3, -5, 70]);
    const { area, bending } = vertexBending(mesh);
    expect(area.reduce((sum, a) => sum + a, 0)).toBeCloseTo(surfaceArea(mesh), 2);
    const mean = bending.reduce((sum, k, v) => sum + k * area[v], 0) / surfaceArea(mesh);
    expect(mean).toBeGreaterThan(0.99 / 8);
    expect(mean).toBeLessThan(1.01 / 8);
  });

  it('is half the sum of both curvatures on the outermost and innermost circles of a torus', () => {
    const [R, r] = [10, 3];
    const mesh = torus(R, r, 200, 80);
    const { bending } = vertexBending(mesh);
    const p = mesh.positions;
    const least = { outer: Number.POSITIVE_INFINITY, inner: Number.POSITIVE_INFINITY };
    let [outer, inner] = [0, 0];
    for (let v = 0; v < bending.length; v++) {
      const round = Math.hypot(p[3 * v], p[3 * v + 1]);
      if (R + r - round < least.outer) [least.outer, outer] = [R + r - round, bending[v]];
      if (round - (R - r) < least.inner) [least.inner, inner] = [round - (R - r), bending[v]];
    }
    expect(outer).toBeCloseTo((1 / r + 1 / (R + r)) / 2, 2);
    expect(inner).toBeCloseTo((1 / r - 1 / (R - r)) / 2, 2);
    expect(inner).toBeLessThan(outer);
  });

  it('is positive where a body bulges, negative in its hollows', () => {
    const solid = box([0, 0, 0], [4, 5, 6]);
    expect(vertexBending(solid).bending.every((k) => k > 0)).toBe(true);
    expect(vertexBending(flipped(solid)).bending.every((k) => k < 0)).toBe(true);
  });
});
