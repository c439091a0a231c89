import { describe, expect, it } from 'vitest';
import { writeFloat, writeWhole } from '../../src/files/float-text.js';

function textOf(value: number, write = writeFloat): string {
  const bytes = new Uint8Array(64);
  return Buffer.from(bytes.subarray(0, write(value, bytes, 0))).toString('latin1');
}

/** Slow oracle: the fewest significant digits that read back. */
function digitsNeeded(value: number): number {
  for (let n = 1; n < 17; n++) if (Math.fround(Number(value.toPrecision(n))) === value) return n;
  return 17;
}

const digitsIn = (text: string): number =>
  text
    .replace(/e.*/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+(?=\d)/, '').length;

describe('float text', () => {
  it('is what one would write by hand', () => {
    const hand = [0, -0, 1, -1, 0.5, 12.25, -811.3, 1e-5, 3.14159274, 16777216, 100];
    expect(hand.map((v) => textOf(Math.fround(v)))).toEqual([
      ...['0', '-0', '1', '-1', '0.5', '12.25', '-811.3', '0.00001', '3.1415927', '16777216', '100'],
    ]);
    expect([0, 7, 10, 4294967295].map((n) => textOf(n, writeWhole))).toEqual(['0', '7', '10', '4294967295']);
  });

  it('reads back to the bit and has no digit too many, for random bits', () => {
    const bits = new Uint32Array(1);
    const float = new Float32Array(bits.buffer);
    const decimal = /^-?\d+(\.\d+)?(e[-+]\d+)?$/;
    const wrong: string[] = [];
    let seed = 7;
    for (let n = 0; n < 20_000; n++) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      // Half of them of the size of a body's coordinates, half of any size.
      bits[0] = n % 2 === 0 ? seed : (seed & 0x807fffff) | ((118 + (n % 20)) << 23);
      if (!Number.isFinite(float[0])) continue;
      const text = textOf(float[0]);
      const read = Math.fround(Number(text));
      const long = text.includes('.') && digitsIn(text) > digitsNeeded(float[0]);
      if (!decimal.test(text) || !Object.is(read, float[0]) || long) wrong.push(text);
    }
    expect(wrong).toEqual([]);
  });

  it('refuses what has no decimal', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => textOf(value)).toThrow(RangeError);
  });
});
