import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Context, quietContext } from '../../src/core/context.js';
import { UserError } from '../../src/core/errors.js';
import { type Affine, type Grid, invert, toPatient, type Vec3 } from '../../src/core/grid.js';
import type { Scan } from '../../src/core/scan.js';
import { runTask } from '../../src/kernel/tasks.js';
import { readScan } from '../../src/scan/read-scan.js';
import { resampleLabels } from '../../src/volume/resample-labels.js';
import { dice, randomLabels } from '../kernel/random-labels.js';
import { scanOf, tilted } from './scan-of.js';

const labelMap = (size: Vec3, affine: Affine, label: (p: Vec3) => number): Scan => {
  const scan = scanOf(size, affine, label, { floats: false });
  return { ...scan, facts: { ...scan.facts, labels: true } };
};
const withVoxels = (scan: Scan, voxels: Int16Array): Scan => ({ ...scan, voxels });
const labelsIn = (scan: Scan): number[] => [...new Set(scan.voxels)].sort((a, b) => a - b);

/** Everything at every voxel: its label and its place, mm. */
function* places({ grid, voxels }: Scan): Generator<readonly [number, Vec3, number]> {
  const [nx, ny, nz] = grid.size;
  for (let k = 0, v = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++, v++) yield [voxels[v], toPatient(grid.affine, i, j, k), v];
}

/** Voxels that differ from the truth, the share of volume, and the rms distance of the faces between labels from the truth. */
function against(scan: Scan, depth: (p: Vec3) => number, within: (p: Vec3) => boolean = () => true) {
  const [nx, ny] = scan.grid.size;
  const depths = new Float64Array(scan.voxels.length);
  const inner = new Uint8Array(scan.voxels.length);
  let [wrong, own, truth, squares, faces] = [0, 0, 0, 0, 0];
  for (const [label, p, v] of places(scan)) {
    depths[v] = depth(p);
    inner[v] = within(p) ? 1 : 0;
    if (inner[v] === 0) continue;
    if (label > 0) own++;
    if (depths[v] >= 0) truth++;
    if (label > 0 !== depths[v] >= 0) wrong++;
  }
  for (let v = 0; v < depths.length; v++)
    for (const w of [v + 1, v + nx, v + nx * ny]) {
      if (w >= depths.length || inner[v] + inner[w] < 2 || scan.voxels[v] === scan.voxels[w]) continue;
      squares += ((depths[v] + depths[w]) / 2) ** 2;
      faces++;
    }
  return { wrong, volume: own / truth, rms: Math.sqrt(squares / faces) };
}

const centre: Vec3 = [0.31, -0.22, 0.57];
const ball =
  (radius: number) =>
  ([x, y, z]: Vec3): number =>
    radius - Math.hypot(x - centre[0], y - centre[1], z - centre[2]);
/** A tube that leans in all directions. */
const cylinder =
  (radius: number) =>
  ([x, y, z]: Vec3): number => {
    const u = [0.6, 0.35, 0.7194];
    const d = [x - centre[0], y - centre[1], z - centre[2]];
    const along = u[0] * d[0] + u[1] * d[1] + u[2] * d[2];
    return radius - Math.hypot(d[0] - along * u[0], d[1] - along * u[1], d[2] - along * u[2]);
  };
const inTheMiddle = ([x, y, z]: Vec3): boolean => Math.max(Math.abs(x), Math.abs(y)) < 21 && Math.abs(z) < 21;
const centred = (spacing: Vec3, size: Vec3): Affine => [
  spacing[0],
  0,
  0,
  (-spacing[0] * (size[0] - 1)) / 2,
  0,
  spacing[1],
  0,
  (-spacing[1] * (size[1] - 1)) / 2,
  0,
  0,
  spacing[2],
  (-spacing[2] * (size[2] - 1)) / 2,
];

const half = ([x, y, z]: Vec3): Vec3 => [(x - 1) / 2, (y - 1) / 2, (z - 1) / 2];

