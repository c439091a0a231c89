import { describe, expect, it } from 'vitest';
import { otsu } from '../../src/segment/otsu.js';
import { seeded } from '../fixtures/masks.js';

/** Least sum of squares within classes over every way to cut. */
function slow(counts: readonly number[], classes: number): number {
  const within = (a: number, b: number): number => {
    const n = counts.slice(a, b).reduce((x, y) => x + y, 0);
    const mean = counts.slice(a, b).reduce((x, y, i) => x + y * (a + i), 0) / n;
    return n === 0
      ? Number.POSITIVE_INFINITY
      : counts.slice(a, b).reduce((x, y, i) => x + y * (a + i - mean) ** 2, 0);
  };
  const best = (from: number, left: number): number => {
    if (left === 1) return within(from, counts.length);
    let least = Number.POSITIVE_INFINITY;
    for (let cut = from + 1; cut < counts.length; cut++)
      least = Math.min(least, within(from, cut) + best(cut, left - 1));
    return least;
  };
  return best(0, classes);
}

function cost(counts: readonly number[], starts: readonly number[]): number {
  const edges = [-1, ...starts, counts.length];
  return edges.slice(1).reduce((sum, end, c) => {
    const bins = counts.map((n, b) => [n, b]).filter(([, b]) => b > edges[c] && b < end);
    const total = bins.reduce((x, [n]) => x + n, 0);
    const mean = bins.reduce((x, [n, b]) => x + n * b, 0) / total;
    return sum + bins.reduce((x, [n, b]) => x + n * (b - mean) ** 2, 0);
  }, 0);
}

describe('otsu', () => {
  it('cuts halfway between two values', () => {
    const counts = new Float64Array(1000);
    counts[100] = 50;
    counts[552] = 3;
    expect(otsu(counts, 2)).toEqual([326]);
    expect(otsu(counts, 3)).toEqual([]);
    expect(otsu(new Float64Array(3), 2)).toEqual([]);
  });
  it('finds what trying every cut finds', () => {
    const random = seeded(4);
    for (let round = 0; round < 60; round++) {
      const counts = Array.from({ length: 12 + (round % 9) }, () =>
        random() < 0.3 ? 0 : Math.floor(20 * random() ** 3),
      );
      for (const classes of [2, 3, 4]) {
        if (counts.filter((n) => n > 0).length < classes) continue;
        const starts = otsu(Float64Array.from(counts), classes);
        expect(starts).toHaveLength(classes - 1);
        expect(cost(counts, starts)).toBeCloseTo(slow(counts, classes), 6);
      }
    }
  });
});
