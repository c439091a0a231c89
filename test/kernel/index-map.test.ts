import { expect, it } from 'vitest';
import { type Affine, toPatient } from '../../src/core/grid.js';
import { indexMap } from '../../src/kernel/index-map.js';
import { tilted } from '../volume/scan-of.js';

it('takes an index of one grid to the place of the same point on another, mirrored, tilted, sheared', () => {
  const sheared: Affine = [0.9, 0, 0.1, -4000, 0, -1.3, 0.7, 7, 0, 0, 2.1, 1200];
  const turned = tilted([0.5, 2, 1.1], 0.7, -0.4, [-3990, 30, 1210], true);
  const size = [3, 4, 5] as const;
  for (const [from, to] of [
    [sheared, turned],
    [turned, sheared],
    [turned, turned],
  ] as const) {
    const map = indexMap({ size, affine: to }, { size, affine: from });
    for (const [i, j, k] of [
      [0, 0, 0],
      [2, -3, 4.5],
    ] as const) {
      const there = toPatient(map, i, j, k);
      const [a, b] = [toPatient(from, i, j, k), toPatient(to, ...there)];
      expect(b).toEqual(a.map((x) => expect.closeTo(x, 9)));
    }
  }
});
