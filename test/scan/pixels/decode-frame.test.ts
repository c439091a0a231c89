// Frames of plain pixels in both byte orders, and the syntaxes that wrap or deflate each frame.
import { deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { dicomImage } from '../../../src/scan/dicom/dicom-image.js';
import { fileOnDisk } from '../../../src/scan/dicom/file-on-disk.js';
import { parseDicom } from '../../../src/scan/dicom/parse-dicom.js';
import { decodeFrame } from '../../../src/scan/pixels/decode-frame.js';
import { decoderThreads } from '../../../src/scan/pixels/decoder-threads.js';
import { BIG, ctSlice, dicomFile, type Elements, EXPLICIT, RLE } from '../../fixtures/dicom-file.js';

const threads = decoderThreads();
afterAll(() => threads.close());

const rows = 3;
const columns = 3;

async function framesIn(file: Buffer): Promise<number[][]> {
  const parsed = parseDicom(file);
  if (parsed === null) throw new Error('not parsed');
  const image = dicomImage(parsed, fileOnDisk('', 0));
  const frames = [];
  for (let n = 0; n < image.frames.length; n++)
    frames.push([...(await decodeFrame(parsed.set, image, n, threads))]);
  return frames;
}

/** `bytes`: the pixels of all frames, little-endian. */
const elements = (bits: number, frames: number, bytes: Uint8Array): Elements => ({
  ...ctSlice({ values: [], columns, rows, position: [0, 0, 0] }),
  '00280008': `${frames}`,
  '00280100': bits,
  '00280101': bits,
  '00280102': bits - 1,
  '52009230': Array.from({ length: frames }, () => ({ '00209113': [{ '00200032': '1\\2\\3' }] })),
  '7fe00010': Buffer.from(bytes),
});
const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, n) => (7 * n + 1) & 255);
const split = (bytes: Uint8Array, frames: number): number[][] =>
  Array.from({ length: frames }, (_, n) => [
    ...bytes.subarray((bytes.length / frames) * n, (bytes.length / frames) * (n + 1)),
  ]);

describe('plain pixels', () => {
  for (const [bits, frames] of [
    [8, 1],
    [8, 2],
    [8, 3],
    [16, 2],
    [32, 2],
  ])
    it(`${bits} bits, ${frames} frames, in both byte orders`, async () => {
      const bytes = counting((rows * columns * bits * frames) / 8);
      // An odd number of bytes is filled up with one more.
      const even = bytes.length % 2 ? Uint8Array.from([...bytes, 0]) : bytes;
      for (const syntax of [EXPLICIT, BIG])
        expect(await framesIn(dicomFile(elements(bits, frames, even), syntax))).toEqual(split(bytes, frames));
    });

  it('as single bytes (OB) have no byte order', async () => {
    const bytes = counting(18);
    const file = dicomFile(elements(8, 2, Buffer.from(bytes).swap16()), BIG);
    file.write('OB', file.lastIndexOf('OW'));
    expect(await framesIn(file)).toEqual(split(bytes, 2));
  });

  it('that end too soon, or are compressed though the file denies it, are refused', async () => {
    await expect(framesIn(dicomFile(elements(16, 2, counting(34)), EXPLICIT))).rejects.toThrow('cut off');
    const file = dicomFile(elements(16, 1, counting(18)), RLE);
    file.write(EXPLICIT, file.indexOf(RLE));
    await expect(framesIn(file)).rejects.toThrow('are compressed, though');
  });
});

describe('frames that are', () => {
  const bytes = counting(18);
  it('wrapped, not compressed', async () => {
    const file = dicomFile(elements(16, 1, bytes), '1.2.840.10008.1.2.1.98');
    expect(await framesIn(file)).toEqual([[...bytes]]);
    const short = dicomFile(elements(16, 1, bytes.subarray(2)), '1.2.840.10008.1.2.1.98');
    await expect(framesIn(short)).rejects.toThrow('cut off');
  });

  it('deflated each, but not a bomb', async () => {
    const deflated = (pixels: Uint8Array): Buffer =>
      dicomFile(elements(16, 1, deflateRawSync(pixels)), '1.2.840.10008.1.2.8.1');
    expect(await framesIn(deflated(bytes))).toEqual([[...bytes]]);
    await expect(framesIn(deflated(new Uint8Array(1e6)))).rejects.toThrow('damaged');
  });
});
