import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Scan } from '../../src/core/scan.js';
import type { PhantomOptions } from '../../src/phantom/phantom-options.js';
import { readScan } from '../../src/scan/read-scan.js';
import { sharpness } from '../../src/scan/sharpness.js';
import { phantomScan } from './phantom-scan.js';

type Vec3 = readonly [number, number, number];
const fine: Vec3 = [0.5, 0.5, 1];
const thick: Vec3 = [0.7, 0.7, 3];
const iso: Vec3 = [0.4, 0.4, 0.4];

interface Row {
  readonly body: string;
  readonly spacing: Vec3;
  readonly inPlane: number;
  readonly across: number;
  readonly noise: number;
  readonly more?: Partial<PhantomOptions>;
}

const rows: readonly Row[] = [
  { body: 'ball', spacing: fine, inPlane: 0.2, across: 0.3, noise: 0 },
  { body: 'ball', spacing: fine, inPlane: 0.35, across: 0.5, noise: 50 },
  { body: 'ball', spacing: fine, inPlane: 0.8, across: 1.2, noise: 20 },
  { body: 'ball', spacing: thick, inPlane: 0.28, across: 0.8, noise: 20 },
  { body: 'torus', spacing: fine, inPlane: 0.5, across: 0.8, noise: 20 },
  { body: 'spheres', spacing: [0.5, 0.5, 2], inPlane: 0.35, across: 0.5, noise: 0 },
  { body: 'box', spacing: fine, inPlane: 0.35, across: 0.5, noise: 20 },
  { body: 'cylinder', spacing: fine, inPlane: 0.35, across: 0.5, noise: 0 },
  { body: 'ball', spacing: fine, inPlane: 0.35, across: 0.5, noise: 20, more: { tiltDeg: [12, -7, 20] } },
  { body: 'ball', spacing: fine, inPlane: 0.35, across: 0.5, noise: 20, more: { axes: 'IPL' } },
  { body: 'spheres', spacing: iso, inPlane: 0.35, across: 0.7, noise: 20, more: { axes: 'SRA' } },
];

describe('the sigma of a phantom', () => {
  it.each(rows)('$body at $spacing mm, $inPlane and $across mm, noise $noise HU', (row) => {
    const { body, spacing, inPlane, across, noise, more } = row;
    const scan = phantomScan(body, {
      spacing,
      psfInPlane: inPlane,
      psfThroughPlane: across,
      noise,
      ...more,
    });
    const found = sharpness(scan);
    const off = (value: number | null | undefined, truth: number): number =>
      Math.abs((value ?? Number.NaN) / truth - 1);
    expect(off(found.inPlane?.sigma, inPlane)).toBeLessThan(0.05);
    expect(off(found.throughPlane?.gaussianSigma, across)).toBeLessThan(0.08);
    expect(off(found.throughPlane?.sigma, Math.hypot(across, spacing[2] / Math.sqrt(12)))).toBeLessThan(0.04);
    expect(found.inPlane?.fwhm).toBeCloseTo(2.3548 * (found.inPlane?.sigma ?? 0), 3);
    expect(found.sliceAxis).toBe(2);
    expect(found.reasons).toEqual([]);
    expect(Math.abs((found.noise?.sd ?? Number.NaN) - noise)).toBeLessThan(0.05 * noise + 0.5);
  });
});

const blank = (size: Vec3, value: (p: number) => number): Scan => {
  const voxels = new Int16Array(size[0] * size[1] * size[2]).map((_, p) => value(p));
  const whole = phantomScan('ball', { spacing: [3, 3, 3] });
  return { ...whole, grid: { ...whole.grid, size }, voxels };
};

describe('what is not known', () => {
  it('is null, with the reason: a label map, a uniform scan, one slice, one voxel', () => {
    const ball = phantomScan('ball', { spacing: [2, 2, 2] });
    const labels = { ...ball, facts: { ...ball.facts, labels: true } };
    for (const scan of [
      labels,
      blank([20, 20, 20], () => 7),
      blank([60, 60, 1], (p) => (p % 60 < 30 ? 0 : 1000)),
      blank([1, 1, 1], () => 5),
    ]) {
      const { inPlane, throughPlane, reasons } = sharpness(scan);
      expect([inPlane, throughPlane]).toEqual([null, null]);
      expect(reasons.length).toBeGreaterThan(0);
    }
    expect(sharpness(labels).reasons.join()).toContain('label map');
  });

  it('is what voxels are too coarse for', () => {
    const found = sharpness(phantomScan('ball', { spacing: [2, 2, 2], psfInPlane: 0.2 }));
    expect(found.inPlane).toBeNull();
    expect(found.reasons.join()).toContain('in the slices');
  });

  it('is the Gaussian where a slice is thinner than was said', () => {
    const scan = phantomScan('ball', { psfThroughPlane: 0.3, sliceProfile: 0 });
    const found = sharpness({ ...scan, facts: { ...scan.facts, sliceThickness: 2 } });
    expect(found.throughPlane?.gaussianSigma).toBeNull();
    expect(Math.abs((found.throughPlane?.sigma ?? 0) / 0.3 - 1)).toBeLessThan(0.1);
    expect(found.reasons.join()).toContain('thickness of a slice');
  });

  it('is white noise', () => {
    let state = 1;
    const dice = (): number => {
      state = (state * 1664525 + 1013904223) >>> 0;
      return (state / 2 ** 32) * 1000;
    };
    const { inPlane, throughPlane } = sharpness(blank([64, 64, 40], dice));
    expect([inPlane, throughPlane]).toEqual([null, null]);
  });
});

it('uses slices at their true places only, and leaves the scan as it was', () => {
  const scan = phantomScan('ball', { noise: 20 });
  const [nz, before] = [scan.grid.size[2], scan.voxels.slice()];
  const at = Float64Array.from({ length: nz }, (_, k) => (k < nz - 1 ? k : k - 0.4));
  const found = sharpness({ ...scan, nodes: { axis: 2, at } });
  expect(Math.abs((found.throughPlane?.gaussianSigma ?? 0) / 0.5 - 1)).toBeLessThan(0.05);
  const uneven = Float64Array.from({ length: nz }, (_, k) => k * (1 + 0.02 * k));
  expect(sharpness({ ...scan, nodes: { axis: 2, at: uneven } }).throughPlane).toBeNull();
  expect(scan.voxels.every((value, n) => value === before[n])).toBe(true);
});

const thigh = new URL('../../../shared/data/ibsi-sts/nifti/STS_001/CT_image.nii.gz', import.meta.url)
  .pathname;
if (!existsSync(thigh)) console.warn(`SKIPPED: ${thigh} is absent; blur is not measured in a real scan.`);
it.skipIf(!existsSync(thigh))('is plausible in a real CT of a thigh, slices 3.27 mm apart', async () => {
  const { scan } = await readScan(thigh, {});
  const { inPlane, throughPlane, noise } = sharpness(scan);
  expect(inPlane?.fwhm).toBeGreaterThan(0.8);
  expect(inPlane?.fwhm).toBeLessThan(1.6);
  expect(throughPlane?.fwhm).toBeGreaterThan(2.5);
  expect(throughPlane?.fwhm).toBeLessThan(4.5);
  expect(noise?.sd).toBeGreaterThan(10);
  expect(noise?.sd).toBeLessThan(40);
});
