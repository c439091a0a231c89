// The Laplacian of a Gaussian against direct convolution, a formula, and the IBSI's own response maps.
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Context, quietContext } from '../../src/core/context.js';
import { UserError } from '../../src/core/errors.js';
import type { Vec3 } from '../../src/core/grid.js';
import type { Scan } from '../../src/core/scan.js';
import type { Boundary } from '../../src/core/volume.js';
import { sampleAt } from '../../src/kernel/sample-at.js';
import { makePool } from '../../src/pool.js';
import { readScan } from '../../src/scan/read-scan.js';
import { laplacian } from '../../src/volume/laplacian.js';
import { scanOf, tilted } from './scan-of.js';

/** Seeded noise of −500 … 500. */
function noise(size: Vec3, storedAxes = 'LPS', floats = true): Scan {
  let s = 7;
  const draw = () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return Math.round(s / 2 ** 32 - 0.5) * 1000 + (s >>> 23);
  };
  const scan = scanOf(size, tilted([2, 2, 2], 0.4, -0.3, [5, -9, 2], true), draw, { floats });
  return { ...scan, facts: { ...scan.facts, storedAxes } };
}

/** The sum over the whole cube, voxel by voxel, as the kernel is written in the IBSI's manual. */
function slow(scan: Scan, sigma: number, boundary: Boundary, truncate: number, left?: number): number[] {
  const [nx, ny, nz] = scan.grid.size;
  const reach = Math.floor(truncate * sigma + 0.5);
  const reaches = [0, 1, 2].map((axis) => (axis === left ? 0 : reach));
  const D = left === undefined ? 3 : 2;
  const out: number[] = [];
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++) {
        let sum = 0;
        for (let c = -reaches[2]; c <= reaches[2]; c++)
          for (let b = -reaches[1]; b <= reaches[1]; b++)
            for (let a = -reaches[0]; a <= reaches[0]; a++) {
              const [x, y, z] = [
                sampleAt(i + a, nx, boundary),
                sampleAt(j + b, ny, boundary),
                sampleAt(k + c, nz, boundary),
              ];
              if (x < 0 || y < 0 || z < 0) continue;
              const q = (a * a + b * b + c * c) / sigma ** 2;
              const g =
                ((-1 / sigma ** 2) * (D - q) * Math.exp(-q / 2)) / (Math.sqrt(2 * Math.PI) * sigma) ** D;
              sum += g * scan.voxels[x + nx * (y + ny * z)];
            }
        out.push(sum);
      }
  return out;
}

function worst(got: Scan, expected: readonly number[]): number {
  const range = Math.max(...expected) - Math.min(...expected);
  return expected.reduce((most, value, v) => Math.max(most, Math.abs(value - got.voxels[v])), 0) / range;
}

describe('laplacian', () => {
  it.each(['nearest', 'mirror', 'zero'] as const)(
    'equals direct convolution, continued by %s',
    async (boundary) => {
      const scan = noise([7, 5, 6]);
      const got = await laplacian(scan, { sigma: 2.6, boundary });
      expect(worst(got, slow(scan, 1.3, boundary, 4))).toBeLessThan(1e-6);
      const cut = await laplacian(scan, { sigma: 1.8, boundary, truncate: 2.5 });
      expect(worst(cut, slow(scan, 0.9, boundary, 2.5))).toBeLessThan(1e-6);
    },
  );

  it.each([
    ['LPS', 2],
    ['SRA', 1],
    ['IPL', 0],
  ] as const)(
    'stays within the slices of a scan stored as %s when asked for 2 dimensions',
    async (axes, axis) => {
      const scan = noise([6, 7, 5], axes, false);
      const got = await laplacian(scan, { sigma: 2, dimensions: 2 });
      expect(worst(got, slow(scan, 1, 'mirror', 4, axis))).toBeLessThan(1e-6);
    },
  );

  it('takes thick slices for slices, also where the file stores them first', async () => {
    const scan = noise([6, 7, 5], 'IPL', false);
    const facts = { ...scan.facts, storedSpacing: [3, 0.9, 0.9] } as const;
    const got = await laplacian({ ...scan, facts }, { sigma: 2, dimensions: 2 });
    expect(worst(got, slow(scan, 1, 'mirror', 4, 2))).toBeLessThan(1e-6);
  });

  it('gives the Laplacian itself of a paraboloid, per voxel², positive where values grow outward', async () => {
    const scan = scanOf(
      [21, 21, 21],
      tilted([1.5, 1.5, 1.5], 0.2, 0.1, [1, 2, 3]),
      ([x, y, z]) => 1000 + 2 * x * x - y * y + 3 * z * z,
    );
    const got = await laplacian(scan, { sigma: 2.25, truncate: 6 });
    // (4 − 2 + 6) per mm², times 1.5² mm² a voxel²
    expect(got.voxels[10 + 21 * (10 + 21 * 10)]).toBeCloseTo(8 * 1.5 ** 2, 3);
  });

  it('keeps its accuracy on a faint texture over a high ground', async () => {
    const faint = noise([6, 6, 6]);
    const raised: Scan = { ...faint, voxels: faint.voxels.map((v) => 30000 + v / 500) };
    const got = await laplacian(raised, { sigma: 2 });
    expect(worst(got, slow(raised, 1, 'mirror', 4))).toBeLessThan(1e-6);
  });

  it('refuses voxels that are longer along a filtered axis, and only then', async () => {
    const flat = scanOf([6, 6, 4], tilted([1, 1, 3], 0.1, 0, [0, 0, 0]), ([x]) => x);
    await expect(laplacian(flat)).rejects.toThrow(UserError);
    await expect(laplacian(flat)).rejects.toThrow('1 × 1 × 3 mm');
    await expect(laplacian(flat, { dimensions: 2 })).resolves.toBeDefined();
    const uneven = { ...noise([5, 5, 4]), nodes: { axis: 2, at: Float64Array.of(0, 1, 2.5, 3) } as const };
    await expect(laplacian(uneven)).rejects.toThrow('unevenly spaced');
    await expect(laplacian(uneven, { dimensions: 2 })).resolves.toBeDefined();
  });
});

