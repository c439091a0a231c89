// isocast filter from a file to a file: on which grid, in whose axis order, with which record.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { filterScan } from '../../src/commands/filter-scan.js';
import { replayRecord } from '../../src/commands/replay-record.js';
import { type Affine, toPatient, type Vec3 } from '../../src/core/grid.js';
import { niftiBytes } from '../../src/files/nifti-bytes.js';
import { readScan } from '../../src/scan/read-scan.js';
import { laplacian } from '../../src/volume/laplacian.js';

const folder = mkdtempSync(join(tmpdir(), 'isocast-filter-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A scan stored slices first, from the head down, mirrored: axes I, P, R in LPS mm. */
const stored = (spacing: Vec3): Affine => [
  0,
  0,
  -spacing[2],
  30,
  0,
  spacing[1],
  0,
  -20,
  -spacing[0],
  0,
  0,
  12,
];

function write(name: string, spacing: Vec3): string {
  const size: Vec3 = [9, 14, 16];
  const affine = stored(spacing);
  const voxels = new Float32Array(9 * 14 * 16);
  for (let k = 0, v = 0; k < 16; k++)
    for (let j = 0; j < 14; j++)
      for (let i = 0; i < 9; i++) {
        const [x, y, z] = toPatient(affine, i, j, k);
        voxels[v++] = 100 * Math.sin(x / 4) + 70 * Math.cos(y / 5 + z / 6);
      }
  const path = join(folder, name);
  writeFileSync(path, niftiBytes({ size, affine, voxels, gzip: true }));
  return path;
}

it('leaves an isotropic scan on its voxels, in the axis order of its file', async () => {
  const scan = write('cubes.nii.gz', [1.5, 1.5, 1.5]);
  const out = join(folder, 'log.nii.gz');
  const { written, made } = await filterScan(scan, { out, given: { laplacian: { sigma: 2 } } });
  expect(written.map(({ name }) => name)).toEqual(['log.nii.gz', 'log.json', 'log.record.json']);
  const [before, after] = [await readScan(scan), await readScan(out)];
  expect(after.scan.facts.storedAxes).toBe(before.scan.facts.storedAxes);
  expect(after.scan.grid).toEqual(before.scan.grid);
  expect(after.numberType).toBe('float32');
  const expected = await laplacian(before.scan, { sigma: 2 });
  expect([...after.scan.voxels]).toEqual([...expected.voxels]);
  expect(made.range[0]).toBeLessThan(0);
  const facts = readFileSync(join(folder, 'log.json'), 'utf8');
  expect(JSON.parse(facts).Filter).toMatchObject({
    sigma: 2,
    truncate: 4,
    boundary: 'mirror',
    dimensions: 3,
  });
  expect(facts).not.toMatch(/cubes|tmp/);
  expect((await replayRecord(join(folder, 'log.record.json'), { scan })).same).toBe(true);
});

it('puts another on voxels of its finest spacing, but filters within slices where they are', async () => {
  const scan = write('slices.nii.gz', [3, 1, 1]);
  const given = { laplacian: { sigma: 1.5 } };
  const whole = await filterScan(scan, { out: join(folder, 'a.nii'), given });
  expect(whole.made.grid?.size).toEqual([27, 14, 16]);
  // Slices lie across the axis whose spacing stands out, wherever the file has put it.
  const options = { given: { laplacian: { sigma: 1.5, dimensions: 2 } } };
  const across = write('across.nii.gz', [1, 1, 3]);
  for (const one of [across, scan]) {
    const left = await filterScan(one, { ...options, out: join(folder, 'b.nii') });
    expect(left.made.grid?.size).toEqual([9, 14, 16]);
  }
  expect(readFileSync(join(folder, 'b.json'), 'utf8')).toMatch(
    /head to foot \(the spacing that stands out\)/,
  );
  const oblong = write('oblong.nii.gz', [3, 1, 0.8]);
  const squared = await filterScan(oblong, { ...options, out: join(folder, 'b.nii') });
  expect(squared.made.grid?.size).toEqual([9, 18, 16]);
  const asked = await filterScan(scan, {
    out: join(folder, 'c.nii'),
    given: { ...given, resample: { spacing: 2 } },
  });
  expect(asked.made.grid?.size).toEqual([14, 7, 8]);
});

it('refuses to write over its input, and names that are no volume', async () => {
  const scan = write('in.nii.gz', [1, 1, 1]);
  const given = { laplacian: { sigma: 1 } };
  await expect(filterScan(scan, { out: scan, given })).rejects.toThrow('written over');
  await expect(filterScan(scan, { out: join(folder, 'x.json'), given })).rejects.toThrow('.nii');
});
