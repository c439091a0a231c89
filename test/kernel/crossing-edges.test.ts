import { expect, it } from 'vitest';
import { emptyBits, getBit, setBit } from '../../src/core/bits.js';
import { crossingEdges } from '../../src/kernel/crossing-edges.js';

/** Neighbour by neighbour. */
function slowly(inside: ReturnType<typeof emptyBits>): number {
  const [nx, ny, nz] = inside.size;
  const at = (i: number, j: number, k: number): boolean =>
    i >= 0 && j >= 0 && k >= 0 && i < nx && j < ny && k < nz && getBit(inside, i, j, k);
  let n = 0;
  for (let k = -1; k < nz; k++)
    for (let j = -1; j < ny; j++)
      for (let i = -1; i < nx; i++) {
        const here = at(i, j, k);
        n += Number(here !== at(i + 1, j, k)) + Number(here !== at(i, j + 1, k));
        n += Number(here !== at(i, j, k + 1));
      }
  return n;
}

it('counts as one would by hand, on rows of any length', () => {
  let s = 7;
  for (const nx of [2, 31, 32, 33, 64, 70])
    for (const share of [0.02, 0.5, 1]) {
      const bits = emptyBits([nx, 5, 4]);
      for (let k = 0; k < 4; k++)
        for (let j = 0; j < 5; j++)
          for (let i = 0; i < nx; i++) {
            s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
            setBit(bits, i, j, k, s / 2 ** 32 < share);
          }
      expect(crossingEdges(bits)).toBe(slowly(bits));
    }
});
