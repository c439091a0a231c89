import { describe, expect, it } from 'vitest';
import { countValues } from '../../src/scan/count-values.js';
import { valueHistogram } from '../../src/scan/value-histogram.js';

describe('the histogram of a scan', () => {
  it('counts every voxel once, in whole bins, and leaves a few of metal beyond its end', () => {
    const voxels = new Int16Array(100_000);
    for (let p = 0; p < voxels.length; p++) voxels[p] = (p % 1000) - 500;
    voxels[17] = 30_000;
    const { low, binWidth, counts, below, above } = valueHistogram(countValues(voxels));
    expect([low, binWidth]).toEqual([-500, 5]);
    expect(counts.length).toBe(200);
    expect(counts.reduce((a, b) => a + b) + below + above).toBe(100_000);
    expect([below, above]).toEqual([0, 1]);
    expect(counts[10]).toBe(500);
  });

  it('is a single bin of a scan of one value, and even bins of fractions', () => {
    expect(valueHistogram(countValues(new Int16Array(8).fill(3)))).toEqual({
      low: 3,
      binWidth: 1,
      counts: [8],
      below: 0,
      above: 0,
    });
    const fractions = Float32Array.from({ length: 65_536 }, (_, n) => n / 65_536);
    const { counts, binWidth } = valueHistogram(countValues(fractions));
    expect(counts.length).toBeLessThanOrEqual(200);
    expect(binWidth * counts.length).toBeCloseTo(1, 2);
  });
});
