import { expect, it } from 'vitest';
import { type Bits, emptyBits, getBit, setBit } from '../../src/core/bits.js';
import { crossed } from '../../src/kernel/march-slab.js';
import type { Extent } from '../../src/kernel/pieces.js';
import { seeded } from './resampling-oracle.js';

/** Voxel by voxel; beyond the grid is outside. */
function slowCrossed(inside: Bits, { k, j0, rows }: Extent): boolean {
  const [nx, ny, nz] = inside.size;
  const seen = new Set<boolean>();
  for (let z = k - 1; z <= k + 1; z++)
    for (let y = j0 - 1; y <= j0 + rows; y++)
      for (let x = -1; x <= nx; x++) {
        const within = x >= 0 && y >= 0 && z >= 0 && x < nx && y < ny && z < nz;
        seen.add(within && getBit(inside, x, y, z));
      }
  return seen.size === 2;
}

it('knows which pieces the surface goes through', () => {
  const random = seeded(3);
  let [yes, no] = [0, 0];
  for (let round = 0; round < 400; round++) {
    const size = [40 + Math.floor(60 * random()), 9, 5] as const;
    const inside = emptyBits(size);
    const full = random() < 0.5;
    for (let n = 0; full && n < size[0] * 45; n++)
      setBit(inside, n % size[0], Math.floor(n / size[0]) % 9, Math.floor(n / size[0] / 9), true);
    for (let n = 0; n < 2; n++) {
      const [i, j, k] = size.map((s) => Math.floor(s * random()));
      setBit(inside, i, j, k, !full);
    }
    const [j0, rows] = random() < 0.5 ? [0, 4] : [4, 4];
    const extent = { k: Math.floor(5 * random()), j0, rows };
    expect(crossed(inside, extent)).toBe(slowCrossed(inside, extent));
    if (slowCrossed(inside, extent)) yes++;
    else no++;
  }
  expect(Math.min(yes, no)).toBeGreaterThan(50);
});
