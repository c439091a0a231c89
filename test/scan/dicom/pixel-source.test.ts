// A series of compressed slices: decoded ahead and in order, a damaged one named by its place, and nothing left running.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { readScan } from '../../../src/scan/read-scan.js';
import { ctSlice, dicomFile, EXPLICIT } from '../../fixtures/dicom-file.js';
import { losslessJpeg } from '../../fixtures/jpeg-encoder.js';

const rows = 6;
const columns = 8;
const slices = 7;
const valuesOf = (k: number): Int16Array =>
  Int16Array.from({ length: rows * columns }, (_, p) => (k - 3) * 100 + p * 3 - 60);

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pixels-'));
});
afterAll(() => rm(root, { recursive: true }));

/** A series in JPEG Lossless; the slices of `hurt` are cut off. */
async function series(hurt: readonly number[] = []): Promise<string> {
  const folder = await mkdtemp(join(root, 'series-'));
  for (let k = 0; k < slices; k++) {
    const values = valuesOf(k);
    const words = Uint16Array.from(values);
    const packed = losslessJpeg(words, { rows, columns, precision: 16, predictor: 4 });
    const pixels = hurt.includes(k) ? packed.subarray(0, packed.length - 30) : packed;
    const slice = ctSlice({ values, columns, rows, position: [0, 0, 2 * k] });
    const file = dicomFile({ ...slice, '7fe00010': Buffer.from(pixels) }, '1.2.840.10008.1.2.4.57');
    // Names run against the order of the slices.
    await writeFile(join(folder, `${slices - k}`), file);
  }
  return folder;
}

const all = Int16Array.from(Array.from({ length: slices }, (_, k) => [...valuesOf(k)]).flat());

it('slices are in their places, whichever was decoded first', async () => {
  const folder = await series();
  for (let n = 0; n < 3; n++) expect((await readScan(folder)).scan.voxels).toEqual(all);
});

it('the first damaged slice is named by its place', async () => {
  for (let n = 0; n < 3; n++) {
    const error: unknown = await readScan(await series([2, 3, 5])).catch((e: unknown) => e);
    if (!(error instanceof UserError)) throw new Error(`not refused: ${String(error)}`);
    expect(error.message).toMatch(
      /^series-\w+: the slice at \(0\.00, 0\.00, 4\.00\) mm can't be decoded: the pixels are cut off\.$/,
    );
  }
});

it('sizes that the files can not hold are refused before memory is taken', async () => {
  for (const [syntax, size] of [
    [EXPLICIT, 200],
    ['1.2.840.10008.1.2.4.57', 2000],
    ['1.2.840.10008.1.2.4.90', 30000],
  ] as const) {
    const folder = await mkdtemp(join(root, 'series-'));
    for (const k of [0, 1]) {
      const slice = ctSlice({ values: valuesOf(k), columns: size, rows: size, position: [0, 0, k] });
      await writeFile(join(folder, `${k}`), dicomFile(slice, syntax));
    }
    await expect(readScan(folder)).rejects.toThrow(/than its files can hold|fewer than its header says/);
  }
});

it('an aborted reading ends with the reason', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const reading = readScan(await series(), { signal: stop.signal, progress: () => stop.abort(reason) });
  await expect(reading).rejects.toBe(reason);
});

it('a program that reads such a series, good or damaged, ends by itself', async () => {
  const door = new URL('../../../dist/scan/read-scan.js', import.meta.url).href;
  for (const [folder, expected] of [
    [await series(), '336'],
    [await series([4]), 'UserError'],
  ]) {
    const program = `
      import { readScan } from '${door}';
      console.log(await readScan('${folder}').then(({ scan }) => scan.voxels.length, (e) => e.name));`;
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect([status, stdout.trim()]).toEqual([0, expected]);
  }
});
