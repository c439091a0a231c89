import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/kernel/evaluate.js';
import { filterColumns } from '../../src/kernel/filter-columns.js';
import { filterPlanes } from '../../src/kernel/filter-planes.js';
import { splineFactors } from '../../src/kernel/spline-factors.js';
import { seeded, volumeOf } from './resampling-oracle.js';

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const size = [37, 21, 11] as const;
const random = seeded(3);
const raw = Int16Array.from({ length: 37 * 21 * 11 }, () => Math.floor(3000 * random()));
const [x, y, z] = size.map((n) => splineFactors(n));

function filtered(planes: number, columns: number): Float32Array {
  const to = new Float32Array(raw.length);
  for (let k = 0; k < 11; k += planes)
    filterPlanes({ from: raw, to, size, x, y, k0: k, k1: Math.min(11, k + planes) });
  for (let c = 0; c < 37 * 21; c += columns)
    filterColumns({ from: to, to, size, z, c0: c, c1: Math.min(37 * 21, c + columns) });
  return to;
}

describe('the spline prefilter', () => {
  it('gives coefficients whose spline passes through every sample', () => {
    const lattice = { origin: [0, 0, 0], step: [1, 1, 1], size } as const;
    const volume = volumeOf('bspline3', filtered(3, 200), [range(37), range(21), range(11)], lattice);
    const worst = evaluate(volume, 0, 11).reduce((most, v, i) => Math.max(most, Math.abs(v - raw[i])), 0);
    expect(worst).toBeLessThan(0.003);
  });

  it('gives the same bits however the work is split', () => {
    expect(Buffer.from(filtered(1, 64).buffer).equals(Buffer.from(filtered(11, 37 * 21).buffer))).toBe(true);
  });

  it('keeps constants, on lines of any length', () => {
    for (const n of [1, 2, 3, 7]) {
      const factors = splineFactors(n);
      const from = new Float32Array(n * n * n).fill(-1000);
      const to = new Float32Array(n * n * n);
      const cube = [n, n, n] as const;
      filterPlanes({ from, to, size: cube, x: factors, y: factors, k0: 0, k1: n });
      filterColumns({ from: to, to, size: cube, z: factors, c0: 0, c1: n * n });
      for (const c of to) expect(c).toBeCloseTo(-1000, 2);
    }
  });
});
