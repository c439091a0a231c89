import { describe, expect, it } from 'vitest';
import { fanOrEars } from '../../src/files/fan-or-ears.js';
import { growingNumbers, numbersIn } from '../../src/files/growing-numbers.js';

type Point = readonly [number, number];

/** On a slanted plane, so that no axis is favoured. */
const lifted = (points: readonly Point[]): number[] =>
  points.flatMap(([u, v]) => [u + 0.3 * v, v - 0.2 * u, 0.7 * u + 0.4 * v]);

function cut(points: readonly Point[], positions = lifted(points)): number[] {
  const out = growingNumbers();
  fanOrEars(
    points.map((_, k) => k),
    positions,
    out,
  );
  return [...numbersIn(out)];
}

const twice = (points: readonly Point[], [a, b, c]: readonly number[]): number =>
  (points[b][0] - points[a][0]) * (points[c][1] - points[a][1]) -
  (points[b][1] - points[a][1]) * (points[c][0] - points[a][0]);

/** Signed and unsigned area of the triangles agree with the shoelace area only if none overlaps or is turned over. */
function check(points: readonly Point[]): void {
  const triangles = cut(points);
  expect(triangles.length).toBe(3 * (points.length - 2));
  const area = points.reduce((sum, p, k) => {
    const q = points[(k + 1) % points.length];
    return sum + p[0] * q[1] - p[1] * q[0];
  }, 0);
  let unsigned = 0;
  for (let f = 0; f < triangles.length; f += 3)
    unsigned += Math.abs(twice(points, triangles.slice(f, f + 3)));
  expect(unsigned).toBeCloseTo(Math.abs(area), 9);
}

describe('fanOrEars', () => {
  it('cuts convex and concave polygons without overlap, either way round', () => {
    const shapes: Point[][] = [
      [
        [0, 0],
        [4, 0],
        [4, 3],
        [0, 3],
      ],
      [
        [0, 0],
        [4, 0],
        [1, 1],
        [0, 4],
      ],
      [
        [2, 2],
        [0, 4],
        [0, 0],
        [4, 0],
      ],
      [
        [0, 0],
        [6, 0],
        [6, 5],
        [4, 5],
        [4, 2],
        [2, 2],
        [2, 5],
        [0, 5],
      ],
      Array.from(
        { length: 11 },
        (_, k) => [Math.cos(k) * (k % 2 ? 1 : 3), Math.sin(k) * (k % 2 ? 1 : 3)] as const,
      ).sort((p, q) => Math.atan2(p[1], p[0]) - Math.atan2(q[1], q[0])),
    ];
    for (const shape of shapes) {
      check(shape);
      check([...shape].reverse());
    }
  });

  it('keeps corners that lie on a line', () =>
    check([
      [0, 0],
      [1, 0],
      [2, 0],
      [2, 2],
      [0, 2],
    ]));

  it('makes a fan of what has no area', () => {
    expect(
      cut([
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    ).toEqual([0, 1, 2, 0, 2, 3]);
    expect(
      cut([
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ]),
    ).toHaveLength(6);
  });

  it('ends soon on a polygon of many corners', () => {
    const ring = Array.from({ length: 5000 }, (_, k) => [Math.cos(k / 800), Math.sin(k / 800)] as const);
    expect(cut(ring)).toHaveLength(3 * 4998);
  });
});