/** The same directions with the middle of a grid of `size` at p. */
function centredAt(affine: Affine, size: Vec3, p: Vec3): Affine {
  const [x, y, z] = toPatient(affine, ...half(size));
  const [a, b, c, d, e, f, g, h, i, j, k, l] = affine;
  return [a, b, c, d + p[0] - x, e, f, g, h + p[1] - y, i, j, k, l + p[2] - z];
}

describe('the shape of a label', () => {
  it.each([
    ['a ball of 16 mm', ball(16), 0.55, 0.03],
    ['a tube of 5 mm radius', cylinder(5), 0.5, 0.04],
    ['a tube of 10 mm radius', cylinder(10), 0.45, 0.02],
  ] as const)(
    '%s in thick slices loses most of its stair-steps, not its volume',
    async (_, depth, share, change) => {
      const size: Vec3 = [66, 66, 16];
      const scan = labelMap(size, centred([0.7, 0.7, 3], size), (p) => (depth(p) >= 0 ? 7 : 0));
      const stepped = against(await resampleLabels(scan, { spacing: 0.7, smoothing: 0 }), depth, inTheMiddle);
      const smooth = against(await resampleLabels(scan, { spacing: 0.7 }), depth, inTheMiddle);
      expect(smooth.rms / stepped.rms).toBeLessThan(share);
      expect(smooth.wrong / stepped.wrong).toBeLessThan(share);
      expect(Math.abs(smooth.volume - 1)).toBeLessThan(change);
    },
  );

  it.each([
    ['finer', 1, 0.5, 0.65],
    ['coarser', 0.7, 1.5, 0.95],
  ])('a ball on a %s grid is nearer to the ball than by the nearest voxel', async (_, from, to, share) => {
    const size: Vec3 = [Math.ceil(44 / from), Math.ceil(44 / from), Math.ceil(44 / from)];
    const scan = labelMap(size, centred([from, from, from], size), (p) => (ball(16)(p) >= 0 ? 7 : 0));
    const stepped = against(await resampleLabels(scan, { spacing: to, smoothing: 0 }), ball(16));
    const smooth = against(await resampleLabels(scan, { spacing: to }), ball(16));
    expect(smooth.rms / stepped.rms).toBeLessThan(share);
    expect(Math.abs(smooth.volume - 1)).toBeLessThan(0.005);
  });

  it('two labels that touch leave no gap between them, and the seam stays in place', async () => {
    const size: Vec3 = [40, 40, 20];
    const seam = ([x, y, z]: Vec3): number => x + 0.4 * y - 0.7 * z;
    const scan = labelMap(size, centred([1, 1, 2], size), (p) => (ball(15)(p) < 0 ? 0 : seam(p) > 0 ? 2 : 1));
    const fine = await resampleLabels(scan, { spacing: 0.6 });
    const inside = [...places(fine)].filter(([, p]) => ball(15)(p) > 2.5);
    expect(inside.filter(([label]) => label === 0)).toEqual([]);
    expect(inside.filter(([label, p]) => (label === 2) !== seam(p) > 0 && Math.abs(seam(p)) > 1.2)).toEqual(
      [],
    );
    const outside = [...places(fine)].filter(([, p]) => ball(15)(p) < -2.5);
    expect(outside.filter(([label]) => label !== 0)).toEqual([]);
  });

  it('left stays left, on tilted and mirrored grids and on one that stands askew', async () => {
    for (const mirrored of [false, true]) {
      const affine = tilted([1.1, 0.8, 1.6], 0.4, -0.3, [5, -9, 12], mirrored);
      const size: Vec3 = [34, 44, 24];
      const middle = toPatient(affine, 16.5, 21.5, 11.5);
      const label = ([x, y, z]: Vec3): number => {
        const d = [x - middle[0], y - middle[1], z - middle[2]];
        if (Math.hypot(d[0] - 6, d[1], d[2]) < 4.5) return 1;
        if (Math.hypot(d[0], d[1] - 6, d[2]) < 3.8) return 2;
        return Math.hypot(d[0] + 1, d[1] + 2, d[2] - 7) < 4.1 ? 3 : 0;
      };
      const scan = labelMap(size, affine, label);
      const turn = tilted([0.6, 0.7, 0.65], -0.5, 0.9, [0, 0, 0], !mirrored);
      const askew: Grid = { size: [50, 52, 48], affine: centredAt(turn, [50, 52, 48], middle) };
      for (const options of [{ spacing: 0.7 }, { spacing: [0.5, 0.9, 0.8] as const }, { grid: askew }]) {
        const to = await resampleLabels(scan, options);
        let [found, wrong] = [0, 0];
        for (const [own, p] of places(to)) {
          const index = toPatient(invert(affine), ...p);
          if (index.some((x, axis) => x < -0.4 || x > size[axis] - 0.6)) continue;
          if (own > 0) found++;
          if (own !== label(p)) wrong++;
        }
        expect(found).toBeGreaterThan(800);
        // The balls are five to ten voxels wide.
        expect(wrong / found).toBeLessThan(0.2);
        expect(labelsIn(to)).toEqual([0, 1, 2, 3]);
      }
    }
  });

  it('a map stored the other way round gives the same voxels, the other way round', async () => {
    // Sizes and spacings at which no voxel lies half-way between two of the other grid: such a tie goes to the later.
    const size: Vec3 = [23, 21, 17];
    const voxels = randomLabels(size, [0, 1, 2, 3], 4, 77);
    const turned = Int16Array.from(voxels).reverse();
    const at = (given: Int16Array): Scan =>
      withVoxels(
        labelMap(size, centred([1, 1, 1.4], size), () => 0),
        given,
      );
    for (const spacing of [0.54, 1.27]) {
      const one = await resampleLabels(at(voxels), { spacing });
      const other = await resampleLabels(at(turned), { spacing });
      const back = [...other.voxels].reverse();
      expect(back.filter((label, v) => label !== one.voxels[v]).length, `at ${spacing}`).toBe(0);
    }
  });
});

