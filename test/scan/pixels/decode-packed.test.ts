// Frames of every compression: exact, with the sign and the depth that the DICOM header gives; damaged ones end in an error.
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Compression, decodePacked } from '../../../src/scan/pixels/decode-packed.js';
import { decoderThreads } from '../../../src/scan/pixels/decoder-threads.js';
import type { FrameFormat } from '../../../src/scan/pixels/widen-samples.js';
import { rlePacked } from '../../fixtures/dicom-file.js';
import { cosineJpeg, losslessJpeg } from '../../fixtures/jpeg-encoder.js';
import { jpeg2000, jpegLs } from '../../fixtures/wasm-encoders.js';

let state = 41;
const random = (below: number): number => {
  state = (state * 1664525 + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};

const rows = 24;
const columns = 33;
const count = rows * columns;
const format = (bitsStored: number, signed: boolean, more: Partial<FrameFormat> = {}): FrameFormat => ({
  rows,
  columns,
  bitsAllocated: bitsStored <= 8 ? 8 : 16,
  bitsStored,
  highBit: bitsStored - 1,
  signed,
  ...more,
});
/** Whole numbers of so many bits, some at both ends. */
function wild(bits: number, signed: boolean): number[] {
  const low = signed ? -(2 ** (bits - 1)) : 0;
  return Array.from({ length: count }, (_, p) => {
    if (random(9) === 0) return low + [0, 2 ** bits - 1][random(2)];
    return low + Math.min(2 ** bits - 1, Math.floor((2 ** bits * (p % columns)) / columns) + random(4));
  });
}
const asStored = (values: readonly number[], bits: number, signed: boolean): RawValues =>
  bits <= 8
    ? signed
      ? Int8Array.from(values)
      : Uint8Array.from(values)
    : signed
      ? Int16Array.from(values)
      : Uint16Array.from(values);
type RawValues = Uint8Array | Int8Array | Uint16Array | Int16Array;

/** What a reader makes of the words: the stored bits alone, signed or not. */
function meant(bytes: Uint8Array, { bitsAllocated, bitsStored, highBit, signed }: FrameFormat): number[] {
  const words = bitsAllocated === 8 ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, count);
  return Array.from(words, (word) => {
    const bits = (word >> (highBit + 1 - bitsStored)) & (2 ** bitsStored - 1);
    return signed && bits >= 2 ** (bitsStored - 1) ? bits - 2 ** bitsStored : bits;
  });
}

describe('JPEG 2000', () => {
  for (const [bits, signed] of [
    [8, false],
    [8, true],
    [12, false],
    [12, true],
    [16, false],
    [16, true],
  ] as const)
    it(`${bits} bits, ${signed ? 'signed' : 'unsigned'}, exactly`, async () => {
      const numbers = wild(bits, signed);
      const values = asStored(numbers, bits, signed);
      for (const settings of [{}, { decompositions: 0 }, { tile: 16 }]) {
        const packed = await jpeg2000({ rows, columns, precision: bits, signed, values }, settings);
        const as = format(bits, signed);
        expect(meant(await decodePacked('jpeg-2000', packed, as), as)).toEqual(numbers);
      }
    });

  it('whose codestream has the wrong sign means what the header says', async () => {
    const numbers = wild(16, true);
    const values = Uint16Array.from(numbers);
    const packed = await jpeg2000({ rows, columns, precision: 16, signed: false, values });
    const as = format(16, true);
    expect(meant(await decodePacked('jpeg-2000', packed, as), as)).toEqual(numbers);
    const positive = wild(16, false);
    const wrong = await jpeg2000({
      rows,
      columns,
      precision: 16,
      signed: true,
      values: Int16Array.from(positive),
    });
    const plain = format(16, false);
    expect(meant(await decodePacked('jpeg-2000', wrong, plain), plain)).toEqual(positive);
    // 12 bits of a codestream without sign, in a file of 16 signed bits
    const narrow = wild(12, true);
    const twelve = Uint16Array.from(narrow, (v) => v & 0xfff);
    const short = await jpeg2000({ rows, columns, precision: 12, signed: false, values: twelve });
    expect(meant(await decodePacked('jpeg-2000', short, as), as)).toEqual(narrow);
  });

  it('in more bits than the header stores holds whole words', async () => {
    const numbers = wild(12, true);
    const packed = await jpeg2000({
      rows,
      columns,
      precision: 16,
      signed: true,
      values: Int16Array.from(numbers),
    });
    const as = format(12, true, { bitsAllocated: 16 });
    expect(meant(await decodePacked('jpeg-2000', packed, as), as)).toEqual(numbers);
  });

  it('cut off anywhere is refused, never half a picture', async () => {
    const values = asStored(wild(12, false), 12, false);
    for (const settings of [{}, { tile: 16 }]) {
      const packed = await jpeg2000({ rows, columns, precision: 12, signed: false, values }, settings);
      for (let n = 0; n < 12; n++) {
        const short = packed.subarray(0, Math.floor((packed.length * n) / 12));
        await expect(decodePacked('jpeg-2000', short, format(12, false))).rejects.toThrow(/damaged|cut off/);
      }
    }
  });
});

