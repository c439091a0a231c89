// isocast resample as a user runs it: what comes out lies where it should, whoever reads it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readHeader, readImage } from 'nifti-reader-js';
import { describe, expect, it } from 'vitest';
import { invert, toPatient } from '../src/core/grid.js';
import { isocast, scratch } from './command-line.js';
import { niftiFile } from './fixtures/nifti-file.js';

const python = '/usr/bin/python3';
const nibabel = spawnSync(python, ['-c', 'import nibabel, scipy']).status === 0;
if (!nibabel)
  console.warn('NO NIBABEL AND SCIPY HERE: grids are judged by nifti-reader-js alone, values by nobody.');
const data = new URL('../../shared/data/ibsi-sts/nifti/STS_001/', import.meta.url).pathname;
const real = existsSync(data);
if (!real) console.warn(`NO REAL SCANS at ${data}: CT, MR and PET on one grid were not tested.`);

const unpacked = (path: string): Buffer => {
  const bytes = readFileSync(path);
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};

/** As someone else reads it: size, affine to RAS, values. */
function read(path: string) {
  const { buffer } = Uint8Array.from(unpacked(path));
  const header = readHeader(buffer);
  if (header === null) throw new Error(`${path} is no NIfTI file`);
  const raw = readImage(header, buffer);
  const types: Record<number, () => ArrayLike<number>> = {
    2: () => new Uint8Array(raw),
    4: () => new Int16Array(raw),
    16: () => new Float32Array(raw),
  };
  const size = header.dims.slice(1, 4);
  return {
    size,
    ras: header.affine.flat().slice(0, 12),
    type: header.datatypeCode,
    values: types[header.datatypeCode](),
  };
}

/** The side that each stored axis runs towards. */
const codeOf = (ras: readonly number[]): string =>
  [0, 1, 2]
    .map((axis) => {
      const column = [0, 1, 2].map((row) => ras[4 * row + axis]);
      const row = column.reduce((best, x, n) => (Math.abs(x) > Math.abs(column[best]) ? n : best), 0);
      return ['LR', 'PA', 'IS'][row][column[row] > 0 ? 1 : 0];
    })
    .join('');

/** The value of the voxel nearest to a place, mm LPS. */
function valueAt({ size, ras, values }: ReturnType<typeof read>, at: readonly number[]): number {
  const m = ras.map((x, n) => (n < 8 ? -x : x));
  const toIndex = invert([m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11]]);
  const [i, j, k] = toPatient(toIndex, at[0], at[1], at[2]).map(Math.round);
  if ([i, j, k].some((n, axis) => n < 0 || n >= size[axis])) return Number.NaN;
  return values[i + size[0] * (j + size[1] * k)];
}

async function run(...args: string[]): Promise<string> {
  const { code, out, err } = await isocast(...args);
  expect([code, err], args.join(' ')).toEqual([0, '']);
  return out;
}

async function phantom(folder: string, name: string, file: string, ...flags: string[]): Promise<string> {
  const path = join(folder, file);
  await run('phantom', name, '--out', path, '--quiet', ...flags);
  return path;
}

