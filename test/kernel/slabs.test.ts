import { expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { slabsOf } from '../../src/kernel/slabs.js';

const affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] as const;

it('cuts any grid into slabs that touch, from the first slice to the last', () => {
  const sizes: Vec3[] = [
    [1, 1, 1],
    [512, 512, 600],
    [1664, 1664, 700],
    [3, 5, 1000],
  ];
  for (const size of sizes) {
    const slabs = slabsOf({ size, affine });
    expect(slabs[0].k0).toBe(0);
    expect(slabs.at(-1)?.k1).toBe(size[2]);
    slabs.forEach(({ k0, k1 }, s) => {
      expect(k1).toBeGreaterThan(k0);
      if (s > 0) expect(k0).toBe(slabs[s - 1].k1);
    });
  }
});
