// The same pictures out of a folder, an archive and a disc; archives and discs that are there to do harm.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { findDicom } from '../../../src/scan/dicom/find-dicom.js';
import { listSeries } from '../../../src/scan/list-series.js';
import { readScan } from '../../../src/scan/read-scan.js';
import { dicomFile, type Elements } from '../../fixtures/dicom-file.js';
import { niftiFile } from '../../fixtures/nifti-file.js';
import { seriesOf, writeSeries } from '../../fixtures/series.js';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'find-dicom-'));
});
afterAll(() => rm(root, { recursive: true }));

async function refusal(path: string): Promise<string> {
  const error: unknown = await readScan(path).catch((e: unknown) => e);
  if (!(error instanceof UserError)) throw new Error(`not refused: ${String(error)}`);
  const said = `${error.message} ${error.advice}`;
  expect(said).not.toMatch(/Secret|SECRET|1970|1\.2\.3|evil|inner/);
  return said;
}

/** A folder for one test. */
const fresh = (): Promise<string> => mkdtemp(join(root, 't-'));
const bytesOf = (pictures: readonly Elements[]): Buffer[] => pictures.map((one) => dicomFile(one));

async function zipOf(members: Record<string, Uint8Array>, level: 0 | 6 = 6): Promise<string> {
  const path = join(await fresh(), 'study.zip');
  await writeFile(path, zipSync(members, { level }));
  return path;
}

/** A DICOMDIR that names files, each a list of folders and a name. */
const dicomdir = (names: readonly string[]): Buffer =>
  dicomFile({ '00041220': names.map((name) => ({ '00041430': 'IMAGE', '00041500': name })) });

it('files without a preamble, and of any name, are found in folders within folders', async () => {
  const folder = await fresh();
  for (const [n, bytes] of bytesOf(seriesOf(6, 0)).entries()) {
    const inside = join(folder, `${n % 2}`, `${n % 3}`);
    await mkdir(inside, { recursive: true });
    await writeFile(join(inside, `picture ${n}.jpg`), n % 2 ? bytes : bytes.subarray(128 + 4));
  }
  const { images, others } = await findDicom(folder);
  expect([images.length, others]).toEqual([6, 0]);
  expect((await readScan(folder)).scan.grid.size[2]).toBe(6);
});

