import { describe, expect, it } from 'vitest';
import { type Context, quietContext } from '../../src/core/context.js';
import { UserError } from '../../src/core/errors.js';
import { spacingOf, toPatient, type Vec3 } from '../../src/core/grid.js';
import type { Scan } from '../../src/core/scan.js';
import { boundaryNames, kernelNames, type Volume } from '../../src/core/volume.js';
import { evaluate } from '../../src/kernel/evaluate.js';
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
      expect(volume.oblique).toBeUndefined();
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
    const refused = await resample(scan, { spacing: 0.05 }).catch((error) => error);
    expect(refused.message).toContain('6000 × 6000 × 6000');
    const fits = Number(/--spacing ([\d.]+)/.exec(refused.advice)?.[1]);
    expect(fits).toBeGreaterThan(0.146);
    expect(fits).toBeLessThan(0.155);
    await expect(resample(scan, { spacing: fits, kernel: 'linear' })).resolves.toBeDefined();
  });

  it('takes scans of one voxel, and the limits of the spacing', async () => {
    const scan = scanOf([1, 1, 1], plain, () => 37);
    for (const spacing of [0, 0.3, 20])
      for (const kernel of kernelNames)
        for (const v of valuesOf(await resample(scan, { spacing, kernel }))) expect(v).toBeCloseTo(37, 4);
  });

  it('lays the grid by alignment and size rule, along axes of their own spacing', async () => {
    const affine = tilted([0.8, 1, 2.5], 0.3, 0.2, [4, -5, 6], true);
    const scan = scanOf([10, 11, 7], affine, () => 0);
    const spacing = [1.1, 1.5, 1.7] as const;
    const extent = [8 / 1.1, 11 / 1.5, 17.5 / 1.7];
    for (const sizeRule of ['ceil', 'round', 'floor'] as const)
      for (const alignment of ['centre', 'corner', 'origin'] as const) {
        const { grid } = await resample(scan, { spacing, sizeRule, alignment, kernel: 'linear' });
        expect(grid.size).toEqual(extent.map(Math[sizeRule]));
        expect(spacingOf(grid.affine)).toEqual(spacing.map((s) => expect.closeTo(s, 12)));
        const [point, index] = {
          centre: [[4.5, 5, 3], grid.size.map((n) => (n - 1) / 2)],
          corner: [
            [-0.5, -0.5, -0.5],
            [-0.5, -0.5, -0.5],
          ],
          origin: [
            [0, 0, 0],
            [0, 0, 0],
          ],
        }[alignment];
        const [here, there] = [
          toPatient(grid.affine, index[0], index[1], index[2]),
          toPatient(affine, point[0], point[1], point[2]),
        ];
        expect(here).toEqual(there.map((x) => expect.closeTo(x, 9)));
      }
    const half = scanOf([5, 1, 1], plain, () => 0);
    const { grid } = await resample(half, { spacing: [2, 1, 1], sizeRule: 'round' });
    expect(grid.size).toEqual([3, 1, 1]);
    const one = await resample(half, { spacing: [20, 1, 1], sizeRule: 'floor' });
    expect(one.grid.size).toEqual([1, 1, 1]);
  });

  it('takes the finest spacing of the scan however coarse it is', async () => {
    const scan = scanOf([4, 4, 4], tilted([2, 0.9, 3], 0, 0, [0, 0, 0]), () => 0);
    const { grid } = await resample(scan, { spacing: 'finest' });
    expect(spacingOf(grid.affine)).toEqual([0.9, 0.9, 0.9].map((s) => expect.closeTo(s, 12)));
  });

  it('matches a grid that is parallel to the scan, also one that runs the other way', async () => {
    const affine = tilted([0.9, 0.7, 1.6], 0.4, -0.3, [-31, 12, 77]);
    const random = seeded(21);
    const scan = scanOf([14, 12, 9], affine, () => 1000 * random());
    const origin = toPatient(affine, 9.3, 1.2, 0.4);
    const [x, y, z] = [-0.8, 1.3, 0.6];
    const column = (c: number, s: number) => [0, 4, 8].map((r) => affine[r + c] * s);
    const [a, b, c] = [column(0, x), column(1, y), column(2, z)];
    const rows = [0, 1, 2].map((r) => [a[r], b[r], c[r], origin[r]] as const);
    const grid = { size: [15, 7, 12], affine: [...rows[0], ...rows[1], ...rows[2]] } as const;
    const lattice = { origin: [9.3, 1.2, 0.4], step: [x, y, z], size: grid.size } as const;
    for (const kernel of kernelNames)
      for (const boundary of boundaryNames) {
        const volume = await resample(scan, { grid, kernel, boundary, antiAlias: 'none', spacing: 7 });
        expect(volume.oblique).toBeUndefined();
        expect(volume.grid).toEqual(grid);
        const truth = oracleVolume(kernel, scan.voxels, nodesOf(scan), lattice, boundary);
        const worst = valuesOf(volume).reduce((most, v, i) => Math.max(most, Math.abs(v - truth[i])), 0);
        expect(worst).toBeLessThan(1e-2);
      }
  });

  it('gives back the voxels themselves on the scan’s own grid, or that flipped, stored with some noise', async () => {
    const random = seeded(2);
    const affine = tilted([0.7, 0.8, 2.1], 0.3, 0.2, [100, -200, 300], true);
    const scan = scanOf([9, 7, 5], affine, () => 1000 * random());
    for (const kernel of kernelNames)
      for (const grid of [
        scan.grid,
        { ...scan.grid, affine: affine.map(Math.fround) as unknown as typeof affine },
      ]) {
        const volume = await resample(scan, { grid, kernel });
        expect(volume.samples).toBe(scan.voxels);
        expect(valuesOf(volume)).toEqual(scan.voxels);
      }
    const end = toPatient(affine, 8, 6, 4);
    const flipped = affine.map((v, n) => (n % 4 === 3 ? end[(n - 3) / 4] : -v)) as unknown as typeof affine;
    const volume = await resample(scan, { grid: { size: [9, 7, 5], affine: flipped } });
    expect(valuesOf(volume)).toEqual(scan.voxels.toReversed());
  });

  it('smooths by given sigmas, and on a grid askew by the steps that each axis sees', async () => {
    const told = async (options: Parameters<typeof resample>[1]) => {
      const notes: Record<string, number | string> = {};
      const note: Context['note'] = (name, value) => {
        notes[name] = value;
      };
      await resample(scan, options, { ...quietContext, note });
      return [1, 2, 3].map((axis) => notes[`anti-alias sigma along axis ${axis}`]);
    };
    const scan = scanOf([12, 11, 10], tilted([1, 1, 3], 0, 0, [0, 0, 0]), () => 0);
    expect(await told({ spacing: [1, 1, 3], antiAlias: [0.5, 0, 1.5] })).toEqual([0.5, undefined, 1.5]);
    const sigma = Math.sqrt(-8 * Math.log(0.98));
    const turned = { size: [5, 5, 5], affine: tilted([2, 2, 2], 0.6, 0, [0, 0, 0]) } as const;
    expect(await told({ grid: turned })).toEqual([
      expect.closeTo(2 * sigma, 9),
      expect.closeTo(2 * sigma, 9),
      undefined,
    ]);
    expect(await told({ grid: { ...turned, affine: tilted([1, 1, 3], 0.6, 0, [0, 0, 0]) } })).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('reads and refuses spacings, sigmas and grids', async () => {
    const { spacing, antiAlias, grid } = resample.declaration.options;
    expect(spacing.parse('0.5', '--spacing')).toBe(0.5);
    expect(spacing.parse('finest', '--spacing')).toBe('finest');
    expect(spacing.parse('1, 1,2.5', '--spacing')).toEqual([1, 1, 2.5]);
    for (const text of ['', 'fine', '-1', '21', '1,2', '1,2,0', '1,,2', '1,2,3,4', '1x'])
      expect(() => spacing.parse(text, '--spacing'), text).toThrow(UserError);
    expect(antiAlias.parse('none', '--anti-alias')).toBe('none');
    expect(antiAlias.parse('0.8,0,2', '--anti-alias')).toEqual([0.8, 0, 2]);
    for (const text of ['', 'some', '1', '1,2', '-1,0,0', '1,2,99'])
      expect(() => antiAlias.parse(text, '--anti-alias'), text).toThrow(UserError);
    const scan = scanOf([2, 2, 2], plain, () => 0);
    const flat = { size: [2, 2, 2], affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0] } as const;
    await expect(resample(scan, { grid: flat })).rejects.toThrow(UserError);
    await expect(resample(scan, { grid: { ...flat, size: [2, 0, 2] } })).rejects.toThrow(UserError);
    const huge = { size: [3000, 3000, 3000], affine: plain } as const;
    await expect(resample(scan, { grid: huge })).rejects.toThrow(/3000 × 3000 × 3000/);
    expect(() => grid.parse('1', 'grid')).toThrow(UserError);
  });

  it('writes its sentence with every choice in it', () => {
    const { says, options } = resample.declaration;
    const defaults = Object.fromEntries(
      Object.entries(options).map(([key, o]) => [key, o.default]),
    ) as Parameters<typeof says>[0];
    const plainly = says({ ...defaults, spacing: 0.5 });
    for (const word of ['0.5 mm', 'cubic B-spline', 'prefilter', 'nearest value', 'centres aligned', '0.402'])
      expect(plainly).toContain(word);
    const other = says({
      ...defaults,
      spacing: [1, 1, 2],
      kernel: 'catmull-rom',
      boundary: 'mirror',
      alignment: 'origin',
      sizeRule: 'floor',
      antiAlias: [0.5, 0.5, 0],
    });
    for (const word of [
      '1 × 1 × 2 mm',
      'Keys, a = −0.5',
      'half-sample',
      'rounded down',
      'centres of the first voxels',
      '0.5, 0.5, 0 mm',
    ])
      expect(other).toContain(word);
    const grid = { size: [4, 5, 6], affine: tilted([1, 2, 3], 0.1, 0, [0, 0, 0]) } as const;
    const matched = says({ ...defaults, grid, antiAlias: 'none' });
    for (const word of ['4 × 5 × 6', '1 × 2 × 3 mm', 'No anti-alias']) expect(matched).toContain(word);
    expect(matched).not.toContain('aligned');
  });
});
