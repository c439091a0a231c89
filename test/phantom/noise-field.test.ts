import { expect, test } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { whiteNoise } from '../../src/phantom/noise.js';
import { noiseField } from '../../src/phantom/noise-field.js';
import { renderPhantom } from '../../src/phantom/render-phantom.js';

const size: Vec3 = [160, 140, 6];

/** Mean product of neighbours `by` voxels apart, over the variance. */
function correlation(values: Float64Array, by: Vec3): number {
  let [sum, count, square] = [0, 0, 0];
  for (let k = 0; k < size[2] - by[2]; k++)
    for (let j = 0; j < size[1] - by[1]; j++)
      for (let i = 0; i < size[0] - by[0]; i++) {
        const n = i + size[0] * (j + size[1] * k);
        sum += values[n] * values[n + by[0] + size[0] * (by[1] + size[1] * by[2])];
        square += values[n] * values[n];
        count++;
      }
  return sum / count / (square / count);
}

function drawn(seed: number, spacing: Vec3, sigma: number): Float64Array {
  const field = noiseField(seed, size, spacing, sigma);
  return Float64Array.from({ length: size[0] * size[1] * size[2] }, (_, n) =>
    field(n % size[0], Math.floor(n / size[0]) % size[1], Math.floor(n / (size[0] * size[1]))),
  );
}

test('noise of one standard deviation at every correlation; neighbours in a slice know of one another as stated', () => {
  for (const [spacing, sigma] of [
    [[0.5, 0.5, 1], 0.7],
    [[0.4, 0.9, 1], 0.8],
    [[1, 1, 1], 0.05],
  ] as const) {
    const values = drawn(4, spacing, sigma);
    const sd = Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
    expect(Math.abs(sd - 1)).toBeLessThan(0.03);
    // so narrow a kernel holds one voxel alone
    const stated = (r: number): number => (sigma < 0.1 ? 0 : Math.exp((-r * r) / (4 * sigma * sigma)));
    for (const n of [1, 2, 3]) {
      expect(Math.abs(correlation(values, [n, 0, 0]) - stated(n * spacing[0]))).toBeLessThan(0.04);
      expect(Math.abs(correlation(values, [0, n, 0]) - stated(n * spacing[1]))).toBeLessThan(0.04);
    }
    expect(Math.abs(correlation(values, [0, 0, 1]))).toBeLessThan(0.04);
    // both edges of a slice are as noisy as its middle
    const rim = values.filter((_, n) => n % size[0] < 2 || n % size[0] > size[0] - 3);
    const rimSd = Math.sqrt(rim.reduce((sum, x) => sum + x * x, 0) / rim.length);
    expect(Math.abs(rimSd - 1)).toBeLessThan(0.1);
  }
});

test('no correlation is the white noise, and the order of asking changes nothing', () => {
  const [field, white] = [noiseField(9, size, [1, 1, 1], 0), whiteNoise(9)];
  expect(field(3, 4, 5)).toBe(white(3 + size[0] * (4 + size[1] * 5)));
  const smooth = noiseField(9, size, [1, 1, 1], 1.3);
  const first = [smooth(1, 2, 0), smooth(1, 2, 5), smooth(90, 20, 3)];
  expect([smooth(1, 2, 0), smooth(1, 2, 5), smooth(90, 20, 3)]).toEqual(first);
  expect(noiseField(9, size, [1, 1, 1], 1.3)(90, 20, 3)).toBe(first[2]);
  expect(noiseField(10, size, [1, 1, 1], 1.3)(90, 20, 3)).not.toBe(first[2]);
});

test('a scan has noise of the strength given, whatever its correlation', () => {
  const options = { spacing: [1, 1, 2], noise: 25, psfInPlane: 0.6, psfThroughPlane: 0.6 } as const;
  const clean = renderPhantom('ball', { ...options, noise: 0 });
  for (const noiseCorrelation of [0, 0.8]) {
    const noisy = renderPhantom('ball', { ...options, noiseCorrelation });
    const sum = noisy.voxels.reduce((total, value, n) => total + (value - clean.voxels[n]) ** 2, 0);
    expect(Math.abs(Math.sqrt(sum / clean.voxels.length) - 25)).toBeLessThan(0.7);
  }
});

test('what would take too much memory or time is refused before it is taken', () => {
  expect(() => noiseField(1, [4096, 4096, 60], [1, 1, 0.2], 1)).toThrow(/kept at once/);
  expect(() => noiseField(1, [10, 10, 10], [0.05, 1, 1], 1.1)).toThrow(/hang together/);
});
