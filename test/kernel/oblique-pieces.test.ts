import { describe, expect, it } from 'vitest';
import { emptyBits, getBit } from '../../src/core/bits.js';
import { type Affine, type Grid, invert, toPatient, type Vec3 } from '../../src/core/grid.js';
import type { Scan } from '../../src/core/scan.js';
import { boundaryNames, type KernelName, kernelNames } from '../../src/core/volume.js';
import { classify } from '../../src/kernel/classify.js';
import { evaluate } from '../../src/kernel/evaluate.js';
import { crop } from '../../src/volume/crop.js';
import { resample } from '../../src/volume/resample.js';
import { scanOf, tilted } from '../volume/scan-of.js';
import { oracleAt, seeded } from './resampling-oracle.js';

const random = seeded(12);
const size: Vec3 = [11, 9, 8];
const noise = () => Math.floor(4000 * random() - 1000);
const even = (n: number) => Array.from({ length: n }, (_, i) => i);
const slices = { axis: 2, at: Float64Array.of(0, 1, 2, 3.5, 4, 6, 7, 7.75) } as const;

const upright = tilted([0.9, 1.3, 2.1], 0.2, -0.35, [-4, 7, 12]);
const mirrored = tilted([0.9, 1.3, 2.1], 0.2, -0.35, [-4, 7, 12], true);
/** As a tilted gantry leaves it. */
const sheared: Affine = [0.9, 0, 0, -4, 0, 1.3, 0.7, 7, 0, 0, 2.1, 12];

const scans: Readonly<Record<string, Scan>> = {
  'a tilted scan': scanOf(size, upright, noise, { floats: false }),
  'a mirrored scan': scanOf(size, mirrored, noise),
  'a sheared scan': scanOf(size, sheared, noise),
  'uneven slices': scanOf(size, mirrored, noise, { floats: false, nodes: slices }),
};

const moved = (a: Affine, by: Vec3): Affine => [
  ...([a[0], a[1], a[2], a[3] + by[0]] as const),
  ...([a[4], a[5], a[6], a[7] + by[1]] as const),
  ...([a[8], a[9], a[10], a[11] + by[2]] as const),
];

/** Askew to all of them, and larger: half of its voxels lie outside. */
function askew({ grid }: Scan, step: number): Grid {
  const turned = tilted([step, 0.8 * step, 1.1 * step], 0.7, 0.45, [0, 0, 0]);
  const counts: Vec3 = [23, 25, 21];
  const middle = toPatient(grid.affine, 5, 4, 3.7);
  const [x, y, z] = toPatient(turned, 11.2, 12.1, 9.9);
  const affine = moved(turned, [middle[0] - x, middle[1] - y, middle[2] - z]);
  return { size: counts, affine };
}

