// What the sidecar of a resampled scan says of the mask, of the anti-alias filter and of each axis' kernel.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { interpolationFacts } from '../../src/commands/interpolation-facts.js';
import { resampleScan } from '../../src/commands/resample-scan.js';
import { makeSmoothingTaps } from '../../src/kernel/smoothing-taps.js';
import { niftiFile } from '../fixtures/nifti-file.js';

const folder = mkdtempSync(join(tmpdir(), 'isocast-sidecar-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('each sentence speaks of what went through the step; the Gaussian’s end is told', async () => {
  const [scan, mask, out] = ['s.nii', 'm.nii', 'out.nii'].map((name) => join(folder, name));
  const size = [20, 18, 12];
  const sform = [-1, 0, 0, 5, 0, -0.8, 0, 7, 0, 0, 1.5, -9];
  const n = 20 * 18 * 12;
  const values = Array.from({ length: n }, (_, v) => ((v * 37) % 911) - 300);
  writeFileSync(scan, niftiFile({ size, sform, values }));
  const inside = Array.from({ length: n }, (_, v) => (v % 20 > 3 && v % 20 < 15 ? 1 : 0));
  writeFileSync(mask, niftiFile({ size, sform, values: inside }));
  await resampleScan(scan, { out, mask, given: { resample: { spacing: 2, kernel: 'linear' } } });
  const { Methods, AntiAliasing, Steps } = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));
  expect(Steps.map(({ name, of }: { name: string; of: string }) => `${name} ${of}`)).toEqual([
    ...['resample scan', 'store scan', 'resample mask', 'storeMask mask'],
  ]);
  expect(Methods.match(/The (scan|mask) was resampled/g)).toEqual([
    'The scan was resampled',
    'The mask was resampled',
  ]);
  const [, ofMask] = Methods.split('The mask was resampled');
  expect(ofMask).not.toMatch(/the scan/);
  expect(AntiAliasing.cutOff).toMatch(/floor\(4·sigma \+ 0\.5\).*normalised/);
  for (const axis of [0, 1, 2]) {
    const { width } = makeSmoothingTaps(101, AntiAliasing.sigmaVoxels[axis]);
    expect(width).toBe(2 * AntiAliasing.radiusVoxels[axis] + 1);
  }
});

it('where slices are uneven, the kernel is told axis by axis if another stands in its place', () => {
  const nodes = { axis: 1, at: Float64Array.of(0, 1, 2.5, 4) } as const;
  const named = (kernel: string) => interpolationFacts({ kernel, boundary: 'mirror' }, nodes);
  const along = (kernel: string) => JSON.parse(JSON.stringify(named(kernel).along));
  const lanczos = along('lanczos3');
  expect(lanczos.map(({ kernel }: { kernel: string }) => kernel)).toEqual([
    ...['lanczos3', 'bspline3', 'lanczos3'],
  ]);
  expect(lanczos[1]).toMatchObject({ samples: 'unevenly spaced', order: 3, supportVoxels: 4 });
  expect(lanczos[1].prefilter).toMatch(/interpolating/);
  expect([lanczos[0].prefilter, lanczos[0].supportVoxels]).toEqual(['none', 6]);
  const keys = along('catmull-rom');
  expect(keys[1].variant).toMatch(/Hermite.*parabolas/);
  expect(keys[1].prefilter).toBe('none');
  expect(keys[2].variant).toMatch(/Keys/);
  expect(named('lanczos3').variant).toBeUndefined();
  expect(named('linear')).toMatchObject({ variant: 'trilinear', boundary: 'mirror' });
  expect(interpolationFacts({ kernel: 'lanczos3', boundary: 'zero' }, undefined)).toMatchObject({
    kernel: 'lanczos3',
    supportVoxels: 6,
  });
});
