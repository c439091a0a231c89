import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { lengthOf, minus } from '../../src/core/vec3.js';
import { caliperShape } from '../../src/preview/caliper-shape.js';

const a: Vec3 = [1, 2, 3];
const b: Vec3 = [5, -2, 13];

describe('caliperShape', () => {
  it('is a point, then a line with its value halfway', () => {
    expect(caliperShape('distance', [a])).toEqual({ points: [a], lines: [], dashed: [], label: a });
    expect(caliperShape('distance', [a, b])).toMatchObject({ lines: [[a, b]], dashed: [], label: [3, 0, 8] });
  });

  it('runs along the axis, and is led to the second point', () => {
    const { lines, dashed } = caliperShape('foot-head', [a, b]);
    expect(lines).toEqual([[a, [1, 2, 13]]]);
    expect(dashed).toEqual([[[1, 2, 13], b]]);
    expect(caliperShape('right-left', [a, b]).lines).toEqual([[a, [5, 2, 3]]]);
    expect(caliperShape('front-back', [a, b]).lines).toEqual([[a, [1, -2, 3]]]);
  });

  it('bows an angle around its corner, from one leg to the other', () => {
    const [legs, arc] = caliperShape('angle', [
      [6, 0, 0],
      [0, 0, 0],
      [0, 0, 9],
    ]).lines;
    expect(legs).toHaveLength(3);
    for (const p of arc) expect(lengthOf(p)).toBeCloseTo(2, 9);
    expect(lengthOf(minus(arc[0], [2, 0, 0]))).toBeLessThan(1e-9);
    expect(lengthOf(minus(arc[arc.length - 1], [0, 0, 2]))).toBeLessThan(1e-9);
  });

  it('draws a straight angle and one without a leg without a number that is none', () => {
    for (const c of [
      [-3, 0, 0],
      [4, 0, 0],
      [0, 0, 0],
    ] as const) {
      const { lines, label } = caliperShape('angle', [[2, 0, 0], [0, 0, 0], c]);
      expect([...lines.flat(2), ...label].every(Number.isFinite)).toBe(true);
    }
  });
});
