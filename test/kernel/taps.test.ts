import { describe, expect, it } from 'vitest';
import { boundaryNames, kernelNames, type Taps } from '../../src/core/volume.js';
import { makeTaps } from '../../src/kernel/taps.js';

/** Σ weights · f(position) of output i. */
const apply = ({ width, first, weights }: Taps, samples: readonly number[], i: number): number =>
  Array.from({ length: width }, (_, t) => weights[i * width + t] * (samples[first[i] + t] ?? 0)).reduce(
    (a, b) => a + b,
  );
const sumOf = (taps: Taps, i: number) => apply(taps, new Array(4000).fill(1), i);

describe('makeTaps', () => {
  for (const kernel of kernelNames)
    for (const n of [1, 2, 3, 5, 40])
      it(`${kernel} on ${n} samples: weights of sum 1, none beyond the samples`, () => {
        const taps = makeTaps(kernel, n, -7.3, 0.37, 150);
        for (let i = 0; i < 150; i++) {
          expect(sumOf(taps, i)).toBeCloseTo(1, 5);
          expect(taps.first[i]).toBeGreaterThanOrEqual(0);
          for (let t = 0; t < taps.width; t++)
            if (taps.weights[i * taps.width + t] !== 0) expect(taps.first[i] + t).toBeLessThan(n);
        }
      });

  it('takes the later sample at a tie, the nearest otherwise, and the end sample beyond the ends', () => {
    const taps = makeTaps('nearest', 4, -1.5, 0.5, 13);
    expect([...taps.first]).toEqual([0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 3, 3, 3]);
    const uneven = makeTaps('nearest', Float64Array.of(0, 1, 4), 0, 0.5, 9);
    expect([...uneven.first]).toEqual([0, 1, 1, 1, 1, 2, 2, 2, 2]);
  });

  it('is one plain sample at a node, in spite of float noise', () => {
    for (const kernel of ['nearest', 'linear', 'catmull-rom', 'lanczos3'] as const) {
      const taps = makeTaps(kernel, 30, 0.1 + 0.2 - 0.3, 0.1 * 3 - 0.2 + 0.9, 29);
      for (let i = 0; i < 29; i++) {
        const at = [...taps.weights.subarray(i * taps.width, (i + 1) * taps.width)];
        expect(at.filter((w) => w !== 0)).toEqual([1]);
        expect(taps.first[i] + at.indexOf(1)).toBe(i);
      }
    }
  });

  it('weighs a cubic B-spline at a node by 1/6, 4/6, 1/6', () => {
    const taps = makeTaps('bspline3', 9, 4, 1, 1);
    expect([...taps.weights].map((w) => 6 * w)).toEqual([1, 4, 1, 0].map((w) => expect.closeTo(w, 6)));
    expect(taps.first[0]).toBe(3);
  });

  it('weighs Keys’ cubic convolution half-way by -1/16, 9/16, 9/16, -1/16', () => {
    const taps = makeTaps('catmull-rom', 9, 4.5, 1, 1);
    expect([...taps.weights]).toEqual([-1 / 16, 9 / 16, 9 / 16, -1 / 16]);
    expect(taps.first[0]).toBe(3);
  });

  it('keeps the sum 1 in a mirror, and loses what falls upon zeros', () => {
    for (const kernel of kernelNames)
      for (const nodes of [1, 2, 7, Float64Array.of(0, 1, 3, 3.5, 5)]) {
        if (kernel === 'lanczos3' && typeof nodes !== 'number') continue;
        const mirrored = makeTaps(kernel, nodes, -21.3, 0.37, 150, 'mirror');
        for (let i = 0; i < 150; i++) expect(sumOf(mirrored, i)).toBeCloseTo(1, 5);
        const zeros = makeTaps(kernel, nodes, -60, 120, 2, 'zero');
        for (let i = 0; i < 2; i++) expect(sumOf(zeros, i)).toBeCloseTo(0, 6);
      }
  });

  it('runs backwards with a negative step', () => {
    const line = [3, 1, 4, 1, 5, 9, 2, 6];
    for (const kernel of kernelNames)
      for (const boundary of boundaryNames) {
        const [on, back] = [
          makeTaps(kernel, 8, -2.3, 0.7, 18, boundary),
          makeTaps(kernel, 8, -2.3 + 17 * 0.7, -0.7, 18, boundary),
        ];
        for (let i = 0; i < 18; i++) expect(apply(back, line, 17 - i)).toBeCloseTo(apply(on, line, i), 5);
      }
  });

  it('refuses Lanczos on uneven nodes', () => {
    expect(() => makeTaps('lanczos3', Float64Array.of(0, 1, 3), 0, 1, 3)).toThrow(RangeError);
  });
});
