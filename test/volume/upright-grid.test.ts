import { describe, expect, it } from 'vitest';
import { type Affine, invert, skewDeg, spacingOf, toPatient, type Vec3 } from '../../src/core/grid.js';
import { toLps } from '../../src/scan/to-lps.js';
import { resample } from '../../src/volume/resample.js';
import { scanOf, tilted } from './scan-of.js';

const size: Vec3 = [20, 18, 16];
const shears: Readonly<Record<string, Affine>> = {
  'leaning to the back': [0.8, 0, 0, -5, 0, 0.8, 0.5, 6, 0, 0, 1.5, 7],
  'leaning to the front and the side': [0.8, 0, 0.3, -5, 0, 0.8, -0.7, 6, 0, 0, 1.5, 7],
  'sheared in all': [0.9, 0.2, 0.1, -5, 0, 0.8, 0.2, 6, 0.1, 0, 1.1, 7],
};
const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((c) => [c & 1, (c >> 1) & 1, c >> 2]);

describe('the right-angled grid of a sheared scan', () => {
  it.each(Object.entries(shears))('%s: holds every voxel and no more than needed', async (_, affine) => {
    const { grid } = await resample(
      scanOf(size, affine, () => 0),
      { spacing: 0.7 },
    );
    expect(skewDeg(grid.affine)).toBeLessThan(1e-9);
    for (const s of spacingOf(grid.affine)) expect(s).toBeCloseTo(0.7, 12);
    const inverse = invert(grid.affine);
    const at = corners.map((c) => {
      const [i, j, k] = c.map((end, axis) => end * size[axis] - 0.5);
      return toPatient(inverse, ...toPatient(affine, i, j, k));
    });
    for (const axis of [0, 1, 2]) {
      const [low, high] = [Math.min(...at.map((p) => p[axis])), Math.max(...at.map((p) => p[axis]))];
      expect(low).toBeGreaterThan(-0.5 - 1e-9);
      expect(high).toBeLessThan(grid.size[axis] - 0.5 + 1e-9);
      expect(low + 0.5 + (grid.size[axis] - 0.5 - high)).toBeLessThan(1);
      expect(low + 0.5).toBeCloseTo(grid.size[axis] - 0.5 - high, 9);
    }
  });

  it('takes the perpendicular spacing for the finest', async () => {
    const scan = scanOf(size, [2, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0.9, 0], () => 0);
    const { grid } = await resample(
      { ...scan, facts: { ...scan.facts, format: 'DICOM' } },
      { spacing: 'finest' },
    );
    for (const s of spacingOf(grid.affine)) expect(s).toBeCloseTo(0.9, 12);
  });

  it('is refused an alignment with a first voxel that has no place in it; an upright scan is not', async () => {
    const scan = scanOf(size, shears['leaning to the back'], () => 0);
    for (const alignment of ['corner', 'origin'] as const) {
      await expect(resample(scan, { alignment })).rejects.toThrow(/slanted/);
      await resample(
        scanOf(size, tilted([1, 1, 2], 0.3, 0.2, [0, 0, 0]), () => 0),
        { alignment },
      );
    }
  });

  it('is the same in whichever order and direction the file stores the axes', async () => {
    const [base] = Object.values(shears).slice(1);
    const seen = new Set<string>();
    const column = (c: number): number[] => [base[c], base[4 + c], base[8 + c]];
    for (const order of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ])
      for (let flip = 0; flip < 8; flip++) {
        const back = order.map((_, n) => ((flip >> n) & 1) === 1);
        const first: [number, number, number] = [0, 0, 0];
        order.forEach((axis, n) => {
          if (back[n]) first[axis] = size[axis] - 1;
        });
        const origin = toPatient(base, ...first);
        const row = (r: number): readonly [number, number, number, number] => {
          const at = (n: number): number => column(order[n])[r] * (back[n] ? -1 : 1);
          return [at(0), at(1), at(2), origin[r]];
        };
        const stored: Vec3 = [size[order[0]], size[order[1]], size[order[2]]];
        const affine: Affine = [...row(0), ...row(1), ...row(2)];
        const { grid } = toLps({ grid: { size: stored, affine }, voxels: new Int16Array(20 * 18 * 16) });
        const scan = scanOf(grid.size, grid.affine, () => 0);
        seen.add(JSON.stringify((await resample(scan, { spacing: 0.7 })).grid));
      }
    expect(seen.size).toBe(1);
  });
});
