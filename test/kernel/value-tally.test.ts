// The counts of 16-bit values, and the range of any, against loops that can't be wrong.
import { expect, it } from 'vitest';
import { valueRange } from '../../src/kernel/value-range.js';
import { valueTally } from '../../src/kernel/value-tally.js';
import { seeded } from '../fixtures/solids.js';

const lengths = [1, 2, 3, 4, 7, 8, 9, 31, 32768, 32769, 70001];

it('counts every value, however it comes in pieces', () => {
  const random = seeded(7);
  for (const length of lengths) {
    const values = Int16Array.from({ length }, () => Math.floor(random() * 65536) - 32768);
    values.fill(-1024, length >> 2, length >> 1);
    const slow = new Float64Array(65536);
    for (const value of values) slow[value + 32768]++;
    const tally = valueTally();
    const cut = Math.floor(random() * length);
    tally.add(values.subarray(0, cut));
    tally.add(values.subarray(cut));
    expect(tally.counts().every((count, v) => count === slow[v])).toBe(true);
  }
});

function slowRange(values: Int16Array | Float32Array): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

it('finds the range of whole numbers and of others', () => {
  const random = seeded(8);
  for (const length of lengths) {
    const whole = Int16Array.from({ length }, () => Math.floor(random() * 65536) - 32768);
    const single = Float32Array.from({ length }, () => (random() - 0.5) * 1e6);
    for (const values of [whole, single, whole.map((v) => v | 1024), single.map(Math.abs)])
      expect(valueRange(values)).toEqual(slowRange(values));
  }
});

it('passes over NaN, knows infinity and the sign of 0, and of nothing has no range', () => {
  for (const values of [
    [Number.NaN, 3, -2],
    [Number.NaN],
    [1, Number.POSITIVE_INFINITY, 2],
    [Number.NEGATIVE_INFINITY, Number.NaN],
    [0, -0, 5],
    [-0, 0, -5],
    [],
  ]) {
    const single = Float32Array.from(values);
    expect(valueRange(single)).toEqual(slowRange(single));
  }
});
