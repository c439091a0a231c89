// One CT slice in 16 transfer syntaxes, where it is at hand: exact where nothing was lost, near where it was, else refused by name.
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dicomImage } from '../../../src/scan/dicom/dicom-image.js';
import { fileOnDisk } from '../../../src/scan/dicom/file-on-disk.js';
import { parseDicom } from '../../../src/scan/dicom/parse-dicom.js';
import { rescaleFrame } from '../../../src/scan/dicom/rescale-frame.js';
import { decodeFrame, undecodable } from '../../../src/scan/pixels/decode-frame.js';
import { decoderThreads } from '../../../src/scan/pixels/decoder-threads.js';
import { transferSyntax } from '../../../src/scan/pixels/transfer-syntax.js';
import { readScan } from '../../../src/scan/read-scan.js';
import { ctSlice, dicomFile } from '../../fixtures/dicom-file.js';

const data = new URL('../../../../shared/data/cswado-testimages/', import.meta.url).pathname;
const here = existsSync(data);
if (!here) console.warn(`NO REAL SLICES at ${data}: the test of the 16 transfer syntaxes is skipped.`);
const threads = decoderThreads();
afterAll(() => threads.close());

/** The slice's values in HU, and its syntax without the root; null values where it can't be decoded. */
async function valuesIn(file: string): Promise<{ syntax: string; values: Float32Array | null }> {
  const parsed = parseDicom(await readFile(join(data, file)));
  if (parsed === null) throw new Error(`${file} can't be parsed`);
  const syntax = parsed.syntax.replace('1.2.840.10008.1.2', '');
  if (undecodable(parsed.syntax) !== null) return { syntax, values: null };
  const image = dicomImage(parsed, fileOnDisk(file, 0));
  const pixels = await decodeFrame(parsed.set, image, 0, threads);
  const values = new Float32Array(image.rows * image.columns);
  rescaleFrame(pixels, image, image.frames[0], values, 0);
  return { syntax, values };
}

/** Largest and mean difference. */
function between(a: Float32Array, b: Float32Array): readonly [number, number] {
  let most = 0;
  let sum = 0;
  for (let p = 0; p < a.length; p++) {
    const off = Math.abs(a[p] - b[p]);
    most = Math.max(most, off);
    sum += off;
  }
  return [most, sum / a.length];
}

describe.skipIf(!here)('one slice in 16 transfer syntaxes', () => {
  it('is the same, or near where something was lost, or refused', async () => {
    const original = (await valuesIn('CTImage.dcm')).values;
    const same: string[] = [];
    const none: string[] = [];
    const near = new Map<string, readonly [number, number]>();
    for (const file of readdirSync(data).filter((name) => name.startsWith('CTImage.dcm_'))) {
      const { syntax, values } = await valuesIn(file);
      if (values === null || original === null) {
        none.push(syntax);
        continue;
      }
      const [most, mean] = between(values, original);
      if (most === 0) same.push(syntax);
      else near.set(syntax, [most, mean]);
    }
    expect(same.sort()).toEqual(['', '.1', '.1.99', '.2', '.4.57', '.4.70', '.4.80', '.4.90', '.5']);
    expect(none.sort()).toEqual(['.4.53', '.4.55']);
    // In HU. Baseline holds the 8000 HU of this slice in 8 bits, steps of 32; extended in 12 bits, steps of 2.
    const limits: Readonly<Record<string, readonly [number, number]>> = {
      '.4.50': [65, 20],
      '.4.51': [36, 4],
      '.4.81': [1, 1],
      '.4.91': [5, 0.6],
    };
    expect([...near.keys()].sort()).toEqual(Object.keys(limits));
    for (const [syntax, [most, mean]] of near) {
      expect(most, syntax).toBeLessThanOrEqual(limits[syntax][0]);
      expect(mean, syntax).toBeLessThanOrEqual(limits[syntax][1]);
    }
  });
});

describe('a transfer syntax', () => {
  it('that is retired makes a series refused by its name', async () => {
    for (const [end, name] of [
      ['53', 'JPEG Spectral Selection'],
      ['55', 'JPEG Full Progression'],
    ]) {
      const folder = await mkdtemp(join(tmpdir(), 'syntax-'));
      for (const z of [0, 1]) {
        const slice = ctSlice({ values: [1, 2, 3, 4], columns: 2, rows: 2, position: [0, 0, z] });
        await writeFile(join(folder, `${z}`), dicomFile(slice, `1.2.840.10008.1.2.4.${end}`));
      }
      await expect(readScan(folder)).rejects.toThrow(name);
      await rm(folder, { recursive: true });
    }
  });

  it('that is not read has a name', () => {
    const named: Readonly<Record<string, string>> = {
      '4.53': 'JPEG Spectral Selection',
      '4.55': 'JPEG Full Progression',
      '4.58': 'process 15',
      '4.66': 'process 29',
      '4.94': 'JPIP',
      '4.100': 'MPEG-2',
      '4.100.1': 'MPEG-2',
      '4.102.1': 'MPEG-4',
      '4.107': 'HEVC',
      '4.110': 'JPEG XL',
      '7.1': 'SMPTE',
    };
    for (const [end, name] of Object.entries(named))
      expect(undecodable(`1.2.840.10008.1.2.${end}`)).toContain(name);
  });

  it('that can not be without loss is known', () => {
    const ends = ['1', '5', '4.50', '4.51', '4.57', '4.70', '4.80', '4.81', '4.90', '4.91'];
    const lossy = ends.filter((end) => transferSyntax(`1.2.840.10008.1.2.${end}`).lossy);
    expect(lossy).toEqual(['4.50', '4.51', '4.81']);
  });

  it('that nobody knows, or that is a trap, shows its numbers alone', () => {
    expect(undecodable('1.2.3.<b>4')).toBe('an unknown compression (1.2.3.4)');
    expect(undecodable('__proto__')).toBe('an unknown compression (unnamed)');
    expect(undecodable('1.'.repeat(99))?.length).toBeLessThan(90);
    expect(transferSyntax('1.2.840.10008.1.2.4.107.1').packing).toBeNull();
  });
});