describe('the step', () => {
  it('leaves its input as it was, gives the same bytes twice and on two threads, and stops when told', async () => {
    const scan = noise([40, 40, 20]);
    const before = scan.voxels.slice();
    const once = await laplacian(scan, { sigma: 3 });
    expect(scan.voxels).toEqual(before);
    const pool = makePool(2, quietContext.signal);
    try {
      const each: Context['each'] = (task, jobs) => pool.each(task, jobs, () => {});
      const twice = await laplacian(scan, { sigma: 3 }, { ...quietContext, each });
      expect(twice.voxels).toEqual(once.voxels);
    } finally {
      await pool.close();
    }
    const stopped = { ...quietContext, signal: AbortSignal.abort() };
    await expect(laplacian(scan, {}, stopped)).rejects.toThrow(/abort/i);
  });

  it('goes to the limits of its options', async () => {
    const scan = noise([3, 2, 1]);
    for (const options of [{ sigma: 0.1 }, { sigma: 50, truncate: 10 }, { truncate: 1 }]) {
      const { voxels } = await laplacian(scan, options);
      expect(voxels.every(Number.isFinite)).toBe(true);
    }
    await expect(laplacian(scan, { sigma: 0 })).rejects.toThrow(UserError);
    expect(laplacian.declaration.says({ sigma: 1, truncate: 4, boundary: 'zero', dimensions: 2 })).toMatch(
      /^[A-Z].*\.$/,
    );
  });
});

describe('the response maps of the IBSI', () => {
  const there =
    existsSync('../shared/reference/ref_2_a.nii.gz') && existsSync('../shared/data/ibsi2-digital');
  if (!there)
    console.warn(
      'SKIPPED: no ../shared/data/ibsi2-digital or ../shared/reference: response maps not compared',
    );
  it.skipIf(!there).each([
    ['a', 'impulse', { sigma: 3, boundary: 'zero' }, 1e-4],
    ['b', 'checkerboard', { sigma: 5, boundary: 'mirror' }, 5e-4],
    ['c', 'checkerboard', { sigma: 5, boundary: 'mirror', dimensions: 2 }, 5e-4],
  ] as const)('2.%s', async (id, phantom, options, most) => {
    const { scan } = await readScan(`../shared/data/ibsi2-digital/nifti/${phantom}/image/${phantom}.nii.gz`);
    const { scan: expected } = await readScan(`../shared/reference/ref_2_${id}.nii.gz`);
    const got = await laplacian(scan, options);
    let [low, high, off] = [0, 0, 0];
    expected.voxels.forEach((value, v) => {
      [low, high] = [Math.min(low, value), Math.max(high, value)];
      off = Math.max(off, Math.abs(value - got.voxels[v]));
    });
    expect(off / (high - low)).toBeLessThan(most);
  });
});

it('says so where the sigma is below the voxel, or beyond the scan', async () => {
  const codes = async (sigma: number): Promise<string[]> => {
    const found: string[] = [];
    const context: Context = { ...quietContext, find: ({ code }) => found.push(code) };
    await laplacian(noise([9, 8, 7]), { sigma }, context);
    return found;
  };
  // Voxels of 2 mm, 7 of them at least.
  expect(await codes(0.9)).toEqual(['sigma-below-voxel']);
  expect(await codes(1)).toEqual([]);
  expect(await codes(14)).toEqual([]);
  expect(await codes(14.5)).toEqual(['sigma-beyond-scan']);
});
