import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Context, quietContext } from '../../src/core/context.js';
import { spacingOf, toPatient, type Vec3 } from '../../src/core/grid.js';
import type { Scan } from '../../src/core/scan.js';
import { kernelNames, type Volume } from '../../src/core/volume.js';
import { evaluate } from '../../src/kernel/evaluate.js';
import { readScan } from '../../src/scan/read-scan.js';
import { resample } from '../../src/volume/resample.js';
import { oracleVolume, seeded } from '../kernel/resampling-oracle.js';
import { scanOf, tilted } from './scan-of.js';

const plain = tilted([1, 1, 1], 0, 0, [0, 0, 0]);
const valuesOf = (volume: Volume) => evaluate(volume, 0, volume.grid.size[2]);
const nodesOf = (scan: Scan) =>
  ([0, 1, 2] as const).map((axis) =>
    scan.nodes?.axis === axis
      ? [...scan.nodes.at]
      : Array.from({ length: scan.grid.size[axis] }, (_, i) => i),
  ) as [number[], number[], number[]];

/** Index of the target's voxel 0 and its step in the scan's grid, from the two affines. */
function latticeOf(scan: Scan, volume: Volume) {
  const [a, b] = [scan.grid.affine, volume.grid.affine];
  const index = (axis: number, column: number, from: number) => {
    const length = a[axis] ** 2 + a[4 + axis] ** 2 + a[8 + axis] ** 2;
    const d = [0, 4, 8].map((r) => b[r + column] - (from < 0 ? 0 : a[r + from]));
    return (d[0] * a[axis] + d[1] * a[4 + axis] + d[2] * a[8 + axis]) / length;
  };
  const [i, j, k] = [0, 1, 2];
  return {
    origin: [index(i, 3, 3), index(j, 3, 3), index(k, 3, 3)],
    step: [index(i, i, -1), index(j, j, -1), index(k, k, -1)],
    size: volume.grid.size,
  } as const;
}

