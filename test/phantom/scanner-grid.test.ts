import { expect, test } from 'vitest';
import { determinant, spacingOf, toPatient, type Vec3 } from '../../src/core/grid.js';
import { scannerGrid, storedAs } from '../../src/phantom/scanner-grid.js';

const extent = { min: [-10, -20, -30], max: [14, 22, 34] } as const;

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
].flatMap((order) =>
  [0, 1, 2, 3, 4, 5, 6, 7].map((flips) =>
    order.map((side) => ['LR', 'PA', 'SI'][side][(flips >> side) & 1]).join(''),
  ),
);

test('all 48 orders of storage put every voxel at the same place', () => {
  const grid = scannerGrid(extent, [4, 7, 9], [11, -23, 38], [0.3, 0.2, 0.1], null);
  expect(new Set(orders).size).toBe(48);
  let mirrored = 0;
  for (const axes of orders) {
    const stored = storedAs(grid, axes);
    const [nx, ny] = stored.grid.size;
    const seen = new Set<number>();
    let worst = 0;
    for (let k = 0; k < grid.size[2]; k++)
      for (let j = 0; j < grid.size[1]; j++)
        for (let i = 0; i < grid.size[0]; i++) {
          const [di, dj, dk] = stored.strides;
          const n = stored.start + i * di + j * dj + k * dk;
          seen.add(n);
          const [a, b, c] = [n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))];
          const there = toPatient(stored.grid.affine, a, b, c);
          const here = toPatient(grid.affine, i, j, k);
          worst = Math.max(worst, ...here.map((x, r) => Math.abs(x - there[r])));
        }
    expect(seen.size).toBe(grid.size[0] * grid.size[1] * grid.size[2]);
    expect(Math.min(...seen)).toBe(0);
    expect(worst).toBeLessThan(1e-9);
    if (determinant(stored.grid.affine) < 0) mirrored++;
  }
  expect(mirrored).toBe(24);
});

test('letters name the sides that the axes run towards', () => {
  const grid = scannerGrid(extent, [1, 2, 3], [0, 0, 0], [0, 0, 0], null);
  const { affine, size } = storedAs(grid, 'IRA').grid;
  const directions = [0, 4, 8].map((row) => affine.slice(row, row + 3));
  // first axis to inferior (−z), second to the right (−x), third to anterior (−y)
  expect(directions.flat().map((x) => x + 0)).toEqual([0, -1, 0, 0, 0, -2, -3, 0, 0]);
  expect(size).toEqual([grid.size[2], grid.size[0], grid.size[1]]);
});

test('a tilted grid covers the extent, with the spacing asked for', () => {
  const spacing: Vec3 = [0.9, 1.1, 2];
  const { size, affine } = scannerGrid(extent, spacing, [30, 40, 50], [0, 0, 0], null);
  spacingOf(affine).forEach((s, axis) => {
    expect(s).toBeCloseTo(spacing[axis], 12);
  });
  const middle = toPatient(affine, (size[0] - 1) / 2, (size[1] - 1) / 2, (size[2] - 1) / 2);
  for (const [r, x] of [2, 1, 2].entries()) expect(middle[r]).toBeCloseTo(x, 9);
  const a = affine;
  for (const n of [0, 1, 2, 3, 4, 5, 6, 7]) {
    const corner = [0, 1, 2].map((r) => extent[(n >> r) & 1 ? 'max' : 'min'][r] - middle[r]);
    for (const c of [0, 1, 2]) {
      const along = corner.reduce((sum, x, r) => sum + (x * a[4 * r + c]) / spacing[c], 0);
      expect(Math.abs(along)).toBeLessThanOrEqual((size[c] * spacing[c]) / 2 + 1e-9);
    }
  }
});