describe('labels', () => {
  /** Random maps on random grids: coarser, finer, anisotropic, tilted, mirrored, askew, uneven. */
  const trial = (seed: number) => {
    const roll = dice(seed);
    const size: Vec3 = [
      8 + Math.floor(roll() * 16),
      8 + Math.floor(roll() * 16),
      6 + Math.floor(roll() * 12),
    ];
    const spacing: Vec3 = [0.5 + roll(), 0.5 + roll(), 0.5 + 3 * roll()];
    const affine = tilted(spacing, roll() * 3, roll() * 2, [roll() * 90, -roll() * 90, 4], roll() < 0.5);
    const scan = withVoxels(
      labelMap(size, affine, () => 0),
      randomLabels(size, [0, 0, 0, 1, 2, 5, 40, -3], 2 + roll() * 4, seed),
    );
    scan.voxels[Math.floor(roll() * scan.voxels.length)] = 999;
    const at = Float64Array.from({ length: size[2] }, (_, k) => k + (k > size[2] / 2 ? 1.7 : 0));
    const uneven: Scan = seed % 5 === 0 ? { ...scan, nodes: { axis: 2, at } } : scan;
    const each = (): number => 0.4 + 2.5 * roll();
    return { scan: uneven, spacing: [each(), each(), each()] as const, roll };
  };

  it('are all still there, and no others', async () => {
    for (let seed = 1; seed <= 25; seed++) {
      const { scan, spacing } = trial(seed);
      const to = await resampleLabels(scan, { spacing });
      expect(labelsIn(to), `seed ${seed}`).toEqual(labelsIn(scan));
    }
  });

  it('are all still there on grids that stand askew', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const { scan, spacing, roll } = trial(seed);
      if (scan.nodes) continue;
      const middle = toPatient(scan.grid.affine, ...half(scan.grid.size));
      const turn = tilted(spacing, roll() * 6, roll() * 6, [0, 0, 0], roll() < 0.5);
      // Large enough to hold the map however it is turned.
      const count = (axis: 0 | 1 | 2): number => Math.ceil(80 / spacing[axis]);
      const size: Vec3 = [count(0), count(1), count(2)];
      const affine = centredAt(turn, size, middle);
      const to = await resampleLabels(scan, { grid: { size, affine } });
      expect(labelsIn(to), `seed ${seed}`).toEqual(
        [...new Set([0, ...labelsIn(scan)])].sort((a, b) => a - b),
      );
    }
  });

  it('are as many as fit where there are fewer voxels than labels, and the rest is told', async () => {
    const size: Vec3 = [6, 6, 6];
    const scan = labelMap(
      size,
      centred([1, 1, 1], size),
      ([x, y, z]) => Math.round(x + 2 + 9 * (y + 2) + 81 * (z + 2)) % 30,
    );
    const told: string[] = [];
    const find: Context['find'] = ({ code, severity }) => told.push(`${severity} ${code}`);
    const to = await resampleLabels(scan, { spacing: 3 }, { ...quietContext, find });
    expect(new Set(to.voxels).size).toBe(8);
    expect(told).toEqual(['warning labels-lost']);
  });
});

