import { describe, expect, it } from 'vitest';
import { type Context, quietContext } from '../../src/core/context.js';
import { UserError } from '../../src/core/errors.js';
import { type Affine, invert, toPatient, type Vec3 } from '../../src/core/grid.js';
import type { Scan } from '../../src/core/scan.js';
import { kernelNames } from '../../src/core/volume.js';
import { evaluate } from '../../src/kernel/evaluate.js';
import { resample } from '../../src/volume/resample.js';
import { store } from '../../src/volume/store.js';
import { seeded } from '../kernel/resampling-oracle.js';
import { scanOf, tilted } from './scan-of.js';

const affine = tilted([0.7, 0.8, 2.1], 0.3, 0.2, [10, -20, 30], true);
const random = seeded(5);
const noise = (low: number, high: number) => () => Math.floor(low + (high - low + 1) * random());
const ct = (scan: Scan): Scan => ({ ...scan, facts: { ...scan.facts, modality: 'CT' } });
const mr = (scan: Scan): Scan => ({ ...scan, facts: { ...scan.facts, modality: 'MR' } });
const whole = scanOf([12, 9, 6], affine, noise(-1000, 3000), { floats: false });
const floats = scanOf([12, 9, 6], affine, () => 5 * random());

async function noted(
  scan: Scan,
  how: Parameters<typeof resample>[1],
  what: Parameters<typeof store>[1] = {},
) {
  const notes: Record<string, number | string> = {};
  const note: Context['note'] = (name, value) => {
    notes[name] = value;
  };
  const volume = await resample(scan, how);
  return { volume, notes, result: await store(volume, what, { ...quietContext, note }) };
}

const sameBytes = (a: Scan['voxels'], b: Scan['voxels']) =>
  Buffer.from(a.buffer as ArrayBuffer).equals(Buffer.from(b.buffer as ArrayBuffer));

