import { describe, expect, it } from 'vitest';
import { roundLength } from '../../src/preview/scale-bar.js';

describe('roundLength', () => {
  it.each([
    [1, 120, 100],
    [0.5, 120, 50],
    [0.4, 120, 20],
    [0.01, 120, 1],
    [0.001, 120, 0.1],
    [1, 100, 100],
    [1, 99.9, 50],
  ])('%d mm a pixel, at most %d pixels: %d mm', (mmPerPixel, most, expected) => {
    expect(roundLength(mmPerPixel, most)).toBeCloseTo(expected, 9);
  });
});
