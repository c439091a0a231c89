// One texture scanned in two directions: unlike on the scanner's voxels, alike once they are isotropic.
import { expect, it } from 'vitest';
import { toPatient, type Vec3 } from '../../src/core/grid.js';
import type { Scan } from '../../src/core/scan.js';
import { grain } from '../../src/phantom/grain.js';
import type { Features } from '../../src/texture/features.js';
import { texture } from '../../src/texture/texture.js';
import { resample } from '../../src/volume/resample.js';
import { store } from '../../src/volume/store.js';
import { scanOf } from '../volume/scan-of.js';

const value = grain(1, 80);
/** In the patient, whatever the grid; nowhere near the border of the scan. */
const inBall = (p: Vec3): number => (Math.hypot(...p) < 18 ? 1 : 0);

/** 54 mm of it, voxels of 1 mm, and slices every 3 mm along `across`. */
function scanned(across: 0 | 1 | 2): Scan {
  const [x, y, z] = [0, 1, 2].map((axis) => (axis === across ? 3 : 1));
  const start = [x, y, z].map((s) => (s - 54) / 2);
  return scanOf([54 / x, 54 / y, 54 / z], [x, 0, 0, start[0], 0, y, 0, start[1], 0, 0, z, start[2]], value);
}

async function valuesOf(image: Scan): Promise<Features> {
  const [nx, ny] = image.grid.size;
  const voxels = Int16Array.from(image.voxels, (_, v) =>
    inBall(toPatient(image.grid.affine, v % nx, Math.floor(v / nx) % ny, Math.floor(v / (nx * ny)))),
  );
  const { features } = await texture(
    { image, mask: { ...image, voxels } },
    { range: '-1000:', binWidth: 20 },
  );
  return features;
}

const isotropic = async (scan: Scan): Promise<Scan> =>
  store(await resample(scan, { spacing: 1, kernel: 'bspline3', antiAlias: 'none' }), { rounding: 'none' });

const apart = (a: number, b: number): number => (2 * Math.abs(a - b)) / (Math.abs(a) + Math.abs(b));

/** Of the texture values, all but the skewness of its sums, which is 0 but for chance. */
const tags = (features: Features): string[] =>
  Object.keys(features).filter((tag) => tag.startsWith('cm_') && !tag.includes('shade'));

it('co-occurrence depends on how the patient lay before the conversion, and no more after it', async () => {
  const [axial, sagittal] = [scanned(2), scanned(0)];
  const before = [await valuesOf(axial), await valuesOf(sagittal)];
  // Neighbours at one voxel are 3 mm apart along the slices: along the grain in one scan, across it in the other.
  expect(apart(before[0].cm_contrast_3D_avg, before[1].cm_contrast_3D_avg)).toBeGreaterThan(0.9);
  expect(apart(before[0].cm_corr_3D_avg, before[1].cm_corr_3D_avg)).toBeGreaterThan(0.4);
  const after = [await valuesOf(await isotropic(axial)), await valuesOf(await isotropic(sagittal))];
  expect(tags(after[0])).toHaveLength(48);
  for (const tag of tags(after[0])) expect(apart(after[0][tag], after[1][tag]), tag).toBeLessThan(0.05);
  expect(apart(after[0].cm_contrast_3D_avg, after[1].cm_contrast_3D_avg)).toBeLessThan(0.03);
});

it('turned slices of one place hold the same after the conversion, voxel by voxel', async () => {
  const one = scanned(0);
  const two = await isotropic(one);
  const three = await isotropic(scanned(2));
  expect(two.grid.size).toEqual(three.grid.size);
  let [sum, most] = [0, 0];
  two.voxels.forEach((v, n) => {
    const [i, j, k] = [n % 54, Math.floor(n / 54) % 54, Math.floor(n / 2916)];
    if (Math.min(i, j, k) < 9 || Math.max(i, j, k) > 44) return;
    sum += (v - three.voxels[n]) ** 2;
    most += v ** 2;
  });
  expect(Math.sqrt(sum / most)).toBeLessThan(0.06);
});
