// Bytes turned at random: whatever happens to a file, the answer is a scan or a UserError, soon, and without secrets.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { readScan } from '../../src/scan/read-scan.js';
import {
  BIG,
  ctSlice,
  DEFLATED,
  dicomFile,
  EXPLICIT,
  IMPLICIT,
  RLE,
  rlePacked,
} from '../fixtures/dicom-file.js';
import { niftiFile } from '../fixtures/nifti-file.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'damaged-'));
});
afterAll(() => rm(folder, { recursive: true }));

let state = 99;
const random = (below: number): number => {
  state = (state * 1664525 + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};

/** A few bytes changed, mostly early ones, or the end cut off. */
function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  if (random(8) === 0) return copy.subarray(0, random(copy.length));
  for (let n = 0; n <= random(4); n++) {
    const at = random(2) ? random(copy.length) : random(Math.min(600, copy.length));
    copy[at] = [0, 0xff, 0x80, random(256)][random(4)];
  }
  return copy;
}

async function outcome(path: string): Promise<void> {
  try {
    const { scan } = await readScan(path);
    expect(scan.voxels.length).toBe(scan.grid.size.reduce((p, n) => p * n, 1));
    expect(scan.grid.affine.every(Number.isFinite)).toBe(true);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(`${error.message} ${error.advice}`).not.toMatch(/Secret|SECRET|1970|1\.2\.3\.4/);
  }
}

it('damaged NIfTI files', async () => {
  const kinds = [
    niftiFile({ size: [3, 4, 5] }),
    niftiFile({
      size: [3, 4, 5],
      type: 16,
      version: 2,
      quaternion: [0, 0, 0, 0, 0, 0],
      description: 'Secret',
    }),
    niftiFile({ size: [3, 4, 5], type: 512, littleEndian: false }),
    niftiFile({ size: [3, 4, 5] }, true),
  ];
  for (let n = 0; n < 320; n++) {
    const path = join(folder, 'scan.nii');
    await writeFile(path, damaged(kinds[n % kinds.length]));
    await outcome(path);
  }
});

it('damaged DICOM files', async () => {
  const values = Array.from({ length: 30 }, (_, p) => p * p - 300);
  const slice = (z: number) => ctSlice({ values, columns: 6, rows: 5, position: [0, 0, z] });
  const kinds = [IMPLICIT, EXPLICIT, BIG, DEFLATED, RLE];
  for (let n = 0; n < 200; n++) {
    const series = await mkdtemp(join(folder, 'series-'));
    const syntax = kinds[n % kinds.length];
    for (let k = 0; k < 3; k++) {
      const elements = syntax === RLE ? { ...slice(k), '7fe00010': rlePacked(values) } : slice(k);
      const bytes = dicomFile(elements, syntax);
      await writeFile(join(series, `${k}`), k === 1 ? damaged(bytes) : bytes);
    }
    await outcome(series);
  }
});
