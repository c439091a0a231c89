import { describe, expect, test } from 'vitest';
import { toPatient, type Vec3 } from '../../src/core/grid.js';
import { normalBelow } from '../../src/kernel/elementary.js';
import { renderPhantom } from '../../src/phantom/render-phantom.js';
import { scannerGrid } from '../../src/phantom/scanner-grid.js';
import { uprightSlice } from '../../src/phantom/upright-slice.js';
import { valueAt } from './value-at.js';

const extent = { min: [-10, -20, -30], max: [14, 22, 34] } as const;

const column = (affine: readonly number[], c: number): number[] => [affine[c], affine[4 + c], affine[8 + c]];
const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, n) => sum + x * b[n], 0);

describe('a sheared grid', () => {
  test('leans by the angle towards its second axis; its slices keep their distance; its middle stays', () => {
    const spacing: Vec3 = [0.9, 1.1, 2];
    for (const shearDeg of [-45, -20, 12.5, 45]) {
      const { affine, size } = scannerGrid(extent, spacing, [30, 40, 50], [0, 0, 0], null, shearDeg);
      const [u, v, w] = [0, 1, 2].map((c) => column(affine, c));
      const long = Math.hypot(...w);
      expect(product(u, w)).toBeCloseTo(0, 12);
      expect((Math.asin(product(v, w) / (1.1 * long)) * 180) / Math.PI).toBeCloseTo(shearDeg, 9);
      expect(long * Math.cos((shearDeg * Math.PI) / 180)).toBeCloseTo(2, 12);
      const middle = toPatient(affine, (size[0] - 1) / 2, (size[1] - 1) / 2, (size[2] - 1) / 2);
      for (const [r, x] of [2, 1, 2].entries()) expect(middle[r]).toBeCloseTo(x, 9);
    }
  });

  test('tilted and sheared by the same angle about x it is a gantry: the table moves along z', () => {
    for (const deg of [-25, 20]) {
      const { affine } = scannerGrid(extent, [1, 1, 3], [deg, 0, 0], [0, 0, 0], null, deg);
      const [x, y, z] = column(affine, 2);
      expect([x, y]).toEqual([expect.closeTo(0, 12), expect.closeTo(0, 12)]);
      expect(z).toBeCloseTo(3 / Math.cos((deg * Math.PI) / 180), 12);
    }
  });

  test('without a shear nothing changes; with one a slice is seen upright where it is', () => {
    const plain = scannerGrid(extent, [1, 2, 3], [10, 20, 30], [0, 0, 0], null);
    expect(scannerGrid(extent, [1, 2, 3], [10, 20, 30], [0, 0, 0], null, 0)).toEqual(plain);
    expect(uprightSlice(plain.affine, 7)).toBe(plain.affine);
    const { affine } = scannerGrid(extent, [1, 2, 3], [10, 20, 30], [0, 0, 0], null, 30);
    const upright = uprightSlice(affine, 7);
    toPatient(upright, 3, 4, 7).forEach((x, r) => {
      expect(x).toBeCloseTo(toPatient(affine, 3, 4, 7)[r], 9);
    });
    const w = column(upright, 2);
    expect(Math.hypot(...w)).toBeCloseTo(3, 12);
    for (const c of [0, 1]) expect(product(column(upright, c), w)).toBeCloseTo(0, 9);
  });
});

const soft = { psfInPlane: 0.6, psfThroughPlane: 0.9, sliceProfile: 2 } as const;

test('a voxel of a sheared scan is that of an upright one at its place: the blur stays the scanner’s', () => {
  // at 45° each slice lies one whole voxel aside of the one before
  const options = {
    ...soft,
    bodyHU: 20000,
    airHU: 0,
    spacing: [1, 1, 1] as Vec3,
    tiltDeg: [12, -9, 21] as Vec3,
  };
  const leaning = renderPhantom('box', { ...options, shearDeg: 45, size: [12, 40, 10], centre: [9, 5, 4] });
  const upright = renderPhantom('box', { ...options, shearDeg: 0, size: [12, 49, 10], centre: [9, 5, 4] });
  let seen = 0;
  for (let k = 0; k < 10; k++)
    for (let j = 0; j < 40; j++)
      for (let i = 0; i < 12; i++) {
        const at = toPatient(leaning.affine, i, j, k);
        const there = toPatient(upright.affine, i, j + k, k);
        if (seen++ === 0)
          at.forEach((x, r) => {
            expect(x).toBeCloseTo(there[r], 6);
          });
        const [a, b] = [leaning.voxels[i + 12 * (j + 40 * k)], upright.voxels[i + 12 * (j + k + 49 * k)]];
        expect(Math.abs(a - b)).toBeLessThanOrEqual(1);
      }
  expect(Math.max(...leaning.voxels) - Math.min(...leaning.voxels)).toBeGreaterThan(15000);
});

test('a ball under an isotropic blur is the exact profile on a sheared grid', () => {
  const [height, sigma, radius] = [20000, 0.6, 20];
  const p = renderPhantom('ball', {
    psfInPlane: sigma,
    psfThroughPlane: sigma,
    sliceProfile: 0,
    bodyHU: height,
    airHU: 0,
    tiltDeg: [5, 6, 7],
    shearDeg: -27,
    spacing: [1.1, 1.2, 1.7],
  });
  const bell = (d: number): number => Math.exp((-d * d) / (2 * sigma * sigma));
  let [worst, n] = [0, 0];
  for (let k = 0; k < p.size[2]; k++)
    for (let j = 0; j < p.size[1]; j++)
      for (let i = 0; i < p.size[0]; i++) {
        const r = Math.max(1e-3, Math.hypot(...toPatient(p.affine, i, j, k)));
        const steps = normalBelow((radius - r) / sigma) + normalBelow((radius + r) / sigma) - 1;
        const exact = steps - (sigma / (r * Math.sqrt(2 * Math.PI))) * (bell(radius - r) - bell(radius + r));
        worst = Math.max(worst, Math.abs(p.voxels[n++] / height - exact));
      }
  expect(worst * 452).toBeLessThan(1);
});

test('left stays left on a sheared grid, in every order of storage', () => {
  for (const [axes, shearDeg] of [
    ['LPS', 25],
    ['RAI', -30],
    ['SRA', 18],
  ] as const) {
    const p = renderPhantom('asymmetric', {
      psfInPlane: 0.7,
      sliceProfile: 1,
      psfThroughPlane: 0.7,
      axes,
      shearDeg,
      tiltDeg: [10, -5, 20],
      spacing: [1.2, 1.2, 1.4],
    });
    for (const { name, at, inside } of p.truth.landmarks) {
      const value = valueAt(p, at);
      if (Number.isNaN(value)) expect(inside).toBe(false);
      else expect(`${name}: ${value > p.truth.halfMaximum}`).toBe(`${name}: ${inside}`);
    }
  }
});
