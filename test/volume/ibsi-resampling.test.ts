// The image and mask that the IBSI publishes for configurations C, D and E, through the steps as a user runs them.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScan } from '../../src/scan/read-scan.js';
import { resample } from '../../src/volume/resample.js';
import { store } from '../../src/volume/store.js';
import { storeMask } from '../../src/volume/store-mask.js';

const lung = '../shared/data/ibsi1-lungct/nifti/image/phantom.nii.gz';
const tumour = '../shared/data/ibsi1-lungct/nifti/mask/mask.nii.gz';
const table = '../shared/reference/ibsi_verified_values.json';
const there = [lung, tumour, table].every((file) => existsSync(file));
if (!there)
  console.warn(`SKIPPED: the IBSI reference values of resampling need ${lung}, ${tumour} and ${table}`);

/** Mean, least and greatest of the values that are wanted, and their number. */
function diagnostics(values: ArrayLike<number>, wanted: (v: number) => boolean) {
  let [n, sum, least, most] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let v = 0; v < values.length; v++) {
    if (!wanted(v)) continue;
    n++;
    sum += values[v];
    least = Math.min(least, values[v]);
    most = Math.max(most, values[v]);
  }
  return { n, mean: sum / n, least, most };
}

describe.skipIf(!there)('the IBSI lung scan at 2 mm', () => {
  for (const [config, kernel] of [
    ['config_c', 'linear'],
    ['config_d', 'linear'],
    ['config_e', 'bspline3'],
  ] as const)
    it(`${config}: ${kernel}`, async () => {
      const expected = JSON.parse(readFileSync(table, 'utf8'))[config];
      const how = { spacing: 2, antiAlias: 'none' } as const;
      const { scan } = await readScan(lung);
      const { scan: mask } = await readScan(tumour);
      const image = await store(await resample(scan, { ...how, kernel }));
      const inside = await storeMask(await resample(mask, { ...how, kernel: 'linear' }));
      expect(image.grid.size).toEqual([100, 99, 90]);
      expect(image.voxels).toBeInstanceOf(Int16Array);
      const all = diagnostics(image.voxels, () => true);
      const roi = diagnostics(image.voxels, (v) => inside.voxels[v] === 1);
      expect([all.least, all.most, roi.n, roi.least, roi.most]).toEqual([
        expected.min_int_interp_img,
        expected.max_int_interp_img,
        expected.int_mask_vox_count_interp_roi,
        expected.int_mask_min_int_interp_roi,
        expected.int_mask_max_int_interp_roi,
      ]);
      // A voxel in ten thousand lies so near a half that single precision rounds it to the other side.
      expect(Math.abs(all.mean - expected.mean_int_interp_img)).toBeLessThan(1e-4);
      expect(Math.abs(roi.mean - expected.int_mask_mean_int_interp_roi)).toBeLessThan(1e-4);
    });
});
