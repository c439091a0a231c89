// JPEG frames against an encoder written straight from the standard, exactly where the process is lossless.
import { describe, expect, it } from 'vitest';
import { decodeJpeg } from '../../../src/scan/pixels/decode-jpeg.js';
import type { FrameFormat } from '../../../src/scan/pixels/widen-samples.js';
import { cosineJpeg, losslessJpeg, skewedLengths } from '../../fixtures/jpeg-encoder.js';

let state = 7;
const random = (below: number): number => {
  state = (state * 1664525 + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};

/** A slope with noise and a few wild samples, which need the longest differences. */
function picture(rows: number, columns: number, bits: number): Uint16Array {
  const most = 2 ** bits - 1;
  return Uint16Array.from({ length: rows * columns }, (_, p) => {
    if (random(20) === 0) return [0, most, random(most + 1)][random(3)];
    const slope = (p % columns) / columns + Math.floor(p / columns) / rows;
    return Math.min(most, Math.round((most * slope) / 2) + random(9));
  });
}

const format = (rows: number, columns: number, bits: number): FrameFormat => ({
  rows,
  columns,
  bitsAllocated: bits <= 8 ? 8 : 16,
  bitsStored: bits,
  highBit: bits - 1,
  signed: false,
});
const wordsOf = (bytes: Uint8Array, bits: number): ArrayLike<number> =>
  bits <= 8 ? bytes : new Uint16Array(bytes.buffer);

describe('lossless JPEG', () => {
  for (const precision of [2, 8, 12, 16])
    for (let predictor = 1; predictor <= 7; predictor++)
      it(`${precision} bits, predictor ${predictor}`, () => {
        for (const [rows, columns, restart] of [
          [13, 17, 0],
          [1, 9, 0],
          [9, 1, 2],
          [23, 5, 2],
          [40, 3, 1],
        ]) {
          const values = picture(rows, columns, precision);
          const codeLengths = restart === 0 ? skewedLengths : undefined;
          const packed = losslessJpeg(values, { rows, columns, precision, predictor, restart, codeLengths });
          const got = wordsOf(decodeJpeg(packed, format(rows, columns, precision)), precision);
          expect(Array.from(got)).toEqual(Array.from(values));
        }
      });

  it('with a point transform: the lowest bits are gone, nothing else', () => {
    for (const pointTransform of [1, 4, 11]) {
      const values = picture(12, 10, 12);
      const packed = losslessJpeg(values, {
        rows: 12,
        columns: 10,
        precision: 12,
        predictor: 4,
        pointTransform,
      });
      const got = wordsOf(decodeJpeg(packed, format(12, 10, 12)), 12);
      expect(Array.from(got)).toEqual(Array.from(values, (v) => (v >> pointTransform) << pointTransform));
    }
  });

  it('a height of 0 means the one that the DICOM header gives', () => {
    const values = picture(6, 7, 12);
    const packed = losslessJpeg(values, { rows: 6, columns: 7, precision: 12 });
    packed[packed.indexOf(0xc3) + 5] = 0;
    expect(Array.from(wordsOf(decodeJpeg(packed, format(6, 7, 12)), 12))).toEqual(Array.from(values));
  });

  it('what is cut off, of another size, in colour or of a process not read is refused, each by its reason', () => {
    const values = picture(16, 16, 12);
    const packed = losslessJpeg(values, { rows: 16, columns: 16, precision: 12 });
    const sof = packed.indexOf(0xc3);
    const changed = (at: number, byte: number): Uint8Array => packed.with(at, byte);
    const fails = (bytes: Uint8Array, why: string): void =>
      expect(() => decodeJpeg(bytes, format(16, 16, 12))).toThrow(why);
    fails(packed.subarray(0, packed.length - 40), 'cut off');
    fails(changed(sof + 5, 17), 'size');
    fails(changed(sof + 8, 3), 'colour');
    fails(changed(sof, 0xc2), 'progressive');
    fails(changed(sof, 0xcb), 'arithmetic');
    fails(changed(sof + 3, 17), 'damaged');
    fails(packed.subarray(2), 'damaged');
    fails(new Uint8Array(0), 'damaged');
    expect(() => decodeJpeg(packed, format(16, 16, 8))).toThrow('another depth');
  });
});

describe('JPEG with loss', () => {
  for (const [precision, rows, columns, restart] of [
    [8, 16, 24, 0],
    [8, 13, 9, 1],
    [12, 17, 31, 3],
    [12, 1, 1, 0],
  ])
    it(`${precision} bits, ${columns} × ${rows}, restart after ${restart}`, () => {
      const values = picture(rows, columns, precision);
      const packed = cosineJpeg(values, { rows, columns, precision, restart });
      const got = wordsOf(decodeJpeg(packed, format(rows, columns, precision)), precision);
      // Coefficients are rounded to whole numbers: an error of at most ½ each, 2 in all when they conspire.
      for (let p = 0; p < values.length; p++) expect(Math.abs(got[p] - values[p])).toBeLessThanOrEqual(2);
    });

  it('coarse quantisers blur and stay in the range', () => {
    const values = picture(32, 32, 8);
    const packed = cosineJpeg(values, { rows: 32, columns: 32, precision: 8 }, 60);
    const got = decodeJpeg(packed, format(32, 32, 8));
    const error = got.reduce((sum, v, p) => sum + Math.abs(v - values[p]), 0) / got.length;
    expect(error).toBeGreaterThan(2);
    expect(error).toBeLessThan(30);
  });
});
