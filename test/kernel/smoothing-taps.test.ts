import { describe, expect, it } from 'vitest';
import { type Boundary, boundaryNames } from '../../src/core/volume.js';
import { makeSmoothingTaps } from '../../src/kernel/smoothing-taps.js';

/** Σ w · d^power of the middle output on 41 even samples, d = distance in samples. */
function moment(sigma: number, steady: boolean, power: number): number {
  const { width, first, weights } = makeSmoothingTaps(41, sigma, steady);
  let sum = 0;
  for (let t = 0; t < width; t++) sum += weights[20 * width + t] * (first[20] + t - 20) ** power;
  return sum;
}

describe('makeSmoothingTaps', () => {
  it('keeps constants and ramps, and spreads by sigma', () => {
    for (const sigma of [0.8, 1.3, 3]) {
      expect(moment(sigma, false, 0)).toBeCloseTo(1, 6);
      expect(moment(sigma, false, 1)).toBeCloseTo(0, 6);
      expect(moment(sigma, false, 2) / sigma ** 2).toBeCloseTo(1, 2);
    }
  });

  it('has no second moment when steady', () => {
    for (const sigma of [0.8, 1.3, 3]) {
      expect(moment(sigma, true, 0)).toBeCloseTo(1, 6);
      expect(Math.abs(moment(sigma, true, 2))).toBeLessThan(0.02 * sigma ** 2);
    }
  });

  it('continues the samples as it is told', () => {
    const line = [5, -2, 7, 1];
    const at = (j: number, boundary: Boundary) => {
      const mirrored = ((j % 8) + 8) % 8;
      if (boundary === 'mirror') return line[Math.min(mirrored, 7 - mirrored)];
      return line[j] ?? (boundary === 'zero' ? 0 : line[j < 0 ? 0 : 3]);
    };
    for (const boundary of boundaryNames) {
      const { width, first, weights } = makeSmoothingTaps(4, 1.7, false, boundary);
      for (let i = 0; i < 4; i++) {
        let [sum, total] = [0, 0];
        for (let d = -7; d <= 7; d++) {
          const g = Math.exp((-d * d) / (2 * 1.7 * 1.7));
          total += g;
          sum += g * at(i + d, boundary);
        }
        const value = line.map((v, j) => (j < first[i] ? 0 : v * (weights[i * width + j - first[i]] ?? 0)));
        expect(value.reduce((a, b) => a + b)).toBeCloseTo(sum / total, 5);
      }
    }
  });

  it('is a plain copy at sigma 0', () => {
    const { width, first, weights } = makeSmoothingTaps(5, 0);
    expect([width, [...first], [...weights]]).toEqual([1, [0, 1, 2, 3, 4], [1, 1, 1, 1, 1]]);
  });

  it('keeps constants on uneven nodes and at the ends', () => {
    const { width, first, weights } = makeSmoothingTaps(Float64Array.of(0, 1, 1.5, 4, 5, 5.2), 1.1);
    for (let i = 0; i < 6; i++) {
      expect(first[i]).toBeGreaterThanOrEqual(0);
      const sum = weights.subarray(i * width, (i + 1) * width).reduce((a, b) => a + b);
      expect(sum).toBeCloseTo(1, 6);
    }
  });
});