describe('a grid askew to the scan', () => {
  for (const [name, scan] of Object.entries(scans))
    for (const kernel of kernelNames)
      it(`${kernel} agrees with the double-precision oracle: ${name}, every boundary`, async () => {
        const grid = askew(scan, 1.1);
        const toScan = invert(scan.grid.affine);
        const at = scan.nodes ? [...scan.nodes.at] : even(8);
        const fallback: KernelName = kernel === 'lanczos3' && scan.nodes ? 'bspline3' : kernel;
        for (const boundary of boundaryNames) {
          const volume = await resample(scan, { grid, kernel, boundary, antiAlias: 'none' });
          expect(volume.oblique).toBeDefined();
          expect(volume.grid).toEqual(grid);
          const values = evaluate(volume, 0, 21);
          let worst = 0;
          for (let v = 7; v < values.length; v += 613) {
            const p = toPatient(grid.affine, v % 23, Math.floor(v / 23) % 25, Math.floor(v / 575));
            const place = toPatient(toScan, ...p);
            const truth = oracleAt(
              [kernel, kernel, fallback],
              scan.voxels,
              [even(11), even(9), at],
              place,
              boundary,
            );
            worst = Math.max(worst, Math.abs(values[v] - truth));
          }
          expect(worst).toBeLessThan(4000 * 1e-6);
        }
      });

  it('is exact for ramps, and for quadratics with both cubic kernels, where the samples suffice', async () => {
    const ramp = ([x, y, z]: Vec3) => 5 * x - 3 * y + 2 * z;
    const bowl = ([x, y, z]: Vec3) => x * x - 2 * x * y + 0.5 * z * z + 3 * y * z - 7;
    for (const [of, kernels] of [
      [ramp, ['linear', 'catmull-rom', 'bspline3']],
      [bowl, ['catmull-rom', 'bspline3']],
    ] as const)
      for (const kernel of kernels)
        for (const flip of [false, true]) {
          const scan = scanOf([40, 42, 38], tilted([0.9, 0.7, 1.2], 0.4, -0.3, [-16, 12, 7], flip), of);
          const turned = tilted([0.8, 0.8, 0.8], -0.3, 0.5, [0, 0, 0]);
          const [x, y, z] = toPatient(scan.grid.affine, 20, 21, 19);
          const [a, b, c] = toPatient(turned, 3, 4, 2);
          const affine = moved(turned, [x - a, y - b, z - c]);
          const grid = { size: [7, 9, 5], affine } as const;
          const volume = await resample(scan, { grid, kernel, antiAlias: 'none' });
          const values = evaluate(volume, 0, 5);
          for (let v = 0; v < values.length; v++) {
            const p = toPatient(volume.grid.affine, v % 7, Math.floor(v / 7) % 9, Math.floor(v / 63));
            expect(Math.abs(values[v] - of(p))).toBeLessThan(3e-3);
          }
        }
  });

  it('gives the same bits however the slices are asked for, and those of a mask, outside beyond the scan', async () => {
    const scan = scans['a tilted scan'];
    for (const kernel of kernelNames) {
      const volume = await resample(scan, { grid: askew(scan, 0.7), kernel });
      const whole = evaluate(volume, 0, 21);
      expect(evaluate(volume, 5, 9)).toEqual(whole.subarray(5 * 575, 9 * 575));
      const inside = emptyBits([23, 25, 21]);
      const range = { from: 500, to: Number.POSITIVE_INFINITY };
      const { count } = classify({ volume, range, inside, k0: 0, k1: 21 });
      const toScan = invert(scan.grid.affine);
      let truth = 0;
      for (let v = 0; v < whole.length; v++) {
        const [i, j, k] = [v % 23, Math.floor(v / 23) % 25, Math.floor(v / 575)];
        const place = toPatient(toScan, ...toPatient(volume.grid.affine, i, j, k));
        const within = place.every((x, axis) => x >= -0.5 && x <= size[axis] - 0.5);
        if (within && whole[v] >= 500) truth++;
        expect(getBit(inside, i, j, k)).toBe(within && whole[v] >= 500);
      }
      expect(count).toBe(truth);
      expect(truth).toBeLessThan(whole.filter((v) => v >= 500).length);
    }
  });

  it('can be cropped', async () => {
    const scan = scans['a mirrored scan'];
    const whole = await resample(scan, { grid: askew(scan, 0.9) });
    const [x, y, z] = toPatient(scan.grid.affine, 5, 4, 4);
    const box = `${x - 2}:${x + 2},${y - 2}:${y + 2},${z - 2}:${z + 2}`;
    const part = await crop(whole, { box });
    const [nx, ny, nz] = part.grid.size;
    expect(nx * ny * nz).toBeLessThan(3000);
    const all = evaluate(whole, 0, 21);
    const offset = toPatient(invert(whole.grid.affine), ...toPatient(part.grid.affine, 0, 0, 0)).map(
      Math.round,
    );
    evaluate(part, 0, nz).forEach((v, n) => {
      const [i, j, k] = [n % nx, Math.floor(n / nx) % ny, Math.floor(n / nx / ny)];
      const same = all[offset[0] + i + 23 * (offset[1] + j + 25 * (offset[2] + k))];
      expect(Math.abs(v - same)).toBeLessThan(1e-3);
    });
  });
});
