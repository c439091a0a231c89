import { expect, it } from 'vitest';
import { levelBytes, levelsOf } from '../../src/core/level-bytes.js';

it('gives back any levels, in slices of any size', () => {
  for (const size of [
    [1, 1, 1],
    [5, 4, 3],
    [1, 7, 2],
    [8, 1, 2],
  ] as const) {
    const count = size[0] * size[1] * size[2];
    const levels = Uint16Array.from({ length: count }, (_, p) => (p * 40503 + (p % 3) * 65535) % 65536);
    expect(levelsOf(levelBytes(levels, size), size)).toEqual(levels);
  }
});

it('writes nothing but zeros for a slope', () => {
  const levels = Uint16Array.from({ length: 60 }, () => 9);
  expect(levelBytes(levels, [5, 4, 3]).filter((byte) => byte !== 0).length).toBe(3);
});