describe('a JPEG 2000 picture of which a tile is missing', () => {
  it('is refused', async () => {
    const values = Uint16Array.from(wild(12, false));
    const packed = Buffer.from(
      await jpeg2000({ rows, columns, precision: 12, signed: false, values }, { tile: 16 }),
    );
    const first = packed.indexOf(Buffer.from([0xff, 0x90, 0, 10]));
    const without = Buffer.concat([
      packed.subarray(0, first),
      packed.subarray(first + packed.readUInt32BE(first + 6)),
    ]);
    await expect(decodePacked('jpeg-2000', without, format(12, false))).rejects.toThrow('damaged');
  });
});

describe('High-Throughput JPEG 2000', () => {
  it('is decoded exactly', async () => {
    // 10 × 12 samples of 8 bits, without loss, two decompositions, by OpenJPH 0.31.
    const packed = Buffer.from(
      '/0//UQApQAAAAAAKAAAADAAAAAAAAAAAAAAACgAAAAwAAAAAAAAAAAABBwEB/1AACAACAAAAAv9SAAwAAgABAAIEBEAB/1wACiBIUFBQSEhI' +
        '/2QAFwABT3BlbkpQSCBWZXIgMC4zMS4wLv+QAAoAAAAAAMUAAf+TwCuAfRXePbAL+gKXf8i9lwDAFVAFfAFWxqL0H7IEzCKVAG4+FpKmPx0A' +
        'QLdBB/l4AKGPqo478Qf4gbUAwC6mAXTQC6SwVqMF1wzfYHDYgIXAYeHgWy7PYM0QCBxcW+NN4AOjO7lnGF4QAXM8AMa72XxzaXxnuBkMRoPB' +
        'YDQZ1117UZi6MRngHBAJ/4pEF4QAArwAfv7/ePv/f/9//3/7+/1//v9//3//fAF/9dd/87Ih2AIH+n4A/9k=',
      'base64',
    );
    const as = format(8, false, { rows: 12, columns: 10 });
    const expected = Uint8Array.from({ length: 120 }, (_, p) => p * p * 7 + p * 13);
    expect(await decodePacked('jpeg-2000', packed, as)).toEqual(expected);
    await expect(decodePacked('jpeg-2000', packed.subarray(0, 200), as)).rejects.toThrow('cut off');
  });
});

describe('JPEG-LS', () => {
  for (const [bits, signed] of [
    [8, false],
    [8, true],
    [12, true],
    [16, false],
    [16, true],
  ] as const)
    it(`${bits} bits, ${signed ? 'signed' : 'unsigned'}, exactly`, async () => {
      const numbers = wild(bits, signed);
      const mask = 2 ** bits - 1;
      const values = asStored(
        numbers.map((v) => v & mask),
        bits,
        false,
      );
      const packed = await jpegLs({ rows, columns, precision: bits, signed: false, values });
      const as = format(bits, signed);
      expect(meant(await decodePacked('jpeg-ls', packed, as), as)).toEqual(numbers);
    });

  it('cut off anywhere is refused', async () => {
    const values = Uint16Array.from(wild(12, false));
    const packed = await jpegLs({ rows, columns, precision: 12, signed: false, values });
    for (let n = 0; n < 12; n++) {
      const short = packed.subarray(0, Math.floor((packed.length * n) / 12));
      await expect(decodePacked('jpeg-ls', short, format(12, false))).rejects.toThrow(/damaged|cut off/);
    }
  });

  it('of any depth, size and tolerance: as near as it was written', async () => {
    for (let n = 0; n < 150; n++) {
      const [bits, high, wide] = [2 + random(15), 1 + random(20), 1 + random(40)];
      const most = 2 ** bits - 1;
      const near = n % 3 === 0 ? Math.min(random(12), most >> 1) : 0;
      // Noise, runs that end at random, two levels, a slope.
      let level = 0;
      const kinds = [
        () => random(most + 1),
        () => {
          if (random(10) === 0) level = random(most + 1);
          return level;
        },
        () => (random(30) === 0 ? most : 0),
        (p: number) => Math.min(most, Math.floor((most * (p % wide)) / wide) + random(3)),
      ];
      const numbers = Array.from({ length: high * wide }, (_, p) => kinds[n % 4](p));
      const values = asStored(numbers, bits, false);
      const picture = { rows: high, columns: wide, precision: bits, signed: false, values };
      const packed = await jpegLs(picture, near);
      const as = format(bits, false, { rows: high, columns: wide });
      const bytes = await decodePacked('jpeg-ls', packed, as);
      const got = as.bitsAllocated === 8 ? [...bytes] : [...new Uint16Array(bytes.slice().buffer)];
      const off = Math.max(...got.map((v, p) => Math.abs(v - numbers[p])));
      expect(off, `${bits} bits, ${wide} × ${high}, ${near}`).toBeLessThanOrEqual(near);
    }
  });

  it('near-lossless is off by its bound at most', async () => {
    const numbers = wild(12, false);
    const packed = await jpegLs(
      { rows, columns, precision: 12, signed: false, values: Uint16Array.from(numbers) },
      3,
    );
    const as = format(12, false);
    const got = meant(await decodePacked('jpeg-ls', packed, as), as);
    const most = Math.max(...got.map((v, p) => Math.abs(v - numbers[p])));
    expect(most).toBe(3);
  });
});

