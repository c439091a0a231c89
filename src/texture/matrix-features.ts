// What a co-occurrence matrix says of a texture: twenty-five numbers.
// R. M. Haralick, K. Shanmugam, I. Dinstein, Textural Features for Image Classification, 1973.
import type { Features } from './features.js';

/** −Σ p·log2 p over those that are not 0. */
const entropyOf = (shares: Float64Array): number =>
  shares.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0);

/** Σ f(n)·p(n). */
function expected(shares: Float64Array, value: (n: number) => number): number {
  let sum = 0;
  for (let n = 0; n < shares.length; n++) if (shares[n] > 0) sum += value(n) * shares[n];
  return sum;
}

/** Shares of the levels (0 = level 1), of their differences 0 … count − 1 and of their sums (0 = 2). */
function marginsOf(p: Float64Array, count: number) {
  const level = new Float64Array(count);
  const difference = new Float64Array(count);
  const sum = new Float64Array(2 * count - 1);
  for (let g = 0; g < count; g++)
    for (let h = 0; h < count; h++) {
      const share = p[g * count + h];
      if (share === 0) continue;
      level[g] += share;
      difference[Math.abs(g - h)] += share;
      sum[g + h] += share;
    }
  return { level, difference, sum };
}

/**
 * The 25 features of a symmetric matrix of counts (count × count; see coOccurrence). All NaN where it holds no pair.
 * Where every voxel is of one level: correlation and the first measure of information correlation 1, the second 0.
 * IBSI manual 3.6, LFYI.
 */
export function matrixFeatures(counts: Float64Array, count: number): Features {
  const total = counts.reduce((sum, n) => sum + n, 0);
  const p = counts.map((n) => n / total);
  const { level, difference, sum } = marginsOf(p, count);
  const none = total === 0 ? Number.NaN : 0;
  const mean = expected(level, (g) => g + 1) + none;
  const variance = expected(level, (g) => (g + 1 - mean) ** 2);
  const contrast = expected(difference, (d) => d * d) + none;
  // (i − μ)² + (j − μ)² = ½(i − j)² + ½(i + j − 2μ)², so E[(i − μ)(j − μ)] = variance − contrast/2.
  const covariance = variance - contrast / 2;
  const meanDifference = expected(difference, (d) => d) + none;
  const clustered = (power: number): number => expected(sum, (s) => (s + 2 - 2 * mean) ** power) + none;
  const [entropy, own] = [entropyOf(p) + none, entropyOf(level)];
  return {
    joint_max: p.reduce((most, share) => Math.max(most, share), 0),
    joint_avg: mean,
    joint_var: variance + none,
    joint_entr: entropy,
    diff_avg: meanDifference,
    diff_var: expected(difference, (d) => (d - meanDifference) ** 2) + none,
    diff_entr: entropyOf(difference) + none,
    sum_avg: 2 * mean,
    sum_var: clustered(2),
    sum_entr: entropyOf(sum) + none,
    energy: p.reduce((total, share) => total + share * share, 0),
    contrast,
    dissimilarity: meanDifference,
    inv_diff: expected(difference, (d) => 1 / (1 + d)) + none,
    inv_diff_norm: expected(difference, (d) => 1 / (1 + d / count)) + none,
    inv_diff_mom: expected(difference, (d) => 1 / (1 + d * d)) + none,
    inv_diff_mom_norm: expected(difference, (d) => 1 / (1 + (d / count) ** 2)) + none,
    inv_var: expected(difference, (d) => (d === 0 ? 0 : 1 / (d * d))) + none,
    corr: variance === 0 ? 1 + none : covariance / variance,
    auto_corr: covariance + mean * mean,
    clust_tend: clustered(2),
    clust_shade: clustered(3),
    clust_prom: clustered(4),
    // Of a symmetric matrix both HXY1 and HXY2 are twice the entropy of the levels.
    info_corr1: own === 0 ? 1 + none : (entropy - 2 * own) / own,
    info_corr2: Math.sqrt(1 - Math.exp(-2 * Math.max(0, 2 * own - entropy))),
  };
}
