// The statistics that intensities and grey levels share: moments, percentiles, spread.
import type { Features } from './features.js';

/** The value below which a share of the sorted values lies, interpolated linearly between the two nearest ranks. */
function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += values[n];
  return sum / values.length;
}

function meanPower(values: Float64Array, centre: number, power: 2 | 3 | 4): number {
  let sum = 0;
  for (let n = 0; n < values.length; n++) {
    const d = values[n] - centre;
    sum += power === 2 ? d * d : power === 3 ? d * d * d : d * d * d * d;
  }
  return sum / values.length;
}

function meanDistance(values: Float64Array, centre: number): number {
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += Math.abs(values[n] - centre);
  return sum / values.length;
}

/** Mean distance from their own mean of the values from the 10th to the 90th percentile, both taken in. */
function robustDistance(sorted: Float64Array, p10: number, p90: number): number {
  const middle = sorted.filter((x) => x >= p10 && x <= p90);
  return meanDistance(middle, meanOf(middle));
}

/**
 * The 16 values that IBSI manual 3.3 (intensity-based statistics, UHIW) and 3.4 (intensity histogram, ZVCW) define
 * alike, of values in ascending order: variance, skewness and excess kurtosis of the population (both 0 where there is
 * no variance). Of no values all are NaN.
 */
export function distribution(sorted: Float64Array): Features {
  const mean = meanOf(sorted);
  const variance = meanPower(sorted, mean, 2);
  const spread = variance > 0;
  const [p10, p25, median, p75, p90] = [0.1, 0.25, 0.5, 0.75, 0.9].map((share) => percentile(sorted, share));
  const min = sorted.length === 0 ? Number.NaN : sorted[0];
  const max = sorted.length === 0 ? Number.NaN : sorted[sorted.length - 1];
  return {
    mean,
    var: variance,
    skew: spread ? meanPower(sorted, mean, 3) / variance ** 1.5 : variance,
    kurt: spread ? meanPower(sorted, mean, 4) / variance ** 2 - 3 : variance,
    median,
    min,
    p10,
    p90,
    max,
    iqr: p75 - p25,
    range: max - min,
    mad: meanDistance(sorted, mean),
    rmad: robustDistance(sorted, p10, p90),
    medad: meanDistance(sorted, median),
    cov: Math.sqrt(variance) / mean,
    qcod: (p75 - p25) / (p75 + p25),
  };
}
