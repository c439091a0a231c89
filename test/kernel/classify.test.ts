import { describe, expect, it } from 'vitest';
import { emptyBits, getBit } from '../../src/core/bits.js';
import { classify } from '../../src/kernel/classify.js';
import { evaluate } from '../../src/kernel/evaluate.js';
import { seeded, volumeOf } from './resampling-oracle.js';

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** A volume whose values are these samples. */
function same(samples: Float32Array | Int16Array, size: readonly [number, number, number]) {
  const nodes = [range(size[0]), range(size[1]), range(size[2])] as const;
  return volumeOf('linear', samples, nodes, { origin: [0, 0, 0], step: [1, 1, 1], size });
}

describe('classify', () => {
  for (const nx of [1, 31, 32, 33, 100])
    it(`sets a bit exactly where the value is in the range, rows of ${nx}`, () => {
      const random = seeded(nx);
      const size = [nx, 5, 4] as const;
      const nodes = [range(nx + 3), range(7), range(6)] as const;
      const samples = Float32Array.from({ length: (nx + 3) * 42 }, () => 2000 * random() - 1000);
      const volume = volumeOf('linear', samples, nodes, {
        origin: [0.4, 0.3, 0.2],
        step: [0.9, 1.1, 1.2],
        size,
      });
      const [from, to] = [-300.5, 411.25];
      const inside = emptyBits(size);
      inside.words.fill(0xffffffff);
      const slabs = [0, 1, 3].map((k0, s) =>
        classify({ volume, range: { from, to }, inside, k0, k1: [1, 3, 4][s] }),
      );
      const values = evaluate(volume, 0, 4);
      let [count, height] = [0, 0];
      values.forEach((v, n) => {
        const on = v >= from && v <= to;
        expect(getBit(inside, n % nx, Math.floor(n / nx) % 5, Math.floor(n / nx / 5))).toBe(on);
        if (!on) return;
        count++;
        height += Math.min(v - from, to - v);
      });
      expect(slabs.reduce((n, slab) => n + slab.count, 0)).toBe(count);
      expect(slabs.reduce((n, slab) => n + slab.height, 0) / height).toBeCloseTo(1, 5);
      const beyond = inside.words.filter((_, w) => w % inside.wordsPerRow === inside.wordsPerRow - 1);
      if (nx % 32) for (const word of beyond) expect(word >>> (nx % 32)).toBe(0);
    });

  it('compares with limits that single precision does not hold', () => {
    const third = Math.fround(1 / 3);
    const samples = Float32Array.of(third, -third, 0, 1e-45, -1e-45, 3e38);
    const volume = same(samples, [6, 1, 1]);
    const limits = [1 / 3, third, -1 / 3, 0, 1e-46, -1e-46, 1e39, -1e39, Infinity, -Infinity];
    for (const from of limits)
      for (const to of limits) {
        const inside = emptyBits([6, 1, 1]);
        classify({ volume, range: { from, to }, inside, k0: 0, k1: 1 });
        samples.forEach((v, i) => {
          expect([from, to, v, getBit(inside, i, 0, 0)]).toEqual([from, to, v, v >= from && v <= to]);
        });
      }
  });

  it('says the same where it looks at a few rows only, those that may hold the structure', () => {
    const size = [40, 120, 20] as const;
    const nodes = [range(40), range(120), range(20)] as const;
    for (const kernel of ['linear', 'bspline3', 'lanczos3'] as const) {
      const random = seeded(5);
      const samples = Float32Array.from({ length: 40 * 120 * 20 }, (_, n) =>
        Math.hypot((n % 40) - 8, (Math.floor(n / 40) % 120) - 41, Math.floor(n / 4800) - 5) < 5
          ? 900
          : random(),
      );
      const volume = volumeOf(kernel, samples, nodes, { origin: [0, 0, 0], step: [0.5, 0.5, 0.5], size });
      const values = evaluate(volume, 0, 20);
      for (const [from, to] of [
        [600, Number.POSITIVE_INFINITY],
        [-1, 0.5],
      ]) {
        const inside = emptyBits(size);
        const { count } = classify({ volume, range: { from, to }, inside, k0: 0, k1: 20 });
        const wrong = values.filter(
          (v, n) =>
            getBit(inside, n % 40, Math.floor(n / 40) % 120, Math.floor(n / 4800)) !== (v >= from && v <= to),
        );
        expect(wrong).toHaveLength(0);
        expect(count).toBeGreaterThan(500);
      }
    }
  });

  it('leaves the slices of others alone', () => {
    const volume = same(new Int16Array(40 * 3).fill(100), [40, 1, 3]);
    const inside = emptyBits([40, 1, 3]);
    expect(classify({ volume, range: { from: 60, to: Infinity }, inside, k0: 1, k1: 2 })).toEqual({
      count: 40,
      height: 1600,
    });
    expect([...inside.words]).toEqual([0, 0, 0xffffffff, 0xff, 0, 0]);
  });
});
