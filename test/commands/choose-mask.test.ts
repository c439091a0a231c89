// Which label of a mask is meant: by number, by name, by nothing; and where the file's name ends and the label begins.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseMask, readLabel } from '../../src/commands/choose-mask.js';
import { maskArgument } from '../../src/commands/mask-argument.js';
import type { LabelName, Scan } from '../../src/core/scan.js';
import { scanFacts } from '../fixtures/scan-facts.js';

const name = (id: number, text: string): LabelName => ({ id, name: text, colour: null });
const names = [name(1, 'Liver'), name(2, 'left  kidney'), name(5, '7'), name(9, 'spleen')];

function maskOf(values: readonly number[], labelNames: readonly LabelName[] = names, floats = false): Scan {
  const voxels = floats ? Float32Array.from(values) : Int16Array.from(values);
  const grid = { size: [values.length, 1, 1], affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] } as const;
  return { grid, voxels, facts: { ...scanFacts, labelNames } };
}
const values = [0, 1, 2, 2, 5, 7];
const chosen = (label: string | null, of = maskOf(values)): number[] => [...chooseMask(of, label).voxels];

describe('chooseMask', () => {
  it.each([
    ['1', [0, 1, 0, 0, 0, 0]],
    ['liver', [0, 1, 0, 0, 0, 0]],
    ['LEFT KIDNEY', [0, 0, 1, 1, 0, 0]],
    // A number is a number first, though another label is called so.
    ['7', [0, 0, 0, 0, 0, 1]],
    ['all', [0, 1, 1, 1, 1, 1]],
  ])('takes %s', (label, expected) => {
    expect(chosen(label)).toEqual(expected);
  });

  it('lists what there is', () => {
    expect(() => chosen(null)).toThrow('The mask holds 4 labels: 1 (Liver), 2 (left  kidney), 5 (7), 7.');
    expect(() => chosen('heart')).toThrow("there is no label 'heart'");
    expect(() => chosen('spleen')).toThrow('9 (spleen) marks no voxel');
    expect(() => chosen('2', maskOf([0, 0]))).toThrow('empty');
    const twins = maskOf([0, 1, 2], [name(1, 'rib'), name(2, 'Rib')]);
    expect(() => chosen('rib', twins)).toThrow("2 labels are called 'rib': 1, 2");
    expect(chosen('2', twins)).toEqual([0, 0, 1]);
  });

  it('needs no label where there is one', () => {
    expect(chosen(null, maskOf([0, 4, 4], []))).toEqual([0, 1, 1]);
  });

  it('keeps shares of the only segment, asked for or not', () => {
    const shares = maskOf([0, 0.25, 1], [name(3, 'tumour')], true);
    expect(chooseMask(shares, null)).toBe(shares);
    expect(chooseMask(shares, 'Tumour')).toBe(shares);
    expect(() => chooseMask(shares, 'heart')).toThrow('3 (tumour)');
    expect(() => chooseMask(maskOf([0, 0.25, 3], [], true), null)).toThrow('holds the value 0.25');
    expect(() => chooseMask(maskOf([0, -1], []), null)).toThrow('holds the value -1');
  });
});

describe('readLabel', () => {
  it('takes names and whole numbers above 0', () => {
    expect([readLabel('3', '-'), readLabel(' Leber ', '-'), readLabel('ALL', '-')]).toEqual([
      '3',
      'Leber',
      'all',
    ]);
    for (const text of ['0', '-1', '2.5', '', ' '])
      expect(() => readLabel(text, '--label')).toThrow('is not a label');
  });
});

describe('maskArgument', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'mask-'));
    for (const file of ['m.nii', 'a:b.nii', 'a']) await writeFile(join(root, file), '');
    await mkdir(join(root, 'rs:1'));
  });
  afterAll(() => rm(root, { recursive: true }));
  const split = async (text: string): Promise<readonly [string, string | null]> => {
    const { path, label } = await maskArgument(join(root, text));
    return [path.slice(root.length + 1), label];
  };

  it('ends the name of the file where there is such a file', async () => {
    expect(await split('m.nii')).toEqual(['m.nii', null]);
    expect(await split('m.nii:liver')).toEqual(['m.nii', 'liver']);
    expect(await split('m.nii:GTV: boost')).toEqual(['m.nii', 'GTV: boost']);
    expect(await split('m.nii:3')).toEqual(['m.nii', '3']);
    expect(await split('m.nii:ALL')).toEqual(['m.nii', 'all']);
    expect(await split('a:b.nii')).toEqual(['a:b.nii', null]);
    expect(await split('rs:1')).toEqual(['rs:1', null]);
    expect(await split('rs:1:heart')).toEqual(['rs:1', 'heart']);
    await expect(split('m.nii:')).rejects.toThrow('is not a label');
  });

  it('leaves the letter of a drive alone, and what is no file to whoever reads it', async () => {
    expect(await maskArgument('C:\\scans\\m.nii')).toEqual({ path: 'C:\\scans\\m.nii', label: null });
    expect(await maskArgument('C:/scans/m.nii:liver')).toEqual({ path: 'C:/scans/m.nii', label: 'liver' });
    expect(await maskArgument('missing.nii')).toEqual({ path: 'missing.nii', label: null });
    expect(await maskArgument('missing.nii:2')).toEqual({ path: 'missing.nii', label: '2' });
  });

  it('takes one label, not two', async () => {
    const path = join(root, 'm.nii');
    expect(await maskArgument(path, '3')).toEqual({ path, label: '3' });
    expect(await maskArgument(`${path}:3`, '3')).toEqual({ path, label: '3' });
    await expect(maskArgument(`${path}:3`, '4')).rejects.toThrow(
      "Two labels of the mask were given: '3' and '4'",
    );
  });
});
