// How often which size occurs, in bins of equal ratio, so that quantiles of many parts can be joined exactly.

/** Bins by the upper bits of a float32: 512 to an octave (0.2 %), from 2⁻²⁰ (a millionth of a mm) to 2¹⁴ mm. */
const shift = 14;
const lowest = ((127 - 20) << 23) >>> shift;
const highest = ((127 + 14) << 23) >>> shift;
export const binCount = highest - lowest + 1;

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The bin of a size ≥ 0; the first and the last take all that is smaller or larger. */
export function binOf(size: number): number {
  float[0] = size;
  return Math.min(highest, Math.max(lowest, bits[0] >>> shift)) - lowest;
}

/** The size that a share of the weight does not exceed: the upper end of its bin, 0 for the first. */
export function quantile(weights: Float64Array, share: number): number {
  const wanted = share * weights.reduce((sum, w) => sum + w, 0);
  let sum = 0;
  for (let bin = 0; bin < weights.length; bin++) {
    sum += weights[bin];
    if (sum < wanted || sum === 0) continue;
    if (bin === 0) return 0;
    bits[0] = (bin + 1 + lowest) << shift;
    return float[0];
  }
  return 0;
}

/** The middle of a bin's sizes; 0 for the first. */
export function sizeOf(bin: number): number {
  if (bin === 0) return 0;
  bits[0] = ((bin + lowest) << shift) + (1 << (shift - 1));
  return float[0];
}
