import { describe, expect, it } from 'vitest';
import { edgeModel } from '../../src/kernel/edge-model.js';

/** Area under the standard normal curve left of x, by Simpson's rule. */
function below(x: number): number {
  const [a, steps] = [-8, 2000];
  const h = (x - a) / steps;
  const bell = (t: number): number => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI);
  let sum = bell(a) + bell(x);
  for (let n = 1; n < steps; n++) sum += (n % 2 ? 4 : 2) * bell(a + n * h);
  return (sum * h) / 3;
}

describe('edgeModel', () => {
  it.each([0.8, 1, 1.7, 3])('is sigma / √π for a Gaussian wider than a voxel (%d)', (sigma) => {
    for (const phase of [0, 0.2, 0.5])
      expect(edgeModel(0).at(phase, sigma * sigma, 0) * Math.sqrt(Math.PI)).toBeCloseTo(sigma, 2);
  });

  it('is a sixth of the width for a box alone, over all phases', () => {
    // Halfway between two samples the first and last sixth … of a box of three: 1/6, 1/2, 5/6 and so on.
    const model = edgeModel(3);
    const mean = Array.from({ length: 100 }, (_, n) => model.at((n + 0.5) / 200, 1e-6, 0));
    expect(mean.reduce((a, b) => a + b) / 100).toBeCloseTo(0.5, 3);
    expect(model.at(0, 1e-6, 0)).toBeCloseTo(1 / 4 + 2 * (1 / 6) * (5 / 6), 2);
  });

  it('knows what a sharp edge leaves at each phase', () => {
    const [sigma, phase] = [0.35, 0.5];
    const p = below(-phase / sigma);
    const q = below(-(1 + phase) / sigma);
    expect(edgeModel(0).at(phase, sigma * sigma, 0)).toBeCloseTo(2 * p * (1 - p) + 2 * q * (1 - q), 3);
    expect(edgeModel(0).at(0, sigma * sigma, 0)).toBeCloseTo(0.25 + 2 * below(-1 / sigma), 2);
  });

  it('goes to the mean where the phase is not known', () => {
    const model = edgeModel(0);
    const phases = Array.from({ length: 50 }, (_, n) => model.at((n + 0.5) / 100, 0.09, 0));
    const mean = phases.reduce((a, b) => a + b) / 50;
    for (const phase of [0, 0.3, 0.5]) expect(model.at(phase, 0.09, 1)).toBeCloseTo(mean, 2);
  });
});