describe('an archive', () => {
  const two = (): Record<string, Buffer> => {
    const [long, short] = [bytesOf(seriesOf(7, 0)), bytesOf(seriesOf(5, 90, { '0020000e': '1.9.1' }))];
    return Object.fromEntries([
      ...long.map((bytes, n) => [`a/b/IM${n}`, bytes]),
      ...short.map((bytes, n) => [`c/IM${n}.dcm`, bytes]),
      ['c/read me.txt', Buffer.from('hello')],
      ['DICOMDIR', dicomdir(['A\\B\\IM0'])],
    ]);
  };

  it('is read like the folder that it holds, to the same hash, packed or stored', async () => {
    const folder = await fresh();
    for (const [name, bytes] of Object.entries(two())) {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), bytes);
    }
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
    const members = Object.fromEntries(
      entries.map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length + 1), readFileSync(path)];
      }),
    );
    const [plain, packed, stored] = [
      await readScan(folder),
      await readScan(await zipOf(members)),
      await readScan(await zipOf(members, 0)),
    ];
    expect([...plain.scan.voxels].slice(0, 13)).toEqual([...Array.from({ length: 12 }, () => 0), 1]);
    expect({ ...packed, scan: { ...packed.scan, voxels: [...packed.scan.voxels] } }).toEqual({
      ...plain,
      scan: { ...plain.scan, voxels: [...plain.scan.voxels] },
    });
    expect(stored.sha256).toBe(plain.sha256);
    expect(await listSeries(await zipOf(members))).toEqual(await listSeries(folder));
  });

  it('has members with names that lead elsewhere: they are only names', async () => {
    const names = (n: number): string => ['../../evil', '/evil', 'C:\\evil', 'a\0evil'][n % 4] + n;
    const path = await zipOf(Object.fromEntries(bytesOf(seriesOf(5, 0)).map((b, n) => [names(n), b])));
    expect((await readScan(path)).scan.grid.size[2]).toBe(5);
    expect(readdirSync(join(path, '..'))).toEqual(['study.zip']);
  });

  it('of something else is refused by what it holds', async () => {
    const nifti = niftiFile({ size: [3, 4, 5] });
    expect(await refusal(await zipOf({ 'inner.nii': nifti }))).toMatch(/1 file of another format.*Unpack it/);
    expect(await refusal(await zipOf({ 'inner.zip': zipSync({ a: nifti }) }))).toMatch(/archives inside/);
    expect(await refusal(await zipOf({ a: Buffer.from('text') }))).toContain('none of its 1 file');
    const mixed = { ...two(), 'inner.zip': zipSync({ a: nifti }) };
    const { scan } = await readScan(await zipOf(mixed));
    expect(scan.facts.remarks.join()).toContain('1 archive inside was not opened');
  });

  it('that is cut off, encrypted, packed strangely or a bomb is refused', async () => {
    const good = zipSync(Object.fromEntries(bytesOf(seriesOf(5, 0)).map((b, n) => [`i${n}`, b])));
    const changed = async (change: (bytes: Buffer) => Buffer): Promise<string> => {
      const path = join(await fresh(), 'x.zip');
      await writeFile(path, change(Buffer.from(good)));
      return path;
    };
    const directory = Buffer.from(good).indexOf('PK\u0001\u0002');
    const set = (offset: number, value: number, size: 2 | 4) => (bytes: Buffer) => {
      bytes.writeUIntLE(value, directory + offset, size);
      return bytes;
    };
    expect(await refusal(await changed((b) => b.subarray(0, b.length - 40)))).toContain('damaged or cut off');
    expect(await refusal(await changed((b) => b.subarray(0, 100)))).toContain('damaged or cut off');
    expect(await refusal(await changed(set(8, 1, 2)))).toContain('encrypted');
    expect(await refusal(await changed(set(10, 9, 2)))).toContain('Deflate64');
    expect(await refusal(await changed(set(24, 0xfffffff0, 4)))).toContain('more than is sensible');
    expect(await refusal(await changed(set(20, 0x7fffffff, 4)))).toContain('damaged or cut off');
    expect(await refusal(await changed(set(42, 0x7fffffff, 4)))).toContain('damaged or cut off');
    // A member that unpacks to another size than it says, and one whose checksum is wrong, are damaged files.
    for (const change of [set(24, 9000, 4), set(16, 1, 4)]) {
      const error: unknown = await readScan(await changed(change)).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(UserError);
    }
  });

  it('with one file that is damaged at its beginning still gives the others, and tells', async () => {
    const bytes = Buffer.from(
      zipSync(Object.fromEntries(bytesOf(seriesOf(5, 0)).map((b, n) => [`i${n}`, b]))),
    );
    // The name in front of the first file is said to be longer than the archive.
    bytes.writeUInt16LE(0xffff, 26);
    const path = join(await fresh(), 'x.zip');
    await writeFile(path, bytes);
    const { scan } = await readScan(path);
    expect(scan.grid.size[2]).toBe(4);
    expect(scan.facts.remarks.join()).toContain('1 damaged or empty file was left out.');
  });

  it('that another packer made, with folders, comment and zip64 fields', async (context) => {
    if (!existsSync('/usr/bin/zip')) {
      console.warn('NO zip here: archives of another packer are not tried.');
      return context.skip();
    }
    const folder = await writeSeries(join(await fresh(), 'deep'), seriesOf(5, 0), (n) => `d${n % 2}/f${n}`);
    const zip = (...args: string[]): void => void execFileSync('/usr/bin/zip', args, { cwd: folder });
    zip('-qr', '../a.zip', '.');
    zip('-qr', '-fz', '../b.zip', '.');
    execFileSync('/bin/sh', ['-c', `echo a comment | zip -qz ../a.zip`], { cwd: folder });
    const wanted = (await readScan(folder)).sha256;
    for (const name of ['a.zip', 'b.zip'])
      expect((await readScan(join(folder, '..', name))).sha256).toBe(wanted);
  });
});

