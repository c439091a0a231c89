// The texture phantom: as strong as asked for, the same for the same seed, smooth enough for slices every 3 mm.
import { expect, it } from 'vitest';
import { grain } from '../../src/phantom/grain.js';

const places = Array.from(
  { length: 4000 },
  (_, n) => [(n * 37) % 401, (n * 53) % 397, (n * 71) % 389] as const,
);

it('has mean 0 and the spread that was asked for', () => {
  const values = places.map(grain(3, 80));
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
  expect(Math.abs(mean)).toBeLessThan(5);
  expect(Math.abs(spread / 80 - 1)).toBeLessThan(0.05);
});

it('depends on the seed alone', () => {
  expect(places.slice(0, 9).map(grain(3, 80))).toEqual(places.slice(0, 9).map(grain(3, 80)));
  expect(grain(4, 80)([1, 2, 3])).not.toBe(grain(3, 80)([1, 2, 3]));
});

it('runs along the head: there it changes less than a third as fast', () => {
  const value = grain(1, 80);
  const roughness = (d: readonly [number, number, number]) =>
    places.reduce(
      (sum, [x, y, z]) => sum + (value([x + d[0], y + d[1], z + d[2]]) - value([x, y, z])) ** 2,
      0,
    );
  expect(roughness([0, 0, 1])).toBeLessThan(roughness([1, 0, 0]) / 9);
  expect(Math.abs(roughness([0, 1, 0]) / roughness([1, 0, 0]) - 1)).toBeLessThan(0.3);
});