describe('the asymmetric phantom', () => {
  it('stays in its axis order and in its place, whatever the order, the tilt and the spacing', async () => {
    const folder = scratch();
    for (const [axes, ...more] of [['RAS', '--tilt', '9,5,-14'], ['IPL'], ['ARI', '--tilt', '-4,11,6']]) {
      const scan = await phantom(
        folder,
        'asymmetric',
        `${axes}.nii.gz`,
        '--spacing',
        '1.8,1.9,2.2',
        '--axes',
        axes,
        ...more,
      );
      const out = join(folder, `${axes}-iso.nii.gz`);
      await run('resample', scan, '--spacing', '1.5', '--out', out);
      const [before, after] = [read(scan), read(out)];
      expect(codeOf(before.ras)).toBe(axes);
      expect(codeOf(after.ras)).toBe(axes);
      const truth = JSON.parse(readFileSync(join(folder, `${axes}.json`), 'utf8'));
      expect(truth.landmarks.length).toBeGreaterThan(3);
      for (const { name, at, inside } of truth.landmarks)
        expect(valueAt(after, at) > truth.halfMaximum, `${axes} ${name}`).toBe(inside);
    }
  });

  it('comes back byte for byte where the grid stays: by spacing, by --like, whole or fractional', async () => {
    const folder = scratch();
    const scan = await phantom(
      folder,
      'asymmetric',
      'p.nii.gz',
      '--spacing',
      '1.5,1.5,2',
      '--axes',
      'RSA',
      '--tilt',
      '3,-8,5',
      '--noise',
      '9',
    );
    for (const [name, ...how] of [
      ['same', '--spacing', '1.5,1.5,2'],
      ['like', '--like', scan],
      ['linear', '--spacing', '1.5,1.5,2', '--kernel', 'linear', '--rounding', 'none', '--clamp'],
    ]) {
      const out = join(folder, `${name}.nii`);
      await run('resample', scan, ...how, '--out', out);
      const [before, after] = [unpacked(scan), unpacked(out)];
      expect(after.subarray(352).equals(before.subarray(352)), name).toBe(true);
      expect(after.subarray(280, 328).equals(before.subarray(280, 328)), `${name}: sform`).toBe(true);
      expect(after.subarray(40, 108).equals(before.subarray(40, 108)), `${name}: size, type, spacing`).toBe(
        true,
      );
    }
    const floats = join(folder, 'floats.nii');
    const values = Float32Array.from({ length: 6 * 5 * 4 }, (_, n) => Math.sin(n) * 3);
    writeFileSync(
      floats,
      niftiFile({
        size: [6, 5, 4],
        type: 16,
        bits: 32,
        values,
        sform: [0, 0, 2, 1, 1.1, 0, 0, 2, 0, -0.7, 0, 3],
      }),
    );
    const out = join(folder, 'floats-out.nii');
    await run('resample', floats, '--like', floats, '--out', out);
    expect(unpacked(out).subarray(352).equals(readFileSync(floats).subarray(352))).toBe(true);
    expect(read(out).ras).toEqual(read(floats).ras);
    const padded = join(folder, 'padded.nii');
    const shorts = Int16Array.from({ length: 480 }, (_, n) =>
      n % 8 === 0 ? -2000 : ((n * 31) % 1400) - 1000,
    );
    writeFileSync(
      padded,
      niftiFile({
        size: [8, 10, 6],
        type: 4,
        bits: 16,
        values: shorts,
        sform: [-1, 0, 0, 4, 0, 1, 0, 2, 0, 0, 2, 0],
      }),
    );
    await run('resample', padded, '--like', padded, '--out', out);
    expect(unpacked(out).subarray(352).equals(readFileSync(padded).subarray(352))).toBe(true);
  });
});

describe('--like', () => {
  it('gives the very size and affine of the other file, in its axis order, and the same place everywhere', async () => {
    const folder = scratch();
    const scan = await phantom(folder, 'asymmetric', 'a.nii.gz', '--spacing', '1.5,1.5,2', '--axes', 'LPS');
    const other = await phantom(
      folder,
      'asymmetric',
      'b.nii.gz',
      '--spacing',
      '2,1.7,2.2',
      '--axes',
      'IRP',
      '--tilt',
      '10,-6,15',
    );
    const out = join(folder, 'on-b.nii.gz');
    const { code, err } = await isocast('resample', scan, '--like', other, '--out', out);
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^warning: [\d.]+ % of the grid's voxels lie outside/),
    ]);
    const [wanted, got] = [unpacked(other), unpacked(out)];
    expect(got.subarray(280, 328).equals(wanted.subarray(280, 328))).toBe(true);
    expect(got.subarray(40, 48).equals(wanted.subarray(40, 48))).toBe(true);
    const truth = JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8'));
    for (const { name, at, inside } of truth.landmarks)
      expect(valueAt(read(out), at) > truth.halfMaximum, name).toBe(inside);
    const { SpatialReference, Sources } = JSON.parse(readFileSync(join(folder, 'on-b.json'), 'utf8'));
    expect(SpatialReference).toBe(
      `hash://sha256/${createHash('sha256').update(readFileSync(other)).digest('hex')}`,
    );
    expect(Sources).toHaveLength(2);
    if (nibabel) judge([out, other]);
  });

  it.skipIf(!real)('CT, MR and PET of one thigh on one grid of 1 mm', async () => {
    const folder = scratch();
    const [ct, mr, pet] = ['ct', 'mr', 'pet'].map((name) => join(folder, `${name}.nii`));
    await run('resample', join(data, 'CT_image.nii.gz'), '--spacing', '1', '--out', ct);
    for (const [image, out] of [
      ['MR_T1_image.nii.gz', mr],
      ['PET_image.nii.gz', pet],
    ])
      expect((await isocast('resample', join(data, image), '--like', ct, '--out', out)).code).toBe(0);
    const headers = [ct, mr, pet].map((path) => readFileSync(path).subarray(0, 352));
    for (const header of headers) {
      expect(header.subarray(40, 56).equals(headers[0].subarray(40, 56))).toBe(true);
      expect(header.subarray(256, 328).equals(headers[0].subarray(256, 328))).toBe(true);
    }
    if (nibabel) judge([ct, mr, pet]);
  });
});

