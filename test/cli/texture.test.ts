// isocast texture and isocast filter as a user runs them.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { niftiBytes } from '../../src/files/nifti-bytes.js';
import { isocast, scratch } from '../command-line.js';
import { grid, image, mask } from '../texture/digital-phantom.js';

const folder = scratch();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  writeFileSync(at('scan.nii'), niftiBytes({ ...grid, voxels: image, gzip: false }));
  writeFileSync(at('mask.nii'), niftiBytes({ ...grid, voxels: mask, gzip: false }));
});

/** Levels as they are. */
const levels = ['--range', '1:', '--bin-width', '1'];

describe('isocast texture', () => {
  it('prints values and every choice as JSON, and nothing else', async () => {
    const { code, out, err } = await isocast(
      'texture',
      at('scan.nii'),
      '--mask',
      at('mask.nii'),
      ...levels,
      '--json',
    );
    expect([code, err]).toEqual([0, '']);
    const { Features, Diagnostics, Steps, Methods, Inputs } = JSON.parse(out);
    expect(Features.cm_joint_max_3D_avg).toBeCloseTo(0.503, 3);
    expect(Features.morph_volume).toBeCloseTo(556.333, 3);
    expect(Diagnostics.int_mask_vox_count_init_roi).toBe(74);
    expect(Steps.map(({ name }: { name: string }) => name)).toEqual([
      'resample',
      'store',
      'resample',
      'storeMask',
      'texture',
    ]);
    expect(Steps[0].options).toMatchObject({ spacing: 'finest', kernel: 'bspline3', antiAlias: 'none' });
    expect(Methods).toContain('with a value below 1 were left out');
    expect(Inputs.map(({ role }: { role: string }) => role)).toEqual(['scan', 'mask']);
    expect(out).not.toContain('scan.nii');
  });

  it('prints a table, and writes a file and its record where asked', async () => {
    const { code, out } = await isocast(
      'texture',
      at('scan.nii'),
      '--mask',
      at('mask.nii'),
      ...levels,
      '--out',
      at('t.json'),
    );
    expect(code).toBe(0);
    expect(out).toMatch(/stat_mean +2\.14865/);
    expect(out).toMatch(/cm_contrast +5\.32\d+ +5\.11\d+/);
    expect(out).toContain(at('t.record.json'));
    expect(JSON.parse(readFileSync(at('t.json'), 'utf8')).Features.stat_max).toBe(6);
  });

  it('says in two lines what is wrong', async () => {
    const cases: readonly (readonly [readonly string[], string])[] = [
      [['--range', '5:1'], "'5:1' is not a range"],
      [['--bin-width', '5'], 'a place to start'],
      [['--bins', '8', '--bin-width', '5', '--range', '0:'], 'Leave one out'],
      [['--label', 'liver'], "there is no label 'liver'"],
      [['--label', '0'], 'is not a label'],
      [['--preset', 'ibsi-x'], 'ibsi-x'],
      [['--truncate', '3'], 'not its sigma'],
      [['--out', at('t.csv')], 'does not end in .json'],
    ];
    for (const [flags, text] of cases) {
      const { code, err } = await isocast('texture', at('scan.nii'), '--mask', at('mask.nii'), ...flags);
      expect([code, err.trim().split('\n').length], flags.join(' ')).toEqual([2, 2]);
      expect(err).toContain(text);
    }
  });
});

describe('isocast filter', () => {
  it('writes a volume, its facts and its record', async () => {
    const { code, out } = await isocast('filter', at('scan.nii'), '--log', '2', '--out', at('f.nii'));
    expect(code).toBe(0);
    expect(out).toContain('5 × 4 × 4 at 2 × 2 × 2 mm');
    for (const name of ['f.nii', 'f.json', 'f.record.json']) expect(existsSync(at(name))).toBe(true);
  });

  it('wants to know its sigma', async () => {
    const { code, err } = await isocast('filter', at('scan.nii'), '--out', at('g.nii'));
    expect(code).toBe(2);
    expect(err).toContain('--log');
  });
});
