import { describe, expect, it } from 'vitest';
import { numberText } from '../../src/report/number-text.js';
import { valueText } from '../../src/report/value-text.js';

describe('numberText', () => {
  it.each([
    [0, 0, '0'],
    [1024, 0, '1024'],
    [12345, 0, '12,345'],
    [1234567.891, 2, '1,234,567.89'],
    [-0.0004, 3, '0.000'],
    [-0.5, 1, '−0.5'],
    [-12345.6, 1, '−12,345.6'],
    [Number.POSITIVE_INFINITY, 2, '∞'],
    [Number.NaN, 2, '–'],
    [null, 2, '–'],
  ])('%d with %d decimals is %s', (value, decimals, text) => {
    expect(numberText(value, decimals)).toBe(text);
  });
});

describe('valueText', () => {
  it.each([
    [0.4, '0.4'],
    [1e-7, '0'],
    [120, '120'],
    [100.5, '100.5'],
    [true, 'yes'],
    ['bone', 'bone'],
    [null, '–'],
    [[1, 2.5], '1, 2.5'],
    [{ from: 226, to: Number.POSITIVE_INFINITY }, 'from 226, to ∞'],
    [{ from: 226, to: 'Infinity' }, 'from 226, to ∞'],
  ])('%j is %s', (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});
