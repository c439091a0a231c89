import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import type { Vec3 } from '../../src/core/grid.js';
import type { Scan } from '../../src/core/scan.js';
import { evaluate } from '../../src/kernel/evaluate.js';
import { resample } from '../../src/volume/resample.js';
import { store } from '../../src/volume/store.js';
import { storeMask } from '../../src/volume/store-mask.js';
import { scanOf, tilted } from './scan-of.js';

const affine = tilted([0.9, 0.7, 1.6], 0.4, -0.3, [-31, 12, 77], true);
const how = { kernel: 'linear', antiAlias: 'none' } as const;
const ball = (radius: number) => (p: Vec3) => (Math.hypot(p[0] + 44, p[1] - 21, p[2] - 93) <= radius ? 1 : 0);

const insideOf = ({ voxels }: Scan) => Array.from(voxels).filter((v) => v === 1).length;

describe('storeMask', () => {
  it('takes the voxels where at least half is inside, ties too', async () => {
    const line = scanOf([6, 1, 1], tilted([1, 1, 1], 0, 0, [0, 0, 0]), ([x]) => (x > 1 && x < 4 ? 1 : 0), {
      floats: false,
    });
    const fine = await resample(line, { ...how, spacing: [0.1, 1, 1], alignment: 'origin' });
    const { voxels } = await storeMask(fine);
    expect(voxels).toBeInstanceOf(Int16Array);
    // From 1.5 to 3.5, both included.
    expect([...voxels].join('')).toBe(`${'0'.repeat(15)}${'1'.repeat(21)}${'0'.repeat(24)}`);
  });

  it('agrees with the values on a grid askew, and holds nothing outside the scan', async () => {
    const mask = scanOf([24, 26, 22], affine, ball(9), { floats: false });
    const grid = { size: [40, 38, 36], affine: tilted([0.8, 0.8, 0.8], 0.1, 0.6, [-62, 5, 75]) } as const;
    for (const threshold of [0.25, 0.5, 1]) {
      const volume = await resample(mask, { ...how, grid });
      const outside = await store(volume, { rounding: 'none', outside: -9 });
      const result = await storeMask(volume, { threshold });
      expect(result.facts.labels).toBe(true);
      expect(result.grid).toEqual(grid);
      const values = evaluate(volume, 0, 36);
      const expected = values.map((v, n) => (v >= threshold - 1e-6 && outside.voxels[n] !== -9 ? 1 : 0));
      expect(Array.from(result.voxels)).toEqual(Array.from(expected));
    }
  });

  it('keeps the volume of a ball on a finer grid', async () => {
    const mask = scanOf([24, 26, 22], affine, ball(7), { floats: false });
    const before = insideOf(mask) * 0.9 * 0.7 * 1.6;
    const after = insideOf(await storeMask(await resample(mask, { ...how, spacing: 0.5 }))) * 0.125;
    expect(Math.abs(after / before - 1)).toBeLessThan(0.02);
  });

  it('refuses what is no mask', async () => {
    const labels = scanOf([3, 3, 3], affine, () => 255, { floats: false });
    await expect(storeMask(await resample(labels, how))).rejects.toThrow(UserError);
  });
});