it.skipIf(!nibabel)(
  'values between the voxels are those that SciPy finds through the files alone',
  async () => {
    const folder = scratch();
    const flags = ['--noise', '20', '--spacing', '2,1.8,2.6', '--axes', 'IPL', '--tilt', '9,5,-14'];
    const scan = await phantom(folder, 'asymmetric', 'a.nii', ...flags);
    const other = await phantom(
      folder,
      'asymmetric',
      'b.nii',
      '--spacing',
      '2.3,2.1,2.7',
      '--axes',
      'RSA',
      '--tilt',
      '-10,20,5',
    );
    const exactly = ['--kernel', 'linear', '--anti-alias', 'none', '--rounding', 'none'];
    const [own, like] = [join(folder, 'own.nii'), join(folder, 'like.nii')];
    await run('resample', scan, '--spacing', '1.7', ...exactly, '--out', own);
    expect((await isocast('resample', scan, '--like', other, ...exactly, '--out', like)).code).toBe(0);
    const script = `
import sys, numpy as np, nibabel as nib
from scipy.ndimage import map_coordinates
scan = nib.load(sys.argv[1])
values = scan.get_fdata()
for path in sys.argv[2:]:
    image = nib.load(path)
    to = np.linalg.inv(scan.affine) @ image.affine
    index = np.indices(image.shape).reshape(3, -1)
    there = to[:3, :3] @ index + to[:3, 3:]
    wanted = map_coordinates(values, there, order=1, mode='nearest').reshape(image.shape)
    apart = np.abs(wanted - image.get_fdata()).max() / np.ptp(values)
    assert apart < 1e-4, apart
`;
    const { status, stderr } = spawnSync(python, ['-c', script, scan, own, like], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  },
);

/** Debian's nibabel finds the same shape, and corners in the same place to 0.001 mm. */
function judge(paths: readonly string[]): void {
  const script = `
import sys, itertools, numpy as np, nibabel as nib
images = [nib.load(path) for path in sys.argv[1:]]
first = images[0]
for image in images:
    assert image.shape == first.shape, (image.shape, first.shape)
    for corner in itertools.product(*[(0, n - 1) for n in first.shape]):
        apart = nib.affines.apply_affine(image.affine, corner) - nib.affines.apply_affine(first.affine, corner)
        assert np.abs(apart).max() < 1e-3, apart
    assert np.abs(image.get_sform() - image.get_qform()).max() < 1e-3
`;
  const { status, stderr } = spawnSync(python, ['-c', script, ...paths], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
}

describe('mask, labels, presets and the sidecar', () => {
  const folder = scratch();
  const size = [12, 10, 6];
  const sform = [2, 0, 0, -11, 0, 2, 0, -9, 0, 0, 3, 5];
  const inside = (n: number): boolean => {
    const [i, j, k] = [n % 12, Math.floor(n / 12) % 10, Math.floor(n / 120)];
    return i >= 3 && i < 9 && j >= 2 && j < 7 && k >= 1 && k < 4;
  };
  const scan = join(folder, 'scan.nii');
  const grey = Int16Array.from({ length: 720 }, (_, n) => (inside(n) ? 300 : -900) + ((n * 37) % 50));
  writeFileSync(scan, niftiFile({ size, type: 4, bits: 16, values: grey, sform }));
  const mask = join(folder, 'roi.nii');
  writeFileSync(
    mask,
    niftiFile({
      size,
      type: 2,
      bits: 8,
      values: Uint8Array.from({ length: 720 }, (_, n) => (inside(n) ? 255 : 0)),
      sform,
    }),
  );
  const labels = join(folder, 'labels.nii');
  writeFileSync(
    labels,
    niftiFile({
      size,
      type: 4,
      bits: 16,
      values: Int16Array.from({ length: 720 }, (_, n) => (inside(n) ? (n % 12 < 6 ? 4 : 137) : 0)),
      sform,
    }),
  );

  it('a mask goes with the scan onto the same grid: 0 and 1, its volume kept', async () => {
    await run(
      'resample',
      scan,
      '--preset',
      'ibsi-c',
      '--spacing',
      '1',
      '--mask',
      mask,
      '--out',
      join(folder, 'm.nii.gz'),
    );
    const [image, roi] = [read(join(folder, 'm.nii.gz')), read(join(folder, 'm_mask.nii.gz'))];
    expect([roi.size, roi.ras]).toEqual([image.size, image.ras]);
    expect([image.type, roi.type]).toEqual([4, 2]);
    const voxels = [...Array(roi.values.length).keys()].filter((n) => roi.values[n] === 1).length;
    expect(new Set(Array.from(roi.values))).toEqual(new Set([0, 1]));
    // 6 × 5 × 3 voxels of 2 × 2 × 3 mm, on voxels of 1 mm; at the corners the share is 0.75 · 0.75 · 0.83 = 0.47
    expect(voxels).toBe(6 * 5 * 3 * 12 - 8);
    const sidecar = JSON.parse(readFileSync(join(folder, 'm.json'), 'utf8'));
    await run('replay', join(folder, 'm.record.json'), scan, '--mask', mask);
    expect(sidecar.Mask).toMatchObject({ kernel: 'linear', threshold: 0.5 });
  });

  it('labels are not mixed, and it is said', async () => {
    const out = join(folder, 'l.nii.gz');
    const {
      code,
      out: said,
      err,
    } = await isocast('resample', labels, '--spacing', '1', '--kernel', 'linear', '--out', out);
    expect(code).toBe(0);
    expect(said).toMatch(/label map/);
    expect(err).toMatch(/kernel had nothing to act upon/);
    expect(await run('replay', join(folder, 'l.record.json'), labels)).toMatch(/SAME: every byte/);
    const { values, type } = read(out);
    expect(type).toBe(4);
    expect(new Set(Array.from(values))).toEqual(new Set([0, 4, 137]));
    await run('resample', labels, '--spacing', '1', '--values', 'grey', '--kernel', 'linear', '--out', out);
    expect(new Set(Array.from(read(out).values)).size).toBeGreaterThan(3);
  });

  it('the sidecar tells what the IBSI asks for, and nothing of clock, machine or names', async () => {
    await run(
      'resample',
      scan,
      '--spacing',
      '4,4,3',
      '--kernel',
      'catmull-rom',
      '--out',
      join(folder, 'coarse.nii.gz'),
    );
    const text = readFileSync(join(folder, 'coarse.json'), 'utf8');
    const sidecar = JSON.parse(text);
    expect(Object.keys(sidecar)).toEqual(
      expect.arrayContaining([
        'Description',
        'Sources',
        'GeneratedBy',
        'SpatialReference',
        'Resolution',
        'Inputs',
        'Grid',
        'Interpolation',
        'AntiAliasing',
        'Values',
        'Mask',
        'OrderOfOperations',
        'Precision',
        'Randomness',
        'Determinism',
        'Steps',
        'Methods',
        'Outputs',
      ]),
    );
    expect(sidecar.Inputs[0].stored.affine.ras).toEqual([
      [2, 0, 0, -11],
      [0, 2, 0, -9],
      [0, 0, 3, 5],
      [0, 0, 0, 1],
    ]);
    expect(sidecar.Interpolation).toMatchObject({
      kernel: 'catmull-rom',
      order: 3,
      supportVoxels: 4,
      boundary: 'nearest',
    });
    // 0.402 times the ratio of 2, in voxels of 2 mm
    expect(sidecar.AntiAliasing.sigmaVoxels).toEqual([expect.closeTo(0.804, 3), expect.closeTo(0.804, 3), 0]);
    expect(sidecar.AntiAliasing.sigmaMm).toEqual([expect.closeTo(1.608, 3), expect.closeTo(1.608, 3), 0]);
    expect(sidecar.Grid).toMatchObject({ size: [6, 5, 6], spacing: [4, 4, 3] });
    expect(sidecar.Outputs[0].sha256).toBe(
      createHash('sha256')
        .update(readFileSync(join(folder, 'coarse.nii.gz')))
        .digest('hex'),
    );
    expect(text).not.toMatch(/scan\.nii|linux|"time"|tmp/);
  });

  it('presets are what they say, and flags win over them', async () => {
    const stepsOf = async (...flags: string[]) => {
      await run('resample', scan, ...flags, '--out', join(folder, 'preset.nii.gz'));
      const { steps } = JSON.parse(readFileSync(join(folder, 'preset.record.json'), 'utf8'));
      return Object.fromEntries(
        steps.map((step: { name: string; options: unknown }) => [step.name, step.options]),
      );
    };
    const e = await stepsOf('--preset', 'ibsi-e');
    expect(e.resample).toMatchObject({
      spacing: 2,
      kernel: 'bspline3',
      alignment: 'centre',
      sizeRule: 'ceil',
      boundary: 'nearest',
      antiAlias: 'none',
    });
    expect(e.store).toMatchObject({ rounding: 'whole', clamp: false });
    const cnn = await stepsOf('--preset', 'cnn-1mm', '--kernel', 'linear');
    expect(cnn.resample).toMatchObject({ spacing: 1, kernel: 'linear', antiAlias: 'gaussian' });
    expect(cnn.store).toMatchObject({ rounding: 'none', clamp: true });
    expect((await stepsOf('--preset', 'cnn-1mm', '--no-clamp')).store).toMatchObject({ clamp: false });
  });

  it.each([
    ['no grid', [scan]],
    ['an unknown preset', [scan, '--preset', 'ibsi-z']],
    ['a spacing that is none', [scan, '--spacing', 'fine']],
    ['a reference that is none', [scan, '--like', join(folder, 'nowhere.nii')]],
    ['two grids', [scan, '--spacing', '1', '--like', scan]],
    ['a grid beyond all memory', [scan, '--spacing', '0.01']],
    ['no scan', [join(folder, 'nowhere.nii'), '--spacing', '1']],
  ])('%s: two lines, exit code 2, nothing written', async (_name, args) => {
    const before = readdirSync(folder);
    const { code, err } = await isocast('resample', ...args, '--out', join(folder, 'never.nii.gz'));
    expect([code, err.trim().split('\n').length], err).toEqual([2, 2]);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('no input is written over, and the output must be called .nii or .nii.gz', async () => {
    const before = readFileSync(mask);
    for (const args of [
      [scan, '--spacing', '1', '--out', scan],
      [scan, '--spacing', '1', '--mask', mask, '--out', mask],
      [scan, '--like', labels, '--out', join(folder, '.', 'labels.nii')],
      [scan, '--spacing', '1', '--out', join(folder, 'iso.mha')],
    ])
      expect((await isocast('resample', ...args)).code, args.join(' ')).toBe(2);
    expect(readFileSync(mask).equals(before)).toBe(true);
  });
});
