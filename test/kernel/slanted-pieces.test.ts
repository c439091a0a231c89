import { describe, expect, it } from 'vitest';
import { type Affine, invert, toPatient, type Vec3 } from '../../src/core/grid.js';
import type { Scan, UnevenNodes } from '../../src/core/scan.js';
import { boundaryNames, type KernelName, kernelNames } from '../../src/core/volume.js';
import { evaluate } from '../../src/kernel/evaluate.js';
import { slantedTaps } from '../../src/kernel/slanted-taps.js';
import { crop } from '../../src/volume/crop.js';
import { resample } from '../../src/volume/resample.js';
import { scanOf } from '../volume/scan-of.js';
import { oracleAt, seeded } from './resampling-oracle.js';

const random = seeded(5);
const size: Vec3 = [14, 11, 9];
const even = (n: number) => Array.from({ length: n }, (_, i) => i);
const slices: UnevenNodes = { axis: 2, at: Float64Array.of(0, 1, 2, 3.5, 4, 6, 7, 7.75, 9) };
const down: Affine = [0.9, 0, 0, -4, 0, 1.3, 0.7, 7, 0, 0, 2.1, 12];
const aside: Affine = [0.9, 0, -0.4, -4, 0, 1.2, -0.6, 7, 0.1, 0, 1.9, 12];
const noisy = (affine: Affine, floats: boolean, nodes?: UnevenNodes): Scan => {
  const scan = scanOf(size, affine, () => Math.floor(4000 * random() - 1000), { floats, nodes });
  return { ...scan, facts: { ...scan.facts, format: 'DICOM' } };
};
const scans: Readonly<Record<string, Scan>> = {
  'slanted down': noisy(down, false),
  'slanted aside and down, turned': noisy(aside, true),
  'slanted, uneven': noisy(down, true, slices),
};

describe('a grid in the planes of slanted slices', () => {
  for (const [name, scan] of Object.entries(scans))
    it.each(kernelNames)(
      `%s agrees with the double-precision oracle: ${name}, every boundary`,
      async (kernel) => {
        const toScan = invert(scan.grid.affine);
        const at = scan.nodes ? [...scan.nodes.at] : even(9);
        const across: KernelName = kernel === 'lanczos3' && scan.nodes ? 'bspline3' : kernel;
        for (const boundary of boundaryNames) {
          const volume = await resample(scan, {
            spacing: [0.83, 0.97, 0.71],
            kernel,
            boundary,
            antiAlias: 'none',
          });
          if (!volume.oblique) throw new Error('not oblique');
          expect(slantedTaps(volume, volume.oblique)).not.toBeNull();
          const [nx, ny, nz] = volume.grid.size;
          const values = evaluate(volume, 0, nz);
          let worst = 0;
          for (let v = 3; v < values.length; v += 97) {
            const p = toPatient(volume.grid.affine, v % nx, Math.floor(v / nx) % ny, Math.floor(v / nx / ny));
            const place = toPatient(toScan, ...p);
            // At a tie between two samples the last bit decides for the nearest.
            if (kernel === 'nearest' && place.some((x) => Math.abs(x - Math.floor(x) - 0.5) < 1e-6)) continue;
            const nodes = [even(14), even(11), at] as const;
            const truth = oracleAt([kernel, kernel, across], scan.voxels, nodes, place, boundary);
            worst = Math.max(worst, Math.abs(values[v] - truth));
          }
          expect(worst).toBeLessThan(4000 * 2e-6);
        }
      },
    );

  it('gives the same bits however the slices are asked for, and can be cropped', async () => {
    const scan = scans['slanted aside and down, turned'];
    const volume = await resample(scan, { spacing: 0.4 });
    const [nx, ny, nz] = volume.grid.size;
    const whole = evaluate(volume, 0, nz);
    expect(evaluate(volume, 5, 9)).toEqual(whole.subarray(5 * nx * ny, 9 * nx * ny));
    const [x, y, z] = toPatient(scan.grid.affine, 6, 5, 4);
    const part = await crop(volume, { box: `${x - 2}:${x + 2},${y - 2}:${y + 2},${z - 2}:${z + 2}` });
    const offset = toPatient(invert(volume.grid.affine), ...toPatient(part.grid.affine, 0, 0, 0)).map(
      Math.round,
    );
    const [px, py, pz] = part.grid.size;
    evaluate(part, 0, pz).forEach((v, n) => {
      const [i, j, k] = [n % px, Math.floor(n / px) % py, Math.floor(n / px / py)];
      const same = whole[offset[0] + i + nx * (offset[1] + j + ny * (offset[2] + k))];
      expect(Math.abs(v - same)).toBeLessThan(1e-2);
    });
  });
});
