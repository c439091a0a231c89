// Which samples hang together, against a look at every pair; and how places are told and sorted.
import { describe, expect, it } from 'vitest';
import { type NarrowOptions, narrowPlaces } from '../../src/kernel/narrow-places.js';
import type { WallSamples } from '../../src/kernel/wall-samples.js';
import { seeded } from '../fixtures/solids.js';

function randomSamples(count: number, seed: number): WallSamples {
  const random = seeded(seed);
  const samples = {
    places: Float32Array.from({ length: 3 * count }, () => 14 * random() - 7),
    normals: new Float32Array(3 * count),
    areas: Float32Array.from({ length: count }, () => 0.1 + random()),
    widths: Float32Array.from({ length: count }, () => 0.1 + 1.5 * random()),
    across: new Float32Array(count),
  };
  for (let i = 0; i < count; i++) {
    const z = 2 * random() - 1;
    const a = 2 * Math.PI * random();
    const r = Math.sqrt(1 - z * z);
    samples.normals.set([r * Math.cos(a), r * Math.sin(a), z], 3 * i);
  }
  return samples;
}

/** One number a sample: the lowest sample that it hangs together with. */
function slowly({ places, normals, widths }: WallSamples, { side, join }: NarrowOptions): number[] {
  const count = widths.length;
  const of = (list: Float32Array, i: number): number[] => [...list.subarray(3 * i, 3 * i + 3)];
  const dot = (a: number[], b: number[]): number => a.reduce((sum, x, d) => sum + x * b[d], 0);
  const minus = (a: number[], b: number[]): number[] => a.map((x, d) => x - b[d]);
  const hang = (i: number, j: number): boolean => {
    const [p, q, n, m] = [of(places, i), of(places, j), of(normals, i), of(normals, j)];
    const way = minus(q, p);
    const length = Math.hypot(...way);
    if (dot(n, m) >= 0.3 && length <= join && Math.abs(dot(way, n)) <= 0.6 * length) return true;
    const end = p.map((x, d) => x + side * widths[i] * n[d]);
    return dot(n, m) < -0.3 && Math.hypot(...minus(q, end)) <= join;
  };
  const lowest = Array.from({ length: count }, (_, i) => i);
  for (let again = true; again; ) {
    again = false;
    for (let i = 0; i < count; i++)
      for (let j = 0; j < count; j++) {
        if (i === j || lowest[i] === lowest[j]) continue;
        // Side by side, the one that stands in the earlier cell is asked; only its normal counts.
        if (!hang(i, j) || !hang(j, i)) continue;
        const [a, b] = [lowest[i], lowest[j]].sort((x, y) => x - y);
        for (let k = 0; k < count; k++) if (lowest[k] === b) lowest[k] = a;
        again = true;
      }
  }
  return lowest;
}

const options = { side: -1, join: 1.1, fail: 0.5, leastArea: 0 } as const;

describe('narrowPlaces', () => {
  it('joins at least what hangs together both ways, and keeps all else', () => {
    for (const side of [-1, 1] as const) {
      const samples = randomSamples(400, side + 3);
      const given = { ...options, side };
      const { places, specks, placeOf } = narrowPlaces(samples, given);
      const slow = slowly(samples, given);
      expect(specks).toBe(0);
      expect(new Set(placeOf).size).toBe(places.length);
      expect(places.length).toBeLessThanOrEqual(new Set(slow).size);
      expect(places.length).toBeGreaterThan(20);
      for (let i = 0; i < slow.length; i++) expect(placeOf[i]).toBe(placeOf[slow[i]]);
      const whole = samples.areas.reduce((sum, area) => sum + area, 0);
      expect(places.reduce((sum, { area }) => sum + area, 0)).toBeCloseTo(whole, 2);
    }
  });

  it('sorts by what fails, and leaves specks out', () => {
    const row = (x: number, width: number, count: number): number[][] =>
      Array.from({ length: count }, (_, n) => [x, n / 2, 0, width]);
    const all = [...row(0, 0.9, 9), ...row(10, 0.4, 5), ...row(20, 0.3, 1), ...row(30, 0.45, 8)];
    const samples: WallSamples = {
      places: Float32Array.from(all.flatMap(([x, y]) => [x, y, 0])),
      normals: Float32Array.from(all.flatMap(() => [0, 0, 1])),
      areas: new Float32Array(all.length).fill(0.25),
      widths: Float32Array.from(all.map(([, , , width]) => width)),
      across: new Float32Array(all.length),
    };
    const { places, specks, placeOf } = narrowPlaces(samples, { ...options, leastArea: 1 });
    expect(specks).toBe(1);
    expect(places.map(({ centre }) => centre[0])).toEqual([30, 10, 0]);
    expect(places.map(({ failingArea }) => failingArea)).toEqual([2, 1.25, 0]);
    expect(places[0]).toMatchObject({ area: 2, extent: 3.5 });
    expect(places[0].centre[2]).toBeCloseTo(-0.225, 5);
    expect([...placeOf]).toEqual([...Array(9).fill(2), ...Array(5).fill(1), -1, ...Array(8).fill(0)]);
  });

  it('has nothing to say of nothing', () => {
    const { places, specks } = narrowPlaces(randomSamples(0, 1), options);
    expect([places.length, specks]).toEqual([0, 0]);
  });
});
