// Files with far more in them than their header accounts for: refused at once, or read without the rest.
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gzipBomb } from '../../bench/fuzz/bombs.js';
import { readScan } from '../../src/scan/read-scan.js';
import { metaImageFile } from '../fixtures/meta-image-file.js';
import { niftiFile, niftiParts } from '../fixtures/nifti-file.js';
import { nrrdFile } from '../fixtures/nrrd-file.js';

const TERA = 2 ** 40;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'excess-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A file of 1 TB of which the start alone takes room on the disk. */
async function sparse(name: string, start: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, start);
  await truncate(path, TERA);
  return path;
}

describe('a terabyte of which the header accounts for some bytes', () => {
  const much = /there is 1\d{3}\.\d GB in it, of which its header accounts for 0\.0 GB\.$/;

  it('after the voxels, before them, and where they are said to be the last', async () => {
    const after = niftiFile({ size: [4, 4, 4], version: 2 });
    const before = Buffer.from(after);
    before.writeBigInt64LE(BigInt(TERA - 200), 168);
    const last = metaImageFile({ sizes: [4, 4, 4], more: ['HeaderSize = -1'] });
    for (const [name, bytes] of Object.entries({
      'after.nii': after,
      'before.nii': before,
      'last.mha': last,
    }))
      await expect(readScan(await sparse(name, bytes)), name).rejects.toThrow(much);
  });

  it('lines to be skipped that never come', async () => {
    const file = await sparse('lines.nrrd', nrrdFile({ sizes: [4, 4, 4], more: ['line skip: 1000000'] }));
    await expect(readScan(file)).rejects.toThrow(
      'lines.nrrd: the file is cut off: its voxels are not there.',
    );
  });
});

describe('gzip', () => {
  it('a scan is read though it goes on without an end', async () => {
    const path = join(folder, 'tail.nii.gz');
    await writeFile(path, gzipBomb(niftiFile({ size: [4, 4, 4] }), 400));
    const { scan } = await readScan(path);
    expect(Array.from(scan.voxels.slice(0, 4))).not.toEqual([0, 0, 0, 0]);
    expect(scan.voxels.length).toBe(64);
  });

  it('voxels that are packed as no scan packs are not unpacked', async () => {
    const path = join(folder, 'bomb.nii.gz');
    const { header } = niftiParts({ size: [2000, 2000, 400], values: [] });
    await writeFile(path, gzipBomb(header, 3072));
    await expect(readScan(path)).rejects.toThrow(/3\.2 GB are packed into 3\.\d MB in it/);
  });
});

it('a link to itself is no file', async () => {
  await symlink('circle', join(folder, 'circle'));
  await expect(readScan(join(folder, 'circle'))).rejects.toThrow('circle: there is no such file or folder.');
});
