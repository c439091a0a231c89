// Grey levels by number and by width.
import { expect, it } from 'vitest';
import { discretise } from '../../src/texture/discretise.js';

const all = Uint8Array.of(1, 1, 1, 1, 1, 0);

it('by number: evenly between the region’s own ends, the greatest value in the last', () => {
  const levels = discretise(Float32Array.of(0, 24.9, 25, 99, 100, 500), all, { by: 'number', bins: 4 });
  expect([...levels.of]).toEqual([1, 1, 2, 4, 4, 0]);
  expect(levels.count).toBe(4);
});

it('by width: from where it is told, whatever the region holds', () => {
  const bins = { by: 'width', width: 25, from: -1000 } as const;
  const levels = discretise(Int16Array.of(-1000, -976, -975, 0, 400, 9), all, bins);
  expect([...levels.of]).toEqual([1, 1, 2, 41, 57, 0]);
  expect(levels.count).toBe(57);
  expect(() => discretise(Int16Array.of(-1001, 0, 0, 0, 0, 0), all, bins)).toThrow(RangeError);
});

it('takes the noise of single precision for one value', () => {
  const bins = { by: 'number', bins: 32 } as const;
  const noisy = discretise(Float32Array.of(7, 7.0000005, 6.9999995, 7, 7, 0), all, bins);
  expect([...noisy.of, noisy.count]).toEqual([1, 1, 1, 1, 1, 0, 1]);
  expect(discretise(Float32Array.of(7, 7.0001, 7, 7, 7, 0), all, bins).count).toBe(32);
  // A filter's response to 100 everywhere.
  const response = Float32Array.of(-0.0216, -0.021605, -0.0216, -0.0216, -0.021595, 0);
  expect(discretise(response, all, bins).count).toBe(32);
  expect(discretise(response, all, bins, 100).count).toBe(1);
});

it('puts equal values in level 1, and none in none', () => {
  const same = discretise(Float32Array.of(7, 7, 7, 7, 7, 1), all, { by: 'number', bins: 32 });
  expect([...same.of]).toEqual([1, 1, 1, 1, 1, 0]);
  expect(same.count).toBe(1);
  const none = discretise(Float32Array.of(7), Uint8Array.of(0), { by: 'number', bins: 32 });
  expect(none).toEqual({ of: Uint32Array.of(0), count: 0 });
});