describe('thin parts', () => {
  const size: Vec3 = [24, 22, 20];
  const index = (i: number, j: number, k: number): number => i + size[0] * (j + size[1] * k);
  /** A rod that leans, a sheet, a lone voxel, a gap between two blocks: each one voxel thick. */
  const thin = (): Scan => {
    const scan = labelMap(size, centred([1, 1, 1], size), () => 0);
    for (let t = 0; t < 14; t++) scan.voxels[index(2 + t, 2 + Math.floor(t / 2), 2 + Math.floor(t / 3))] = 1;
    for (let j = 4; j < 18; j++) for (let i = 4; i < 18; i++) scan.voxels[index(i, j, 11)] = 2;
    scan.voxels[index(20, 4, 4)] = 3;
    for (let k = 14; k < 19; k++)
      for (let j = 4; j < 18; j++)
        for (let i = 4; i < 18; i++) scan.voxels[index(i, j, k)] = i === 10 ? 0 : 4;
    return scan;
  };
  const count = (scan: Scan, label: number): number => scan.voxels.filter((x: number) => x === label).length;

  it('keep their volume on a finer grid', async () => {
    const to = await resampleLabels(thin(), { spacing: 0.5 });
    const nearest = await resampleLabels(thin(), { spacing: 0.5, smoothing: 0 });
    // The sheet loses a quarter of a voxel all around, no more.
    for (const label of [1, 2, 3, 4])
      expect(Math.abs(count(to, label) / count(nearest, label) - 1), `label ${label}`).toBeLessThan(0.13);
    expect(count(to, 1)).toBeGreaterThanOrEqual(14 * 8);
    const row = [...places(to)].filter(([, [, y, z]]) => Math.abs(y) < 0.3 && Math.abs(z - 7.25) < 0.1);
    const gap = row.filter(([, [x]]) => Math.abs(x + 1.5) < 0.5).map(([label]) => label);
    expect(gap).toEqual(gap.map(() => 0));
    expect(gap.length).toBeGreaterThan(0);
  });

  /** Voxels of the label that can be reached from one of them by way of others, over faces, edges and corners. */
  const reached = ({ grid, voxels }: Scan, label: number): number => {
    const [nx, ny, nz] = grid.size;
    const found = new Set([voxels.indexOf(label)]);
    for (const v of found)
      for (const c of [-1, 0, 1])
        for (const b of [-1, 0, 1])
          for (const a of [-1, 0, 1]) {
            const [i, j, k] = [(v % nx) + a, (Math.floor(v / nx) % ny) + b, Math.floor(v / nx / ny) + c];
            const w = i + nx * (j + ny * k);
            const inside = Math.min(i, j, k) >= 0 && i < nx && j < ny && k < nz;
            if (inside && voxels[w] === label) found.add(w);
          }
    return found.size;
  };

  it('hold together on any grid', async () => {
    for (const spacing of [0.45, 0.8, 1.3, 1.9, 2, 2.7, 4, 7])
      for (const alignment of ['centre', 'origin'] as const) {
        const to = await resampleLabels(thin(), { spacing, alignment });
        for (const label of [1, 2, 3])
          expect(reached(to, label), `label ${label} at ${spacing}`).toBe(count(to, label));
        expect(count(to, 4)).toBeGreaterThan(0);
      }
  });

  it('hold together where they wind as they like, also on a grid that stands askew', async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const roll = dice(seed);
      const scan = labelMap(size, centred([1, 0.8, 1.7], size), () => 0);
      const p = half(size).map(Math.round);
      for (let t = 0; t < 70; t++) {
        scan.voxels[index(p[0], p[1], p[2])] = 1;
        for (const axis of [0, 1, 2]) {
          const next = p[axis] + Math.floor(roll() * 3) - 1;
          p[axis] = Math.min(size[axis] - 3, Math.max(2, next));
        }
      }
      const askew = centredAt(
        tilted([0.9, 1.1, 1.4], roll() * 3, roll() * 3, [0, 0, 0]),
        [50, 50, 50],
        [0, 0, 0],
      );
      const grids = [
        { spacing: 0.6 },
        { spacing: 1.1 },
        { spacing: 2.3 },
        { spacing: [1.5, 0.5, 2.9] as const },
      ];
      for (const options of [...grids, { grid: { size: [50, 50, 50] as const, affine: askew } }]) {
        const to = await resampleLabels(scan, options);
        expect(reached(to, 1), `seed ${seed}`).toBe(count(to, 1));
      }
    }
  });
});

