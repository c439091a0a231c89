import { describe, expect, it } from 'vitest';
import type { ShownScan } from '../../src/core/shown-scan.js';
import { scanValue } from '../../src/preview/scan-value.js';

const scan: ShownScan = {
  size: [4, 3, 2],
  origin: [-10, 5, 20],
  spacing: [2, 1, 4],
  values: Int16Array.from(
    { length: 24 },
    (_, p) => 100 * (p % 4) + 10 * (Math.floor(p / 4) % 3) + Math.floor(p / 12),
  ),
  unit: 'HU',
  window: [0, 1],
};

describe('scanValue', () => {
  it('is the voxel’s at its centre and linear between, along each axis in its own direction', () => {
    expect(scanValue(scan, [-10, 5, 20])).toBe(0);
    expect(scanValue(scan, [-4, 7, 24])).toBe(321);
    expect(scanValue(scan, [-7, 5.5, 22])).toBeCloseTo(155.5, 9);
  });

  it('is in the scan’s unit, whatever a step of the voxels stands for', () => {
    expect(scanValue({ ...scan, step: 0.25 }, [-4, 7, 24])).toBe(80.25);
  });

  it('goes on for half a voxel, and ends there', () => {
    expect(scanValue(scan, [-10.9, 5, 20])).toBe(0);
    expect(scanValue(scan, [-3.1, 7.4, 25.9])).toBe(321);
    expect(scanValue(scan, [-11.1, 5, 20])).toBeNull();
    expect(scanValue(scan, [-10, 7.6, 20])).toBeNull();
    expect(scanValue(scan, [-10, 5, 26.1])).toBeNull();
  });
});