describe('every compression', () => {
  const numbers = wild(12, true);
  const words = Int16Array.from(numbers);
  const twelve = Uint16Array.from(numbers, (v) => v & 0xfff);
  const sizes = { rows, columns, precision: 12 };
  const kinds: readonly (readonly [Compression, () => Uint8Array | Promise<Uint8Array>])[] = [
    ['rle', () => rlePacked(words)],
    ['deflated', () => deflateRawSync(new Uint8Array(words.buffer))],
    ['jpeg', () => losslessJpeg(twelve, { ...sizes, predictor: 7, restart: 4 })],
    ['jpeg-ls', () => jpegLs({ ...sizes, signed: false, values: twelve })],
    ['jpeg-2000', () => jpeg2000({ ...sizes, signed: true, values: words })],
  ];
  const as = format(12, true, { bitsAllocated: 16 });

  for (const [compression, pack] of kinds) {
    it(`${compression}: signed numbers, and bytes of padding behind them`, async () => {
      const packed = await pack();
      expect(meant(await decodePacked(compression, packed, as), as)).toEqual(numbers);
      for (const tail of [[0], [0, 0, 0], [255, 217, 0]]) {
        if (compression === 'deflated' && tail.length > 1) continue;
        const padded = Uint8Array.from([...packed, ...tail]);
        expect(meant(await decodePacked(compression, padded, as), as)).toEqual(numbers);
      }
    });

    it(`${compression}: another size or a picture too large is refused before anything is allocated`, async () => {
      const packed = await pack();
      for (const size of [
        { rows: rows + 64 },
        { rows: 60000, columns: 60000 },
        { rows: 8192, columns: 8192 },
      ])
        await expect(decodePacked(compression, packed, { ...as, ...size })).rejects.toThrow();
    });
  }

  const more: typeof kinds = [
    ...kinds,
    ['jpeg', () => cosineJpeg(twelve, { ...sizes, restart: 3 })],
    ['jpeg', () => losslessJpeg(twelve, { ...sizes, pointTransform: 2 })],
  ];
  it('damaged anywhere: pixels or an error in plain words', async () => {
    const outcomes = new Map<string, number>();
    const threads = decoderThreads();
    for (const [compression, pack] of more) {
      const packed = await pack();
      // A thread ends with each failure of the decoder in wasm; our own decoders can be asked in this one.
      const foreign = compression === 'jpeg-2000';
      const decode = (bytes: Uint8Array): Promise<Uint8Array> =>
        foreign
          ? threads.decode({ compression, packed: bytes, format: as })
          : decodePacked(compression, bytes, as);
      const cases = Array.from({ length: foreign ? 15 : 150 }, async (_, n) => {
        const outcome = await decode(hurt(packed, n)).then(
          (pixels) => (pixels.length === 2 * count ? 'pixels' : 'another length'),
          (error: unknown) => (error instanceof Error ? error.message : `thrown: ${String(error)}`),
        );
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      });
      await Promise.all(cases);
    }
    await threads.close();
    for (const outcome of outcomes.keys())
      expect(outcome).toMatch(/^(pixels|the (compressed|pixels|run-length)|a table of)/);
    // Most of the damage is noticed.
    const total = [...outcomes.values()].reduce((sum, n) => sum + n, 0);
    expect(outcomes.get('pixels') ?? 0).toBeLessThan(0.6 * total);
  });

  /** A few bytes changed, half of them in the headers, where they hurt most; some cut off. */
  function hurt(packed: Uint8Array, n: number): Uint8Array {
    const copy = Uint8Array.from(packed);
    for (let k = random(4); k >= 0; k--)
      copy[random(n % 2 ? copy.length : Math.min(copy.length, 120))] = [0, 255, random(256)][random(3)];
    return n % 5 === 0 ? copy.slice(0, random(copy.length)) : copy;
  }
});