describe('store', () => {
  it('gives the input’s own bytes back where the grid stays the same, with every kernel, whatever they are', async () => {
    floats.voxels.set([-0, 1e-40, 3.4e38, 0.1]);
    for (const scan of [whole, floats, ct(whole), ct(floats), mr(whole)])
      for (const kernel of kernelNames)
        for (const how of [{ spacing: [0.7, 0.8, 2.1] as Vec3 }, { grid: scan.grid, spacing: 5 }])
          for (const alignment of ['centre', 'corner', 'origin'] as const) {
            const { result } = await noted(scan, { ...how, kernel, alignment });
            expect(result.grid.size).toEqual(scan.grid.size);
            expect(sameBytes(result.voxels, scan.voxels)).toBe(true);
          }
  });

  it('rounds CT to whole numbers of 16 bits, and leaves the rest in single precision', async () => {
    const how = { spacing: 0.6 } as const;
    for (const [scan, rounding, type] of [
      [ct(whole), 'auto', Int16Array],
      [whole, 'auto', Int16Array],
      [ct(floats), 'auto', Int16Array],
      [mr(whole), 'auto', Float32Array],
      [floats, 'auto', Float32Array],
      [mr(whole), 'whole', Int16Array],
      [ct(whole), 'none', Float32Array],
    ] as const) {
      const fine = { ...scan, voxels: scan.voxels.map((v) => Math.min(3000, v)) } as Scan;
      const { volume, result } = await noted(fine, how, { rounding });
      expect(result.voxels).toBeInstanceOf(type);
      const values = evaluate(volume, 0, volume.grid.size[2]);
      let worst = 0;
      values.forEach((v, n) => {
        worst = Math.max(worst, Math.abs(v - result.voxels[n]));
      });
      if (type === Float32Array) expect(worst).toBe(0);
      else expect(worst).toBeLessThanOrEqual(0.5);
    }
  });

  it('rounds halves to the even neighbour, above and below zero', async () => {
    const line = scanOf([8, 1, 1], tilted([1, 1, 1], 0, 0, [0, 0, 0]), () => 0, { floats: false });
    line.voxels.set([0, 1, 2, 3, -1, -2, -3, -4]);
    const how = { spacing: [0.5, 1, 1] as Vec3, alignment: 'origin', kernel: 'linear' } as const;
    const { result } = await noted(line, how, { rounding: 'whole' });
    expect([...result.voxels]).toEqual([0, 0, 1, 2, 2, 2, 3, 1, -1, -2, -2, -2, -3, -4, -4, -4]);
    expect(result.voxels.some((v: number) => Object.is(v, -0))).toBe(false);
  });

  it('tells overshoot and, if asked, limits it to the scan’s own range', async () => {
    const step = ct(scanOf([20, 4, 3], affine, () => 0, { floats: false }));
    for (let v = 0; v < step.voxels.length; v++) step.voxels[v] = v % 20 < 10 ? -1000 : 2000;
    const free = await noted(step, { spacing: 0.3 });
    expect(free.notes['overshoot above']).toBeGreaterThan(100);
    expect(free.notes['overshoot below']).toBeGreaterThan(100);
    expect(Math.max(...free.result.voxels)).toBeGreaterThan(2100);
    expect(free.notes['range of the result']).toBe(
      `${Math.min(...free.result.voxels)} to ${Math.max(...free.result.voxels)}`,
    );
    const limited = await noted(step, { spacing: 0.3 }, { clamp: true });
    expect([Math.min(...limited.result.voxels), Math.max(...limited.result.voxels)]).toEqual([-1000, 2000]);
    const linear = await noted(step, { spacing: 0.3, kernel: 'linear' });
    expect([linear.notes['overshoot above'], linear.notes['overshoot below']]).toEqual([0, 0]);
  });

  it('never wraps round: values that may not fit 16 bits are looked at before', async () => {
    const step = ct(scanOf([20, 4, 3], affine, () => 0, { floats: false }));
    for (let v = 0; v < step.voxels.length; v++) step.voxels[v] = v % 20 < 10 ? -32768 : 32767;
    const over = await noted(step, { spacing: 0.3 });
    expect(over.result.voxels).toBeInstanceOf(Float32Array);
    expect(Math.max(...over.result.voxels)).toBeGreaterThan(33000);
    expect(over.result.voxels.every((v: number) => Number.isInteger(v))).toBe(true);
    const limited = await noted(step, { spacing: 0.3 }, { clamp: true });
    expect(limited.result.voxels).toBeInstanceOf(Int16Array);
    const tame = { ...step, voxels: step.voxels.map((v: number) => (v > 0 ? 20000 : 0)) } as Scan;
    expect((await noted(tame, { spacing: 0.3 })).result.voxels).toBeInstanceOf(Int16Array);
  });

  it('knows by position what lies outside the scan, straight and askew, by formula', async () => {
    const turned = tilted([1, 1.2, 0.9], -0.4, 0.7, [-3, -25, 25]);
    const flipped = affine.map((v, n) => (n % 4 === 0 ? -v : v)) as unknown as Affine;
    for (const grid of [
      { size: [17, 15, 16], affine: turned },
      { size: [9, 14, 11], affine: flipped },
    ] as const) {
      const { result, notes } = await noted(ct(whole), { grid, boundary: 'mirror' }, { outside: -1024 });
      const plain = await noted(ct(whole), { grid, boundary: 'mirror' });
      const toScan = invert(affine);
      let outside = 0;
      const [nx, ny, nz] = grid.size;
      for (let v = 0; v < nx * ny * nz; v++) {
        const p = toPatient(grid.affine, v % nx, Math.floor(v / nx) % ny, Math.floor(v / nx / ny));
        const index = toPatient(toScan, ...p);
        const out = index.some((x, a) => x < -0.5 || x > whole.grid.size[a] - 0.5);
        if (out) outside++;
        expect(result.voxels[v]).toBe(out ? -1024 : plain.result.voxels[v]);
      }
      expect(outside).toBeGreaterThan(0);
      expect(notes['voxels outside the scan']).toBeCloseTo((100 * outside) / (nx * ny * nz), 9);
      expect(plain.notes['voxels outside the scan']).toBe(notes['voxels outside the scan']);
    }
  });

  it('holds a value outside that is no whole number, at the price of single precision', async () => {
    const grid = { size: [4, 4, 4], affine: tilted([3, 3, 3], 0, 0, [0, -25, 28]) } as const;
    const { result } = await noted(ct(whole), { grid }, { outside: -0.25 });
    expect(result.voxels).toBeInstanceOf(Float32Array);
    expect(result.voxels.includes(-0.25)).toBe(true);
  });

  it('keeps labels where every value is copied, and only there', async () => {
    const labels = { ...whole, facts: { ...whole.facts, labels: true } };
    expect(
      (await noted(labels, { spacing: 1, kernel: 'nearest', antiAlias: 'none' })).result.facts.labels,
    ).toBe(true);
    const shares = await noted(labels, { spacing: 0.4, kernel: 'linear' });
    expect(shares.result.facts.labels).toBe(false);
    expect(shares.result.voxels).toBeInstanceOf(Float32Array);
    expect(shares.result.nodes).toBeUndefined();
  });

  it('reads and refuses values', () => {
    const { outside } = store.declaration.options;
    expect(outside.parse('nearest', '--outside')).toBe('nearest');
    expect(outside.parse('-1024', '--outside')).toBe(-1024);
    for (const text of ['', 'air', '1,2', 'Infinity'])
      expect(() => outside.parse(text, '--outside')).toThrow(UserError);
  });

  it('says what it does', () => {
    const { says } = store.declaration;
    expect(says({ rounding: 'auto', clamp: false, outside: 'nearest' })).toMatch(/even.*was kept.*outside/s);
    expect(says({ rounding: 'none', clamp: true, outside: -1000 })).toMatch(/not rounded.*limited.*-1000/s);
  });
});
