import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import type { Affine } from '../../src/core/grid.js';
import type { Scan, ScanFacts } from '../../src/core/scan.js';
import { clipMetal } from '../../src/volume/clip-metal.js';
import { metalIn } from '../../src/volume/metal-in.js';
import { listening } from '../segment/segments.js';
import { scanOf, tilted } from './scan-of.js';

const upright: Affine = [1, 0, 0, -20, 0, 1, 0, -20, 0, 0, 2, 100];

/** Air, a block of bone, and a post of metal of 3 × 4 mm in the slices from z = 110 to 118. */
function scanned(more: Partial<ScanFacts> = {}, floats = false, metal = 9000, affine = upright): Scan {
  const scan = scanOf(
    [40, 40, 20],
    affine,
    ([x, y, z]) =>
      x > 3.5 && x < 6.5 && y > -8.5 && y < -4.5 && z > 109 && z < 119
        ? metal
        : Math.abs(x) < 12
          ? 1200
          : -1000,
    { floats },
  );
  return { ...scan, facts: { ...scan.facts, modality: 'CT', ...more } };
}

describe('clipMetal', () => {
  it('does nothing unless it is told to, or where nothing is above', async () => {
    const scan = scanned();
    expect(await clipMetal(scan)).toBe(scan);
    expect(await clipMetal(scan, { above: 9000 })).toBe(scan);
    expect(clipMetal.declaration.says({ above: 0 })).toBe('');
  });

  it.each([false, true])('clips what is above the level and nothing else (floats: %s)', async (floats) => {
    const scan = scanned({}, floats);
    const { voxels, ...rest } = await clipMetal(scan, { above: 2500 });
    expect(rest).toEqual({ grid: scan.grid, facts: scan.facts });
    expect(voxels).toEqual(scan.voxels.map((v) => Math.min(v, 2500)));
    expect(voxels.constructor).toBe(scan.voxels.constructor);
    expect(voxels.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(scan.voxels).toContain(9000);
  });

  it('tells how much metal there is, where, and what lies near it', async () => {
    const { context, notes, findings } = listening();
    await clipMetal(scanned(), { above: 3000 }, context);
    // 3 × 4 voxels in 5 slices of 2 mm.
    expect(notes.get('voxels clipped')).toBe(60);
    expect(notes.get('metal')).toBeCloseTo(0.12, 9);
    expect(notes.get('slices with metal')).toBe('5 of 20');
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['metal', 'warning']]);
    expect(findings[0].message).toContain(
      '0.12 ml of metal in 5 of 20 slices (25 %; what is denser than enamel), from z = 110.0 to 118.0 mm',
    );
    expect(findings[0].message).toContain('not to be trusted');
    expect(findings[0].places).toEqual([[5, -6.5, 114]]);
  });

  it('counts what lies near metal as a slow look at every voxel does', () => {
    const scan = scanned();
    let near = 0;
    for (let y = -20; y < 20; y++)
      for (let x = -20; x < 20; x++) {
        let best = Number.POSITIVE_INFINITY;
        for (let b = -8; b <= -5; b++)
          for (let a = 4; a <= 6; a++) best = Math.min(best, Math.hypot(x - a, y - b));
        if (best > 0 && best <= 20) near++;
      }
    expect(metalIn(scan)?.near).toBeCloseTo((5 * near * 2) / 1000, 9);
  });

  it('is a switch with an optional level, and takes no level that is bone', async () => {
    const { above } = clipMetal.declaration.options;
    expect(above.placeholder).toBe('[HU]');
    expect(above.flag).toBe('clip-metal');
    expect(above.parse('2500', '--clip-metal')).toBe(2500);
    for (const text of ['500', 'much', '-1', '40000', ''])
      expect(() => above.parse(text, '--clip-metal')).toThrow(UserError);
    const given: Record<string, unknown> = { above: true };
    const clipped = await clipMetal(scanned(), given);
    expect(Math.max(...clipped.voxels)).toBe(2850);
  });

  it('refuses what is no CT', async () => {
    await expect(clipMetal(scanned({ modality: 'MR' }), { above: 3000 })).rejects.toThrow(UserError);
  });
});

describe('metalIn', () => {
  it('finds metal that 12 bits cut off, and not the densest enamel or a spot of noise', () => {
    expect(metalIn(scanned({}, false, 3071))?.slices).toBe(5);
    expect(metalIn(scanned({}, false, 2850))).toBeNull();
    const spot = scanned({}, false, 1500);
    spot.voxels[20 + 40 * (20 + 40 * 10)] = 3500;
    expect(metalIn(spot)).toBeNull();
  });

  it('is silent on labels, MR, and values that are not HU', () => {
    expect(metalIn(scanned({ labels: true }))).toBeNull();
    expect(metalIn(scanned({ modality: 'MR' }))).toBeNull();
    const offset = scanned();
    offset.voxels.forEach((v, p) => {
      offset.voxels[p] = v + 1024;
    });
    expect(metalIn(offset)).toBeNull();
  });

  it('gives places in the patient’s frame on grids that are tilted, mirrored and sliced along another axis', () => {
    for (const [affine, storedAxes, slices] of [
      [tilted([1, 1, 2], 0.1, 0.2, [20, -20, 100], true), 'LPS', 6],
      [tilted([1, 1, 2], 0, 0, [-20, -20, 100]), 'SPL', 3],
    ] as const) {
      const format = 'DICOM';
      const metal = metalIn(scanned({ format, storedAxes }, false, 9000, affine));
      const [x, y, z] = metal?.middle ?? [0, 0, 0];
      expect(Math.hypot(x - 5, y + 6.5)).toBeLessThan(0.8);
      expect(Math.abs(z - 114)).toBeLessThan(1);
      expect(metal?.slices).toBe(slices);
      expect(metal?.ofSlices).toBe(storedAxes === 'SPL' ? 40 : 20);
    }
  });

  it('knows where uneven slices lie', () => {
    const at = Float64Array.from({ length: 20 }, (_, k) => (k < 10 ? k : 2 * k - 9));
    const scan = scanOf(
      [40, 40, 20],
      upright,
      ([x, y, z]) => (x === 0 && Math.abs(y) < 5 && z > 124 ? 5000 : -1000),
      {
        nodes: { axis: 2, at },
      },
    );
    const metal = metalIn({ ...scan, facts: { ...scan.facts, modality: 'CT' } });
    expect(metal?.from).toBeCloseTo(126, 9);
    expect(metal?.to).toBeCloseTo(100 + 2 * 29, 9);
  });
});
