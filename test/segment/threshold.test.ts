import { describe, expect, it } from 'vitest';
import { countBits, getBit } from '../../src/core/bits.js';
import { presetNames, presets } from '../../src/core/preset.js';
import type { Scan } from '../../src/core/scan.js';
import { halfMaximum } from '../../src/segment/half-max.js';
import { binsOf } from '../../src/segment/histogram.js';
import { threshold } from '../../src/segment/threshold.js';
import { readThreshold } from '../../src/segment/threshold-text.js';
import { done, seeded } from '../fixtures/masks.js';
import { listening, scanOf, volumeOf } from './segments.js';

const ramp = scanOf([41, 5, 4], (i) => 100 * i - 1000);
const inside = async (scan: Scan, options: Parameters<typeof threshold>[1]) => {
  const heard = listening();
  const segment = await threshold(await volumeOf(scan), options, heard.context);
  return { segment, count: countBits(segment.inside) / (scan.grid.size[1] * scan.grid.size[2]), ...heard };
};

/** Normal deviates of seeded noise (Box–Muller). */
function normal(seed: number): () => number {
  const random = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A bone ball in a ball of soft tissue in air, edges blurred over about `blur` voxels, with noise. */
function phantom(air: number, soft: number, bone: number, blur: number, noise: number, radius = 9): Scan {
  const deviate = normal(9);
  const edge = (d: number): number => 1 / (1 + Math.exp(-d / blur));
  return scanOf([48, 47, 46], (i, j, k) => {
    const r = Math.hypot(i - 24, j - 23, k - 22);
    const value = air + (soft - air) * edge(19 - r) + (bone - soft) * edge(radius - r);
    return Math.max(-1024, value + noise * deviate());
  });
}

describe('threshold', () => {
  it('takes bone where nothing is asked for, with no upper limit', async () => {
    const { segment, count, notes } = await inside(ramp, {});
    expect(segment.range).toEqual({ from: 226, to: Number.POSITIVE_INFINITY });
    expect(count).toBe(28);
    expect(segment.grey).toBe(segment.inside);
    expect(getBit(segment.inside, 12, 4, 3)).toBe(false);
    expect(getBit(segment.inside, 13, 0, 0)).toBe(true);
    expect(segment.contrast).toBeCloseTo((300 + 3000) / 2 - 226, 3);
    expect(notes.get('voxels inside')).toBe(28 * 20);
    expect(notes.get('volume inside')).toBeCloseTo(0.56);
    expect(notes.get('range')).toBe('226 and more');
  });
  it('lets a threshold win over a preset', async () => {
    expect((await inside(ramp, { preset: 'fat-adult' })).segment.range).toEqual({ from: -205, to: -51 });
    const both = await inside(ramp, { preset: 'fat-adult', threshold: '300:1500' });
    expect(both.segment.range).toEqual({ from: 300, to: 1500 });
    expect(both.count).toBe(13);
    expect((await inside(ramp, { threshold: ':-200' })).count).toBe(9);
  });
  it('takes every preset as published, open at the top of the scale', async () => {
    expect(presets).toHaveLength(14);
    for (const name of presetNames) {
      const found = presets.find((p) => p.name === name);
      const { range } = (await inside(ramp, { preset: name })).segment;
      expect(range.from).toBe(found?.from);
      expect(range.to).toBe(found?.to === 3071 ? Number.POSITIVE_INFINITY : found?.to);
      expect(threshold.declaration.says({ preset: name, threshold: '' })).toContain(name);
    }
  });
  it('cuts a label map at half its occupancy, and says that nothing else was heeded', async () => {
    const labels = scanOf([10, 4, 4], (i) => 100 * i, { labels: true });
    for (const options of [{ preset: 'bone' as const }, { threshold: '10' }]) {
      const { segment, findings } = await inside(labels, options);
      expect(segment.range).toEqual({ from: 500, to: Number.POSITIVE_INFINITY });
      expect(findings.map((f) => f.code)).toEqual(['preset-on-labels']);
    }
    expect((await inside(labels, {})).findings).toEqual([]);
  });
  it('refuses a range that holds nothing, and tells what the scan holds', async () => {
    await expect(inside(ramp, { threshold: '5000' })).rejects.toThrow(
      "no voxel lies in the range (5000 and more); the scan's values go from -1000 to 3000",
    );
  });
  it('warns when everything is inside', async () => {
    expect((await inside(ramp, { threshold: '-2000' })).findings.map((f) => f.code)).toEqual(['all-inside']);
  });
  it('works on a single voxel', async () => {
    expect(
      (
        await inside(
          scanOf([1, 1, 1], () => 500),
          {},
        )
      ).count,
    ).toBe(1);
    await expect(
      inside(
        scanOf([1, 1, 1], () => 5),
        { threshold: 'otsu' },
      ),
    ).rejects.toThrow('fewer than 2');
    await expect(
      inside(
        scanOf([1, 1, 1], () => 5),
        { threshold: 'half-max' },
      ),
    ).rejects.toThrow('fewer than 2');
  });
});

describe('readThreshold', () => {
  it('reads values, ranges and methods', () => {
    const range = (from: number, to: number) => ({ by: 'range', range: { from, to } });
    expect(readThreshold('300', 't')).toEqual(range(300, Number.POSITIVE_INFINITY));
    expect(readThreshold('300:', 't')).toEqual(range(300, Number.POSITIVE_INFINITY));
    expect(readThreshold('300:3071', 't')).toEqual(range(300, Number.POSITIVE_INFINITY));
    expect(readThreshold('-700:225.5', 't')).toEqual(range(-700, 225.5));
    expect(readThreshold(':-200', 't')).toEqual(range(Number.NEGATIVE_INFINITY, -200));
    expect(readThreshold('otsu', 't')).toEqual({ by: 'otsu', classes: 2 });
    expect(readThreshold('otsu:3', 't')).toEqual({ by: 'otsu', classes: 3 });
    expect(readThreshold('half-max', 't')).toEqual({ by: 'half-max' });
  });
  it('refuses anything else', () => {
    for (const text of [
      '',
      ':',
      'bone',
      '300:200',
      '1:2:3',
      'otsu:1',
      'otsu:7',
      'otsu:2.5',
      'otsu:',
      'otsu:2:3',
      'NaN',
      '3,5',
    ])
      expect(() => readThreshold(text, 't')).toThrow(`'${text}'`);
  });
});

describe('otsu', () => {
  it('parts air from the rest, and with three classes bone from the rest', async () => {
    const scan = phantom(-1000, 40, 1200, 0.3, 20);
    const two = (await inside(scan, { threshold: 'otsu' })).segment.range.from;
    const { segment, notes } = await inside(scan, { threshold: 'otsu:3' });
    expect(two).toBeGreaterThan(-700);
    expect(two).toBeLessThan(-200);
    expect(segment.range.from).toBeGreaterThan(300);
    expect(segment.range.from).toBeLessThan(900);
    expect(notes.get('Otsu threshold 2')).toBe(segment.range.from);
  });
  it('is not led astray by padding below the scale', async () => {
    const scan = phantom(-1000, 40, 1200, 0.3, 20);
    const padded = { ...scan, voxels: scan.voxels.map((v) => (v < -900 ? -3024 : v)) };
    const from = done(halfMaximum(padded, binsOf(padded)))?.level;
    expect(from).toBeGreaterThan(610);
    expect(from).toBeLessThan(630);
  });
});

describe('half-max', () => {
  const level = (scan: Scan): number => done(halfMaximum(scan, binsOf(scan)))?.level ?? Number.NaN;
  it.each([
    ['noisy', 20, 0.3, 9],
    ['noisy and blurred', 20, 0.5, 9],
    ['very noisy', 60, 0.4, 9],
    ['small', 20, 0.4, 4],
    ['without noise', 0, 0.5, 9],
  ])('lies halfway between soft tissue and bone: %s', (_, noise, blur, radius) => {
    expect(Math.abs(level(phantom(-1000, 40, 1200, blur, noise, radius)) - 620)).toBeLessThan(10);
  });
  it('lies halfway between the only two tissues', () => {
    for (const noise of [0, 20])
      for (const blur of [0.001, 0.3, 0.5]) {
        expect(Math.abs(level(phantom(0, 0, 452, blur, noise)) - 226)).toBeLessThan(5);
        expect(Math.abs(level(phantom(-1000, -1000, 1200, blur, noise)) - 100)).toBeLessThan(10);
      }
  });
  it('finds bone without a pure voxel, a shell two voxels thin', () => {
    const deviate = normal(3);
    const edge = (d: number): number => 1 / (1 + Math.exp(-d / 0.3));
    const shell = scanOf([48, 47, 46], (i, j, k) => {
      const r = Math.hypot(i - 24, j - 23, k - 22);
      return -1000 + 1040 * edge(19 - r) + 1160 * edge(14.9 - r) * edge(r - 12.9) + 20 * deviate();
    });
    const found = done(halfMaximum(shell, binsOf(shell)));
    expect(found?.plateau).toBe('near maximum');
    expect(Math.abs((found?.level ?? 0) - 620)).toBeLessThan(60);
  });
  it('is not content with the little between fat and muscle', () => {
    const deviate = normal(5);
    const edge = (d: number): number => 1 / (1 + Math.exp(-d / 0.3));
    const limb = scanOf([48, 47, 46], (i, j) => {
      const r = Math.hypot(i - 24, j - 23);
      return -1000 + 900 * edge(21 - r) + 150 * edge(17 - r) + 1150 * edge(5 - r) + 15 * deviate();
    });
    expect(Math.abs(level(limb) - 625)).toBeLessThan(10);
  });
  it('finds the same in real numbers', () => {
    const scan = phantom(-1000, 40, 1200, 0.3, 20);
    const floats = { ...scan, voxels: Float32Array.from(scan.voxels, (v) => v / 1000) };
    expect(Math.abs(level(floats) - 0.62)).toBeLessThan(0.01);
  });
  it('sits the surface of a ball where it is', async () => {
    const { segment, notes } = await inside(phantom(-1000, 40, 1200, 0.4, 10), { threshold: 'half-max' });
    expect(countBits(segment.inside) / ((4 / 3) * Math.PI * 9 ** 3)).toBeCloseTo(1, 1);
    expect(notes.get('tissue below')).toBeCloseTo(40, -1);
    expect(notes.get('range chosen')).toContain('half-maximum');
  });
});