describe('the new grid', () => {
  const size: Vec3 = [14, 12, 10];
  const affine = tilted([1, 1.2, 1.5], 0.3, 0.2, [3, -8, 5]);
  const scan = withVoxels(
    labelMap(size, affine, () => 0),
    randomLabels(size, [0, 1, 2, 9], 3, 3),
  );

  it('that is the map’s own brings the map back unchanged', async () => {
    const to = await resampleLabels(scan, { grid: scan.grid });
    expect(to).toEqual(scan);
    const even = withVoxels(
      labelMap(size, centred([1, 1, 1], size), () => 0),
      Int16Array.from(scan.voxels),
    );
    expect((await resampleLabels(even, { spacing: 1 })).voxels).toEqual(even.voxels);
  });

  it('on the map’s own lattice takes its labels as they are, turned or mirrored, 0 beyond', async () => {
    const [a, b, c, , e, f, g, , i, j, k] = affine;
    const [x, y, z] = toPatient(affine, 12, -2, 3);
    // First axis: the map's third; second: its first, backwards; third: its second.
    const turned: Affine = [c, -a, b, x, g, -e, f, y, k, -i, j, z];
    const to = await resampleLabels(scan, { grid: { size: [5, 9, 16], affine: turned } });
    for (let w = 0, r = 0; r < 16; r++)
      for (let q = 0; q < 9; q++)
        for (let p = 0; p < 5; p++, w++) {
          const [u, v, t] = [12 - q, r - 2, 3 + p];
          const own = v < 0 || v > 11 ? 0 : scan.voxels[u + 14 * (v + 12 * t)];
          expect(to.voxels[w]).toBe(own);
        }
  });

  it('has 0 where the map does not reach', async () => {
    const full = labelMap(size, affine, () => 6);
    const wide: Grid = {
      size: [30, 30, 30],
      affine: centredAt(affine, [30, 30, 30], toPatient(affine, 6.2, 5.7, 4.4)),
    };
    const to = await resampleLabels(full, { grid: wide });
    const inverse = invert(affine);
    for (const [label, p] of places(to)) {
      const inside = toPatient(inverse, ...p).every((x, axis) => x >= -0.5 && x <= size[axis] - 0.5);
      expect(label).toBe(inside ? 6 : 0);
    }
  });

  it('respects samples that are not evenly spaced', async () => {
    const at = Float64Array.from([0, 1, 2, 3, 7, 8, 9, 10, 11, 12]);
    const nodes = { axis: 2 as const, at };
    const flat = centred([1, 1, 1], [14, 12, 13]);
    const uneven = scanOf([14, 12, 10], flat, ([, , z]) => (z > -1 ? 5 : 1), { floats: false, nodes });
    const to = await resampleLabels(uneven, { spacing: 0.5 });
    expect(to.nodes).toBeUndefined();
    // The samples lie at z = −6 … −3, 1 … 6: half-way between −3 and 1 the label changes.
    for (const [label, [, , z]] of places(to)) if (Math.abs(z + 1) > 0.3) expect(label).toBe(z > -1 ? 5 : 1);
  });

  it('does not depend on who does the jobs, nor in which order', async () => {
    const big = withVoxels(
      labelMap([110, 20, 100], affine, () => 0),
      randomLabels([110, 20, 100], [0, 1, 2, 9], 16, 8),
    );
    const each: Context['each'] = async (task, jobs) =>
      [...jobs]
        .reverse()
        .map((job) => runTask(task, job))
        .reverse();
    const one = await resampleLabels(big, { spacing: 1.4 });
    const other = await resampleLabels(big, { spacing: 1.4 }, { ...quietContext, each });
    expect(other.voxels).toEqual(one.voxels);
  });

  it('may be tiny, of one slice, of one voxel; smoothing may be anything', async () => {
    for (const n of [
      [1, 1, 1],
      [7, 6, 1],
      [1, 1, 9],
      [2, 1, 3],
    ] as const) {
      const small = withVoxels(
        labelMap(n, tilted([1, 1.2, 5], 0.3, 0.2, [0, 0, 0]), () => 0),
        randomLabels(n, [4, 7], 3, 6),
      );
      const before = Int16Array.from(small.voxels);
      for (const spacing of [0.6, 1, 3])
        for (const smoothing of [0, 0.01, 0.8, 3]) {
          const to = await resampleLabels(small, { spacing, smoothing });
          expect(labelsIn(small)).toEqual(expect.arrayContaining(labelsIn(to)));
        }
      expect(small.voxels).toEqual(before);
    }
  });

  it('is left undone when told to stop', async () => {
    const stopped = { ...quietContext, signal: AbortSignal.abort() };
    await expect(resampleLabels(scan, {}, stopped)).rejects.toThrow(/abort/i);
  });

  it('is refused for grey values', async () => {
    const grey = scanOf(size, affine, ([x]) => x);
    await expect(resampleLabels(grey, { spacing: 1 })).rejects.toThrow(UserError);
  });
});

const real = new URL('../../../shared/data/totalseg-tests/example_seg_fast.nii.gz', import.meta.url).pathname;
const here = existsSync(real);
if (!here) console.warn(`NO REAL LABEL MAP at ${real}: the test of resampleLabels on one is skipped.`);

describe.skipIf(!here)('a real map of 40 structures', () => {
  it('keeps all of them, and the volume of the thick ones', async () => {
    const { scan } = await readScan(real);
    const to = await resampleLabels(scan, { spacing: 2 });
    expect(labelsIn(to)).toEqual(labelsIn(scan));
    const count = (of: Scan): Map<number, number> => {
      const counts = new Map<number, number>();
      for (const label of of.voxels) counts.set(label, (counts.get(label) ?? 0) + 1);
      return counts;
    };
    const [before, after] = [count(scan), count(to)];
    const thick = [...before].filter(([label, n]) => label > 0 && n > 5000);
    expect(thick.length).toBeGreaterThan(3);
    for (const [label, n] of thick) {
      const share = ((after.get(label) ?? 0) * 8) / (n * 27);
      expect(Math.abs(share - 1), `label ${label}: ${share}`).toBeLessThan(0.03);
    }
  });
});
