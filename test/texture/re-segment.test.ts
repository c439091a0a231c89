// What re-segmentation leaves of a mask.
import { expect, it } from 'vitest';
import { reSegment } from '../../src/texture/re-segment.js';

const open = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
const kept = (values: number[], mask: number[], range: readonly [number, number], outliers: number) => [
  ...reSegment(Float32Array.from(values), Uint8Array.from(mask), { range, outliers }),
];

it('keeps the ends of the range, and nothing outside the mask', () => {
  expect(kept([-5, 0, 3, 10, 11, 4], [1, 1, 1, 1, 1, 0], [0, 10], 0)).toEqual([0, 1, 1, 1, 0, 0]);
});

it('takes σ of the population: two of four ±1 lie exactly at 1 σ', () => {
  expect(kept([-1, 1, -1, 1, 99], [1, 1, 1, 1, 0], open, 1)).toEqual([1, 1, 1, 1, 0]);
  expect(kept([-1, 1, -1, 1, 99], [1, 1, 1, 1, 0], open, 0.99)).toEqual([0, 0, 0, 0, 0]);
});

it('takes mean and σ before the range cuts: both limits hold at once', () => {
  // Mean 212, σ 394: limits −182 … 606. Of the values within 5 … 500 alone it would be 20 ± 8: 10 and 30 would go too.
  expect(kept([0, 10, 20, 30, 1000], [1, 1, 1, 1, 1], [5, 500], 1)).toEqual([0, 1, 1, 1, 0]);
  expect(kept([0, 10, 20, 30, 1000], [1, 1, 1, 1, 1], [-5, 1e4], 1)).toEqual([1, 1, 1, 1, 0]);
});