describe('a DICOMDIR', () => {
  it('leads to what it names, in any case of letters, and to nothing else', async () => {
    const folder = await writeSeries(await fresh(), seriesOf(6, 0), (n) => `Pat/Ser/im${n}`);
    await writeSeries(folder, seriesOf(9, 50, { '0020000e': '1.9.1' }), (n) => `other/f${n}`);
    const path = join(folder, 'DICOMDIR');
    await writeFile(path, dicomdir([0, 1, 2, 3, 4, 5].map((n) => `PAT\\SER\\IM${n}`)));
    const { scan, sha256 } = await readScan(path);
    expect([scan.grid.size[2], scan.voxels[0]]).toEqual([6, 0]);
    expect(sha256).toBe((await readScan(join(folder, 'Pat'))).sha256);
    // In its folder it is no picture.
    expect((await readScan(folder)).scan.grid.size[2]).toBe(9);
    expect((await listSeries(folder)).map(({ slices }) => slices)).toEqual([9, 6]);
  });

  it('leads nowhere outside its folder', async () => {
    const outside = await writeSeries(await fresh(), seriesOf(6, 0), (n) => `evil${n}`);
    const folder = await fresh();
    await symlink(outside, join(folder, 'LINK'));
    await symlink(join(outside, 'evil0'), join(folder, 'FILE'));
    const name = basename(outside);
    const path = join(folder, 'DICOMDIR');
    const names = [
      `..\\${name}\\evil1`,
      `../${name}/evil2`,
      `${outside}/evil3`,
      'LINK\\evil4',
      'FILE',
      '',
      '.',
    ];
    await writeFile(path, dicomdir(names));
    const found = await findDicom(path);
    expect([found.images.length, found.missing]).toEqual([0, 6]);
    expect(await refusal(path)).toMatch(/none of the 6 files that it names is beside it/);
  });

  it('without some of its files says how many are not there', async () => {
    const folder = await writeSeries(await fresh(), seriesOf(6, 0), (n) => `IM${n}`);
    await writeFile(join(folder, 'DICOMDIR'), dicomdir(Array.from({ length: 9 }, (_, n) => `IM${n}`)));
    const { scan } = await readScan(join(folder, 'DICOMDIR'));
    expect(scan.facts.remarks.join()).toContain('3 files that the DICOMDIR names are not there');
  });

  it('of a real head, made by somebody else, is the folder', async (context) => {
    const data = new URL('../../../../shared/data/dcmqa-ct-ge/', import.meta.url).pathname;
    if (!existsSync(data) || !existsSync('/usr/bin/dcmmkdir')) {
      console.warn('NO real scan, or no dcmmkdir, here: a DICOMDIR of another writer is not tried.');
      return context.skip();
    }
    const folder = await fresh();
    const names = readdirSync(data).filter((name) => name.endsWith('.dcm'));
    for (const name of names) await cp(join(data, name), join(folder, `IM${name.slice(0, 2)}`));
    execFileSync('dcmmkdir', ['+r', '+D', 'DICOMDIR', '+id', '.', '-Nxc', '+I'], {
      cwd: folder,
      stdio: 'ignore',
    });
    const [disc, plain] = [await readScan(join(folder, 'DICOMDIR')), await readScan(data)];
    expect([disc.sha256, disc.files]).toEqual([plain.sha256, 28]);
    const members = Object.fromEntries(names.map((name) => [`x/${name}`, readFileSync(join(data, name))]));
    expect((await readScan(await zipOf(members))).sha256).toBe(plain.sha256);
  });
});
