// The kernels that a body is found with on a coarse grid.
import { describe, expect, it } from 'vitest';
import { type Bits, copyBits, countBits, emptyBits, getBit, setBit } from '../../src/core/bits.js';
import { toPatient } from '../../src/core/grid.js';
import type { Scan } from '../../src/core/scan.js';
import { coarseMasks } from '../../src/kernel/coarse-masks.js';
import { combineBits } from '../../src/kernel/combine-bits.js';
import { componentsOf } from '../../src/kernel/components.js';
import { pieceShapes } from '../../src/kernel/piece-shapes.js';
import { restrictToCoarse } from '../../src/kernel/restrict-to-coarse.js';
import { runsOf } from '../../src/kernel/runs.js';
import { straightRuns } from '../../src/kernel/straight-runs.js';
import { asDrawn, drawn } from '../fixtures/drawn.js';
import { eachVoxel, maskOf, randomMask } from '../fixtures/masks.js';
import { scanOf, tilted } from '../volume/scan-of.js';

/** What a generator returns. */
function all<T>(work: Generator<number, T>): T {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    expect(next.value).toBeGreaterThanOrEqual(0);
    expect(next.value).toBeLessThanOrEqual(1);
  }
}

describe('combineBits', () => {
  it('is the logic of its words', () => {
    const [a, b] = [randomMask([37, 5, 4], 0.5, 1), randomMask([37, 5, 4], 0.4, 2)];
    const [or, and, not] = (['or', 'and', 'and-not'] as const).map((how) => combineBits(a, b, how));
    eachVoxel(a.size, (i, j, k) => {
      const [p, q] = [getBit(a, i, j, k), getBit(b, i, j, k)];
      expect([or, and, not].map((bits) => getBit(bits, i, j, k))).toEqual([p || q, p && q, p && !q]);
    });
  });
});

describe('coarseMasks', () => {
  const plane = ([x, y, z]: readonly [number, number, number]): number => 3 * x + 2 * y + 5 * z;
  const grid = { size: [12, 10, 9], affine: [2, 0, 0, -11, 0, 2, 0, -9, 0, 0, 2, -8] } as const;

  function agrees(scan: Scan): number {
    const [low, high] = all(coarseMasks(scan, grid, [0, 20]));
    let seen = 0;
    eachVoxel(low.size, (i, j, k) => {
      const value = plane(toPatient(grid.affine, i, j, k));
      // Half a voxel of the scan to every side is the nearest one's reach.
      if (Math.abs(value) > 9) expect(getBit(low, i, j, k)).toBe(value > 0);
      if (Math.abs(value - 20) > 9) expect(getBit(high, i, j, k)).toBe(value > 20);
      if (getBit(low, i, j, k)) seen++;
    });
    return seen;
  }

  it('is the scan above a level, on a scan that stands askew, is mirrored or has uneven slices', () => {
    const askew = tilted([1, 1.1, 1.2], 0.3, -0.2, [30, -30, -26], true);
    expect(agrees(scanOf([60, 60, 50], askew, plane))).toBeGreaterThan(300);
    const at = Float64Array.from([0, 1, 2.5, 3, 6, 6.5, 8, 11, 14, 18]);
    const upright = [1, 0, 0, -20, 0, 1, 0, -20, 0, 0, 2, -18] as const;
    const uneven = scanOf([40, 40, 10], upright, plane, { nodes: { axis: 2, at } });
    expect(agrees(uneven)).toBeGreaterThan(300);
  });

  it('is empty beyond the sides, goes on beyond the ends, and takes NaN for nothing', () => {
    const scan = scanOf([4, 4, 4], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], () => 7);
    const wide = { size: [9, 4, 8], affine: [1, 0, 0, -3, 0, 1, 0, 0, 0, 0, 1, -2] } as const;
    const [low] = all(coarseMasks(scan, wide, [5, 9]));
    eachVoxel(low.size, (i, j, k) => expect(getBit(low, i, j, k)).toBe(i >= 3 && i < 7));
    scan.voxels.fill(Number.NaN);
    expect(countBits(all(coarseMasks(scan, wide, [-5, 9]))[0])).toBe(0);
  });
});

describe('straightRuns', () => {
  const column = (picture: string): Bits => drawn(...picture.split(''));
  const back = (bits: Bits): string => asDrawn(bits).replaceAll(/\s/g, '');

  it('keeps long runs along k, and what joins two of them', () => {
    const thin = column('###.##.####.###');
    const mask = column('###.##.########');
    const options = { least: 3, bridge: 1, slopes: [0] };
    expect(back(all(straightRuns(thin, mask, options)))).toBe('###....########');
    expect(back(all(straightRuns(thin, mask, { ...options, bridge: 0 })))).toBe('###....####.###');
    expect(back(all(straightRuns(thin, thin, options)))).toBe('###....####.###');
  });

  it('follows lines that are askew, and no others', () => {
    const thin = emptyBits([3, 12, 20]);
    for (let k = 0; k < 20; k++) setBit(thin, 1, 3 + Math.round(0.3 * k), k, true);
    const found = (slope: number): number =>
      countBits(all(straightRuns(thin, thin, { least: 15, bridge: 0, slopes: [slope] })));
    expect([found(0.3), found(-0.3), found(0)]).toEqual([20, 0, 0]);
  });
});

describe('pieceShapes', () => {
  it('tells the box of each piece, and what it shares', () => {
    const mask = drawn('##...\n##..#\n....#', '.....\n....#\n.....');
    const other = drawn('.#...\n.....\n....#', '.....\n....#\n.....');
    const runs = runsOf(mask);
    const components = all(componentsOf(runs, 'faces'));
    expect(pieceShapes(runs, components, [other])).toEqual([
      { voxels: 4, low: [0, 0, 0], high: [1, 1, 0], shared: [1] },
      { voxels: 3, low: [4, 1, 0], high: [4, 2, 1], shared: [2] },
    ]);
  });
});

describe('restrictToCoarse', () => {
  it('keeps what lies in the coarse mask, its border halfway between cells', () => {
    const coarse = maskOf([10, 10, 10], (i) => i >= 4);
    const coarseGrid = { size: coarse.size, affine: [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0] } as const;
    // The first axis of the fine grid is z, the last is x.
    const fineGrid = { size: [40, 36, 37], affine: [0, 0, 0.5, 0, 0, 0.5, 0, 0, 0.5, 0, 0, 0] } as const;
    const before = randomMask([40, 36, 37], 0.6, 3);
    const fine = copyBits(before);
    const cleared = all(restrictToCoarse({ fine, fineGrid, coarse, coarseGrid }));
    expect(cleared).toBe(countBits(before) - countBits(fine));
    eachVoxel(fine.size, (i, j, k) =>
      expect(getBit(fine, i, j, k)).toBe(getBit(before, i, j, k) && k * 0.5 >= 7),
    );
  });
});
