// How the grey levels of a region are distributed: the twenty-three intensity histogram features.
import type { Levels } from './discretise.js';
import { distribution } from './distribution.js';
import { type Features, tagged } from './features.js';

function countsOf({ of, count }: Levels): Float64Array {
  const counts = new Float64Array(count);
  for (let v = 0; v < of.length; v++) if (of[v] > 0) counts[of[v] - 1]++;
  return counts;
}

/** Every level as often as it occurs, ascending. */
function sortedLevels(counts: Float64Array): Float64Array {
  const sorted = new Float64Array(counts.reduce((sum, n) => sum + n, 0));
  let at = 0;
  counts.forEach((n, g) => {
    sorted.fill(g + 1, at, at + n);
    at += n;
  });
  return sorted;
}

/** The most frequent level; of several the one nearest to the mean, and of two as near the lower. */
function modeOf(counts: Float64Array, mean: number): number {
  let best = 0;
  for (let g = 1; g < counts.length; g++) {
    const nearer = Math.abs(g + 1 - mean) < Math.abs(best + 1 - mean);
    if (counts[g] > counts[best] || (counts[g] === counts[best] && nearer)) best = g;
  }
  return counts.length === 0 ? Number.NaN : best + 1;
}

/** Central differences of the counts, one-sided at the ends. */
function gradientOf(counts: Float64Array): Float64Array {
  const last = counts.length - 1;
  return counts.map((_, g) => {
    const [low, high] = [Math.max(0, g - 1), Math.min(last, g + 1)];
    return high === low ? 0 : (counts[high] - counts[low]) / (high - low);
  });
}

/** The first place of the greatest value. */
function highest(values: Float64Array): number {
  let best = 0;
  for (let g = 1; g < values.length; g++) if (values[g] > values[best]) best = g;
  return best;
}

/** The 23 ih_ features of a region's grey levels. IBSI manual 3.4, ZVCW. */
export function intensityHistogram(levels: Levels): Features {
  const counts = countsOf(levels);
  const values = distribution(sortedLevels(counts));
  const total = counts.reduce((sum, n) => sum + n, 0);
  const shares = counts.filter((n) => n > 0).map((n) => n / total);
  const none = total === 0 ? Number.NaN : 0;
  const gradient = gradientOf(counts);
  const [rise, fall] = [highest(gradient), highest(gradient.map((g) => -g))];
  return tagged(
    {
      ...values,
      mode: modeOf(counts, values.mean),
      entropy: shares.reduce((sum, p) => sum - p * Math.log2(p), none),
      uniformity: shares.reduce((sum, p) => sum + p * p, none),
      max_grad: gradient[rise] ?? Number.NaN,
      max_grad_g: rise + 1 + none,
      min_grad: gradient[fall] ?? Number.NaN,
      min_grad_g: fall + 1 + none,
    },
    'ih_',
  );
}
