import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { type MeasureKind, measuredText, measuredValue, toldPoint } from '../../src/preview/measurement.js';

const a: Vec3 = [1, 2, 3];
const b: Vec3 = [4, -2, 15];

describe('measuredValue', () => {
  it.each<[MeasureKind, readonly Vec3[], number]>([
    ['distance', [a, b], 13],
    ['right-left', [a, b], 3],
    ['front-back', [a, b], 4],
    ['foot-head', [b, a], 12],
    [
      'angle',
      [
        [1, 0, 0],
        [0, 0, 0],
        [0, 5, 0],
      ],
      90,
    ],
    [
      'angle',
      [
        [3, 0, 0],
        [0, 0, 0],
        [Math.sqrt(3), 1, 0],
      ],
      30,
    ],
    [
      'angle',
      [
        [0, 0, 2],
        [0, 0, 1],
        [0, 0, -7],
      ],
      180,
    ],
    [
      'angle',
      [
        [7, 7, 7],
        [5, 7, 7],
        [9, 7, 7],
      ],
      0,
    ],
  ])('%s of %j is %d', (kind, points, expected) => {
    expect(measuredValue(kind, points)).toBeCloseTo(expected, 10);
  });

  it('has no angle where two points coincide', () => {
    expect(measuredValue('angle', [a, a, b])).toBeNaN();
  });

  it('is the same, to a thousandth, from points as they are told', () => {
    const p: Vec3 = [10.123_449, -33.333_333, 70.999_951];
    const q: Vec3 = [-41.000_049, 2.222_222, 5.551_111];
    const told = measuredValue('distance', [toldPoint(p), toldPoint(q)]);
    expect(Math.abs(told - measuredValue('distance', [p, q]))).toBeLessThan(2e-4);
  });
});

describe('measuredText', () => {
  it('says millimetres and degrees', () => {
    expect(measuredText({ kind: 'distance', points: [a, b] })).toBe('13.00 mm');
    expect(
      measuredText({
        kind: 'angle',
        points: [
          [1, 0, 0],
          [0, 0, 0],
          [0, 5, 0],
        ],
      }),
    ).toBe('90.0°');
  });
});
