// Weights that make fewer samples of an axis: means that leave every edge in its place and average the noise.
import type { Taps } from '../core/volume.js';

/**
 * Of n even samples `count` even ones over the same length, each the mean over its step of the straight lines between samples;
 * the samples themselves where `count` is n. 1 ≤ count ≤ n. Beyond the ends the last sample goes on.
 */
export function evenTaps(n: number, count: number): Taps {
  const step = n / count;
  if (count === n) return tapsOf(count, (i) => [[i, 1]]);
  return tapsOf(count, (i) => {
    const from = i * step - 0.5;
    const shares: [number, number][] = [];
    for (let k = Math.floor(from); k < from + step + 1; k++)
      shares.push([Math.min(n - 1, Math.max(0, k)), below(from + step - k) - below(from - k)]);
    return shares;
  });
}

/** Area under the tent between −1 and 1 up to x. */
function below(x: number): number {
  if (x <= 0) return x <= -1 ? 0 : (1 + x) ** 2 / 2;
  return x >= 1 ? 1 : 1 - (1 - x) ** 2 / 2;
}

/** Of samples that fill the cells between `borders` (ascending) `count` even ones: each cell by its share of the new step. */
export function unevenTaps(borders: Float64Array, count: number): Taps {
  const n = borders.length - 1;
  const step = (borders[n] - borders[0]) / count;
  let first = 0;
  return tapsOf(count, (i) => {
    const from = borders[0] + i * step;
    const to = from + step;
    while (first < n - 1 && borders[first + 1] <= from) first++;
    const shares: [number, number][] = [];
    for (let k = first; k < n && (k === first || borders[k] < to); k++)
      shares.push([k, Math.max(1e-9, Math.min(to, borders[k + 1]) - Math.max(from, borders[k]))]);
    return shares;
  });
}

/** `sharesOf`: sample and weight, samples ascending; the weights are made to add up to 1. */
function tapsOf(count: number, sharesOf: (i: number) => readonly (readonly [number, number])[]): Taps {
  const all = Array.from({ length: count }, (_, i) => sharesOf(i));
  const first = Int32Array.from(all, (shares) => shares[0][0]);
  const width = all.reduce(
    (most, shares, i) => Math.max(most, shares[shares.length - 1][0] - first[i] + 1),
    1,
  );
  const weights = new Float32Array(count * width);
  for (const [i, shares] of all.entries()) {
    const sum = shares.reduce((total, [, weight]) => total + weight, 0);
    for (const [k, weight] of shares) weights[i * width + k - first[i]] += weight / sum;
  }
  return { width, first, weights };
}
