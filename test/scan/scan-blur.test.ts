// The blur that a surface is fitted with: what the edges show, and what is usual where they show nothing.
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import type { Scan } from '../../src/core/scan.js';
import { ball } from '../../src/phantom/shapes.js';
import { scanBlur } from '../../src/scan/scan-blur.js';
import { sharpness } from '../../src/scan/sharpness.js';
import { scanFacts } from '../fixtures/scan-facts.js';
import { blurredScan, layer, usual } from '../surface/blurred-scan.js';
import { scanOf, tilted } from '../volume/scan-of.js';

const body = [layer(1200, ball('ball', [0.4, -0.3, 0.2], 7))];

/** Nothing but noise has no edges. */
function empty(spacing: Vec3, facts: Partial<Scan['facts']> = {}): Scan {
  const scan = scanOf([24, 24, 12], tilted(spacing, 0, 0, [0, 0, 0]), () => 40);
  return { ...scan, facts: { ...scanFacts, format: 'DICOM', storedSpacing: spacing, ...facts } };
}

describe('scanBlur', () => {
  it.each([0, 1, 2] as const)('finds the blur of a scan whose slices lie across axis %s', (across) => {
    const scan = blurredScan(body, { half: 11, across, noise: 15 });
    const found = scanBlur(scan);
    expect(found.axis).toBe(across);
    expect(found.assumed).toBe(false);
    expect(Math.abs(found.inPlane - usual.inPlane)).toBeLessThan(0.04);
    const width = Math.hypot(found.throughPlane, found.sliceBox / Math.sqrt(12));
    expect(Math.abs(width - Math.hypot(usual.throughPlane, usual.sliceBox / Math.sqrt(12)))).toBeLessThan(
      0.06,
    );
    expect(scanBlur(scan, sharpness(scan))).toEqual(found);
  });

  it('takes what is usual where there is no edge, and says so', () => {
    const found = scanBlur(empty([0.5, 0.5, 2]));
    expect(found.assumed).toBe(true);
    expect(found.inPlane).toBeCloseTo(0.4, 6);
    expect(found.throughPlane).toBeCloseTo(0.4, 6);
    expect(found.sliceBox).toBeCloseTo(2, 6);
    expect(found.noise).toBeGreaterThanOrEqual(0);
    expect(scanBlur(empty([0.5, 0.5, 2], { sliceThickness: 3 })).sliceBox).toBe(3);
    expect(scanBlur(empty([0.5, 0.5, 2], { sliceThickness: 900 })).sliceBox).toBeCloseTo(2, 6);
  });
});
