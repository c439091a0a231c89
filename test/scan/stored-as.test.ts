import { describe, expect, it } from 'vitest';
import { type Affine, toPatient, type Vec3 } from '../../src/core/grid.js';
import { axisLetters } from '../../src/scan/axis-letters.js';
import { storedAs } from '../../src/scan/stored-as.js';
import { placedGrid, toLps } from '../../src/scan/to-lps.js';

const codes: string[] = [];
for (const a of 'LRPASI')
  for (const b of 'LRPASI')
    for (const c of 'LRPASI')
      if (new Set([a, b, c].map((l) => 'LRPASI'.indexOf(l) >> 1)).size === 3) codes.push(a + b + c);

/** Axes that run towards these sides, turned by 12° about z. */
function affineOf(code: string, spacing: Vec3): Affine {
  const [c, s] = [Math.cos(0.21), Math.sin(0.21)];
  const columns = [...code].map((letter, n) => {
    const axis = 'LRPASI'.indexOf(letter) >> 1;
    const sign = 'LPS'.includes(letter) ? 1 : -1;
    const e = [0, 1, 2].map((row) => (row === axis ? sign * spacing[n] : 0));
    return [c * e[0] - s * e[1], s * e[0] + c * e[1], e[2]];
  });
  const row = (r: number): [number, number, number, number] => [
    columns[0][r],
    columns[1][r],
    columns[2][r],
    10 * r - 7,
  ];
  return [...row(0), ...row(1), ...row(2)];
}

describe('storedAs', () => {
  it('undoes toLps in all 48 orders: the same voxels, the same places', () => {
    expect(codes).toHaveLength(48);
    const size: Vec3 = [3, 4, 5];
    const voxels = Int16Array.from({ length: 60 }, (_, n) => n);
    for (const code of codes) {
      const affine = affineOf(code, [0.7, 1.1, 2.3]);
      const placed = toLps({ grid: { size, affine }, voxels: voxels.slice() });
      expect(placedGrid({ size, affine })).toEqual(placed.grid);
      const { grid, start, strides } = storedAs(placed.grid, affine);
      expect(grid.size).toEqual(size);
      expect(axisLetters(grid.affine)).toBe(code);
      const back = Array.from({ length: 60 }, (_, n) => {
        const [i, j, k] = [n % 3, Math.floor(n / 3) % 4, Math.floor(n / 12)];
        return placed.voxels[start + i * strides[0] + j * strides[1] + k * strides[2]];
      });
      expect(back, code).toEqual([...voxels]);
      for (const [i, j, k] of [
        [0, 0, 0],
        [2, 3, 4],
        [1, 3, 0],
      ]) {
        const [p, q] = [toPatient(grid.affine, i, j, k), toPatient(affine, i, j, k)];
        expect(Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2])).toBeLessThan(1e-3);
      }
    }
  });
});
