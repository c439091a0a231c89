import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import { splineCoefficients } from '../../src/volume/spline-coefficients.js';
import { seeded } from '../kernel/resampling-oracle.js';

const size = [37, 29, 23] as const;
const count = size[0] * size[1] * size[2];
const noise = (most: number): Int16Array => {
  const random = seeded(9);
  return Int16Array.from({ length: count }, () => Math.round(most * (random() - 0.3)));
};
/** A bright ball with a soft edge, off the middle, in a little noise. */
function ball(): Int16Array {
  const random = seeded(4);
  return Int16Array.from({ length: count }, (_, n) => {
    const far = Math.hypot((n % 37) - 14, (Math.floor(n / 37) % 29) - 17, Math.floor(n / 37 / 29) - 9);
    return Math.round(1500 * Math.min(1, Math.max(0, (10 - far) / 3)) - 900 + 60 * random());
  });
}

describe('coefficients in 16 bits', () => {
  it.each([
    ['along all axes', [37, 29, 23]],
    ['in the slices', [37, 29, null]],
    ['across them', [null, null, 23]],
  ])('are off by less than two units, %s', async (_name, nodes) => {
    const samples = ball();
    const exact = await splineCoefficients(samples, size, nodes, quietContext);
    const short = await splineCoefficients(samples, size, nodes, quietContext, { short: true });
    expect([exact.unit, exact.samples instanceof Float32Array]).toEqual([1, true]);
    expect(short.samples).toBeInstanceOf(Int16Array);
    expect(short.unit).toBeLessThanOrEqual(0.25);
    let worst = 0;
    for (let n = 0; n < count; n++)
      worst = Math.max(worst, Math.abs(exact.samples[n] - short.unit * short.samples[n]));
    expect(worst).toBeLessThan(2 * short.unit);
    expect(worst).toBeGreaterThan(0);
  });

  it('are not taken where the scan is too bright, too rough for them, or not of whole numbers', async () => {
    const checker = Int16Array.from({ length: count }, (_, n) => {
      const odd = (n % 37) + (Math.floor(n / 37) % 29) + Math.floor(n / 37 / 29);
      return odd % 2 === 0 ? 4000 : -4000;
    });
    for (const samples of [noise(30000), checker, Float32Array.from(noise(100))]) {
      const exact = await splineCoefficients(samples, size, size, quietContext);
      expect(await splineCoefficients(samples, size, size, quietContext, { short: true })).toEqual(exact);
    }
  });
});