describe('resample', () => {
  it('rounds the grid up and aligns the centres, as the IBSI writes', async () => {
    const one = scanOf([1, 1, 1], tilted([0.977, 0.977, 3], 0, 0, [-10, 20, 30]), () => 0);
    const scan = { ...one, grid: { ...one.grid, size: [204, 201, 60] } } as const;
    const { grid } = await resample(scan, { spacing: 2, kernel: 'linear', antiAlias: 'none' });
    expect(grid.size).toEqual([100, 99, 90]);
    expect(grid.affine[3]).toBeCloseTo(-10 + (0.977 * 203 - 2 * 99) / 2, 9);
    expect(grid.affine[7]).toBeCloseTo(20 + (0.977 * 200 - 2 * 98) / 2, 9);
    expect(grid.affine[11]).toBeCloseTo(30 + (3 * 59 - 2 * 89) / 2, 9);
  });

  it('lets float noise add no slice: 10 × 0.3 / 0.1 is 30', async () => {
    const scan = scanOf([10, 1, 1], tilted([0.3, 1, 1], 0, 0, [0, 0, 0]), () => 0);
    const { grid } = await resample(scan, { spacing: 0.1 });
    expect(grid.size).toEqual([30, 10, 10]);
  });

  it('takes the finest spacing, 0.5 mm at most, and leaves such axes as scanned', async () => {
    const scan = scanOf([8, 8, 4], tilted([0.4, 0.4, 1.5], 0, 0, [0, 0, 0]), () => 0);
    const volume = await resample(scan);
    expect(spacingOf(volume.grid.affine)).toEqual([0.4, 0.4, 0.4].map((s) => expect.closeTo(s, 12)));
    expect(volume.grid.size).toEqual([8, 8, 15]);
    expect(volume.taps.map((taps) => taps.width)).toEqual([1, 1, 4]);
    const coarse = await resample(scanOf([4, 4, 4], tilted([2, 1, 1], 0, 0, [0, 0, 0]), () => 0));
    expect(coarse.grid.size).toEqual([16, 8, 8]);
  });

  it('gives back the voxels themselves where the grid stays the same, with every kernel', async () => {
    const random = seeded(1);
    const affine = tilted([0.7, 0.7, 0.7], 0.3, 0.2, [1, 2, 3], true);
    const scan = scanOf([9, 7, 5], affine, () => Math.round(1000 * random()), { floats: false });
    for (const kernel of kernelNames) {
      const volume = await resample(scan, { spacing: 0.7, kernel });
      expect(volume.samples).toBe(scan.voxels);
      expect(valuesOf(volume)).toEqual(Float32Array.from(scan.voxels));
    }
  });

  it('puts every value where it belongs in the patient, on tilted, mirrored, anisotropic grids', async () => {
    const ramp = ([x, y, z]: Vec3) => 5 * x - 3 * y + 2 * z;
    for (const mirrored of [false, true])
      for (const kernel of ['linear', 'bspline3'] as const) {
        const affine = tilted([0.9, 0.7, 1.6], 0.4, -0.3, [-31, 12, 77], mirrored);
        const scan = scanOf([33, 35, 29], affine, ramp);
        const volume = await resample(scan, { spacing: 0.5, kernel });
        const [nx, ny, nz] = volume.grid.size;
        const values = valuesOf(volume);
        let worst = 0;
        for (let k = 36; k < nz - 36; k += 3)
          for (let j = 18; j < ny - 18; j += 3)
            for (let i = 20; i < nx - 20; i += 3) {
              const truth = ramp(toPatient(volume.grid.affine, i, j, k));
              worst = Math.max(worst, Math.abs(values[i + nx * (j + ny * k)] - truth));
            }
        expect(worst).toBeLessThan(2e-3);
      }
  });

  it('agrees with the oracle on uneven slices, every kernel', async () => {
    const random = seeded(9);
    const nodes = { axis: 2, at: Float64Array.of(0, 1, 2, 3.5, 4, 6, 7, 7.75) } as const;
    const affine = tilted([0.8, 1.1, 2], 0.1, 0.2, [5, 6, 7], true);
    const scan = scanOf([13, 11, 8], affine, () => 3000 * random(), { nodes });
    for (const kernel of kernelNames) {
      const notes: string[] = [];
      const context: Context = { ...quietContext, note: (name) => notes.push(name) };
      const volume = await resample(scan, { spacing: 0.6, kernel }, context);
      expect(volume.grid.size[2]).toBe(Math.ceil(((7.75 + 0.5 + 0.375) * 2) / 0.6));
      expect(notes.includes('kernel along axis 3')).toBe(kernel === 'lanczos3');
      if (kernel === 'lanczos3') continue;
      const truth = oracleVolume(kernel, scan.voxels, nodesOf(scan), latticeOf(scan, volume));
      const worst = valuesOf(volume).reduce((most, v, i) => Math.max(most, Math.abs(v - truth[i])), 0);
      expect(worst).toBeLessThan(0.01);
    }
  });

  it('smooths only the axes that get coarser, by 0.402 of the ratio', async () => {
    const wave = (cycles: number) => (p: Vec3) => 1000 * Math.cos(2 * Math.PI * cycles * p[0]);
    const notes = new Map<string, number | string>();
    const context: Context = { ...quietContext, note: (name, value) => notes.set(name, value) };
    const scan = scanOf([200, 3, 3], tilted([1, 4, 4], 0, 0, [0, 0, 0]), wave(0.3));
    const middle = async (antiAlias: 'gaussian' | 'none') => {
      const volume = await resample(scan, { spacing: 3, kernel: 'linear', antiAlias }, context);
      const half = valuesOf(volume).subarray(20, 50);
      return Math.sqrt(half.reduce((sum, v) => sum + v * v, 0) / half.length);
    };
    const [without, smoothed] = [await middle('none'), await middle('gaussian')];
    const sigma = 3 * Math.sqrt(-8 * Math.log(0.98));
    expect(smoothed / without).toBeCloseTo(Math.exp(-2 * (Math.PI * 0.3 * sigma) ** 2), 2);
    expect([...notes.keys()]).toContain('anti-alias sigma along axis 1');
    expect([...notes.keys()]).not.toContain('anti-alias sigma along axis 2');
  });

  it('refuses a grid that is too large, and names a spacing that fits', async () => {
    const one = scanOf([1, 1, 1], plain, () => 0);
    const scan = { ...one, grid: { ...one.grid, size: [300, 300, 300] } } as const;
    const refused = await resample(scan, { spacing: 0.1 }).catch((error) => error);
    expect(refused.message).toContain('3000 × 3000 × 3000');
    const fits = Number(/--spacing ([\d.]+)/.exec(refused.advice)?.[1]);
    expect(fits).toBeGreaterThan(0.23);
    expect(fits).toBeLessThan(0.25);
    await expect(resample(scan, { spacing: fits, kernel: 'linear' })).resolves.toBeDefined();
  });

  it('takes scans of one voxel, and the limits of the spacing', async () => {
    const scan = scanOf([1, 1, 1], plain, () => 37);
    for (const spacing of [0, 0.3, 20])
      for (const kernel of kernelNames)
        for (const v of valuesOf(await resample(scan, { spacing, kernel }))) expect(v).toBeCloseTo(37, 4);
  });

  it('writes its sentence with every choice in it', () => {
    const { says } = resample.declaration;
    const text = says({ spacing: 0.5, kernel: 'bspline3', antiAlias: 'gaussian' });
    for (const word of ['0.5 mm', 'cubic B-spline', 'prefilter', 'nearest value', 'centres aligned', '0.402'])
      expect(text).toContain(word);
  });
});

const lung = '../shared/data/ibsi1-lungct/nifti/image/phantom.nii.gz';
if (!existsSync(lung)) console.warn(`SKIPPED: the IBSI reference values of resampling need ${lung}`);

describe.skipIf(!existsSync(lung))('the IBSI lung scan at 2 mm', () => {
  // Reference values of configurations C (trilinear) and E (cubic) with their tolerances: image mean, minimum, maximum.
  const references = [
    ['linear', [-270, 3], [-1000, 0], [1854, 30]],
    ['bspline3', [-270, 3], [-1111, 10], [2637, 30]],
  ] as const;
  for (const [kernel, mean, least, most] of references)
    it(`${kernel} gives the published image`, async () => {
      const { scan } = await readScan(lung);
      const volume = await resample(scan, { spacing: 2, kernel, antiAlias: 'none' });
      const values = valuesOf(volume).map(Math.round);
      expect(volume.grid.size).toEqual([100, 99, 90]);
      const [sum, low, high] = values.reduce(
        ([s, l, h], v) => [s + v, Math.min(l, v), Math.max(h, v)],
        [0, 9999, -9999],
      );
      expect(Math.abs(sum / values.length - mean[0])).toBeLessThanOrEqual(mean[1]);
      expect(Math.abs(low - least[0])).toBeLessThanOrEqual(least[1]);
      expect(Math.abs(high - most[0])).toBeLessThanOrEqual(most[1]);
    });
});
