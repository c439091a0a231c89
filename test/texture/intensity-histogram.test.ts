// The corners of the histogram's definitions: ties of the mode, gradients at the ends, levels that do not occur.
import { expect, it } from 'vitest';
import { intensityHistogram } from '../../src/texture/intensity-histogram.js';

const of = (...levels: number[]) =>
  intensityHistogram({ of: Uint32Array.from(levels), count: Math.max(...levels) });

it('of several modes takes the one nearest the mean, of two as near the lower', () => {
  expect(of(1, 1, 2, 5, 5, 5, 9, 9, 9, 0, 0).ih_mode).toBe(5);
  expect(of(2, 2, 3, 4, 4).ih_mode).toBe(2);
});

it('differentiates the counts centrally, one-sidedly at the ends', () => {
  // counts 1 0 3 4: gradients −1, 1, 2, 1
  const got = of(1, 3, 3, 3, 4, 4, 4, 4);
  expect(got).toMatchObject({ ih_max_grad: 2, ih_max_grad_g: 3, ih_min_grad: -1, ih_min_grad_g: 1 });
});

it('counts no level that does not occur into entropy and uniformity', () => {
  expect(of(1, 1, 4, 4)).toMatchObject({ ih_entropy: 1, ih_uniformity: 0.5 });
});
