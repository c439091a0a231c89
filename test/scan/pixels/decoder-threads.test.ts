// Decoding under limits: what takes too long, too much memory, or breaks its thread fails alone and in plain words.
import { afterAll, describe, expect, it } from 'vitest';
import { decoderThreads } from '../../../src/scan/pixels/decoder-threads.js';
import type { FrameFormat } from '../../../src/scan/pixels/widen-samples.js';
import { losslessJpeg } from '../../fixtures/jpeg-encoder.js';
import { jpeg2000 } from '../../fixtures/wasm-encoders.js';

const rows = 96;
const columns = 80;
const format: FrameFormat = { rows, columns, bitsAllocated: 16, bitsStored: 12, highBit: 11, signed: false };
const picture = (n: number): Uint16Array =>
  Uint16Array.from({ length: rows * columns }, (_, p) => (p * (n + 3) + 7 * n) % 4096);
const sizes = { rows, columns, precision: 12 };
const jpeg = (n: number) =>
  ({ compression: 'jpeg', packed: losslessJpeg(picture(n), sizes), format }) as const;
const j2k = async (n: number) =>
  ({
    compression: 'jpeg-2000',
    packed: await jpeg2000({ ...sizes, signed: false, values: picture(n) }),
    format,
  }) as const;
const bytesOf = (n: number): Uint8Array => new Uint8Array(picture(n).buffer);

const threads = decoderThreads();
afterAll(() => threads.close());

describe('decoding threads', () => {
  it('give each frame its own pixels, whichever is done first', async () => {
    const jobs = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((n) => (n % 3 ? jpeg(n) : j2k(n))));
    const pixels = await Promise.all(jobs.map((job) => threads.decode(job)));
    for (const [n, each] of pixels.entries()) expect(each).toEqual(bytesOf(n));
  });

  it('end what takes too long, and go on with the next', async () => {
    // A thread takes longer than this to start.
    const hasty = decoderThreads({ seconds: 0.001 });
    await expect(hasty.decode(jpeg(1))).rejects.toThrow('more than 0.001 seconds');
    await expect(hasty.decode(jpeg(2))).rejects.toThrow('more than 0.001 seconds');
    await hasty.close();
  });

  it('end what wants too much memory, and go on with the next', async () => {
    // The decoder begins with 50 MiB, and holds what it reads.
    const job = await j2k(5);
    const stuffed = { ...job, packed: new Uint8Array(60 * 2 ** 20) };
    stuffed.packed.set(job.packed);
    const narrow = decoderThreads({ memory: 60 * 2 ** 20 });
    await expect(narrow.decode({ ...stuffed, packed: stuffed.packed.slice() })).rejects.toThrow('damaged');
    expect(await narrow.decode(await j2k(5))).toEqual(bytesOf(5));
    await narrow.close();
    expect(await threads.decode(stuffed)).toEqual(bytesOf(5));
  });

  it('survive a damaged frame among good ones', async () => {
    const good = [await j2k(1), jpeg(2), await j2k(3)];
    const [first, ...rest] = good.map((job) => threads.decode(job));
    const hurt = threads.decode({ ...jpeg(4), packed: new Uint8Array(50) });
    await expect(hurt).rejects.toThrow('damaged');
    expect(await first).toEqual(bytesOf(1));
    expect(await Promise.all(rest)).toEqual([bytesOf(2), bytesOf(3)]);
  });

  it('leave the bytes of a frame alone that share a buffer with others', async () => {
    const { packed } = jpeg(6);
    const file = new Uint8Array(packed.length + 20).fill(9);
    file.set(packed, 10);
    const pixels = await threads.decode({ ...jpeg(6), packed: file.subarray(10, 10 + packed.length) });
    expect(pixels).toEqual(bytesOf(6));
    expect(file.subarray(10, 10 + packed.length)).toEqual(packed);
  });

  it('that are closed fail what is under way, and can be used again', async () => {
    const own = decoderThreads();
    const under = own.decode(jpeg(1));
    const refused = expect(under).rejects.toThrow('given up');
    await own.close();
    await refused;
    expect(await own.decode(jpeg(2))).toEqual(bytesOf(2));
    await own.close();
  });
});
