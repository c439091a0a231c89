// NRRD and MetaImage files that others wrote: read as other readers have them, or refused with a reason.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { toPatient } from '../../../src/core/grid.js';
import type { Scan } from '../../../src/core/scan.js';
import { readScan } from '../../../src/scan/read-scan.js';

const data = new URL('../../../../shared/data/', import.meta.url).pathname;
const absent = !existsSync(data);
if (absent)
  console.warn('REAL SCANS ARE ABSENT (../shared/data): NRRD and MetaImage files of others were not tested.');

/** Least, greatest, sum (6 digits); and the centre of what is above the least, weighted by the values, mm LPS. */
type Expected = readonly [string, number, number, number, readonly [number, number, number]];

/** By a reader of thirty lines with numpy, and (least, greatest, sum, affine) by ITK 5.4. */
const files: readonly Expected[] = [
  ['niivue-odd/FLAIR.nrrd', 0, 255, 1.15232e8, [-6.257, 22.713, 10.241]],
  ['itkwasm-nrrd/tooth.nrrd', 0, 255, 1.60814e8, [51.248, 46.756, 86.193]],
  ['dcmqi-seg/liver_seg.nrrd', 0, 1, 107098, [-74.057, -33.262, -127.699]],
  ['dcmqi-seg/spine_seg.nrrd', 0, 2, 24878, [-28.348, 76.998, -127.692]],
  ['dcmqi-seg/heart_seg.nrrd', 0, 3, 124347, [69.729, 1.745, -127.767]],
  ['dcmqi-seg/liver_spine_seg.nrrd', 0, 2, 131976, [-65.441, -12.478, -127.698]],
  ['dcmqi-seg/liver_spine_gapped_seg.nrrd', 0, 5, 169293, [-57.265, 7.245, -127.697]],
  ['dcmqi-seg/sparse_labelmap_noppv_seg.nrrd', 0, 1, 630, [55.825, 11.845, -175.25]],
  ['dcmqi-seg/sparse_labelmap_ppv5_seg.nrrd', 0, 5, 5190, [54.674, 17.226, -175.25]],
  ['panimg/nrrd/image10x11x12.nrrd', 0, 1319, 870540, [6.151, 10.364, 16.554]],
  ['panimg/nrrd/image10x11x12.nhdr', 0, 1319, 870540, [6.151, 10.364, 16.554]],
  ['panimg/nrrd/image10x11x12_compressed.nrrd', 0, 1319, 870540, [6.151, 10.364, 16.554]],
  ['panimg/nrrd/image10x11x12_compressed.nhdr', 0, 1319, 870540, [6.151, 10.364, 16.554]],
  ['niivue-odd/mha.mha', 0, 6690, 7.99446e7, [-0.944, -16.31, 25.783]],
  ['elastix/3DCT_lung_baseline_mask.mha', 0, 1, 721043, [-70.438, -34.334, -1263.624]],
  ['elastix/3DCT_lung.mha', -1255, 1474, -8.19191e8, [-73.963, -39.26, -1282.219]],
  ['panimg/image10x10x10.mha', 0.0000834119, 0.999185, 514.397, [4.517, 4.459, 4.476]],
  ['panimg/image10x10x10.mhd', 0.0000834119, 0.999185, 514.397, [4.517, 4.459, 4.476]],
  ['panimg/image10x10x10-extra-stuff.mhd', 0.0000834119, 0.999185, 514.397, [4.517, 4.459, 4.476]],
  ['panimg/image5x6x7.mhd', -10, 9, 15, [1.903, 2.518, 3.03]],
  ['panimg/image5x6x7-with-123-spacing.mhd', -10, 9, 15, [1.903, 5.036, 9.089]],
  ['panimg/image5x6x7-no-spacing-with-123-size.mhd', -10, 9, 15, [1.903, 5.036, 9.089]],
];

const refused: readonly (readonly [string, RegExp])[] = [
  ['nrrd/image10x11x12_unsupported_version.nrrd', /version/],
  ['nrrd/image10x11x12.raw', /without a header/],
  ['image10x10x10.zraw', /without a header/],
  ['invalid_utf8.mhd', /damaged/],
  ['referring_to_system_file.mhd', /not in its own folder/],
  ['image5x6x7-no-spacing.mhd', /how far apart/],
  ['image128x256RGB.mhd', /3 numbers each/],
  ['image128x256x3RGB.mhd', /3 numbers each/],
  ['image128x256x4RGB.mhd', /3 numbers each/],
  ['image3x4.mhd', /3 numbers each/],
  ['channels/5_1_1_1_invalid.mha', /5 numbers each/],
  ['image_min10_max10.mha', /flat picture/],
  ['segments/0_10_UInt8.mha', /flat picture/],
  ['segments/4D_1_1_1_5_UInt8.mha', /flat picture/],
  ['mhd_window/errors/image3x4-len-0.mhd', /3 numbers each/],
];

function measured({ grid, voxels }: Scan): Expected[1 | 2 | 3 | 4][] {
  const [nx, ny] = grid.size;
  let [least, most] = [voxels[0], voxels[0]];
  for (const value of voxels) [least, most] = [Math.min(least, value), Math.max(most, value)];
  const at = [0, 0, 0];
  let sum = 0;
  let weights = 0;
  for (let p = 0; p < voxels.length; p++) {
    const weight = voxels[p] - least;
    sum += voxels[p];
    weights += weight;
    at[0] += weight * (p % nx);
    at[1] += weight * (Math.floor(p / nx) % ny);
    at[2] += weight * Math.floor(p / (nx * ny));
  }
  const [i, j, k] = at.map((moment) => moment / weights);
  const centre = toPatient(grid.affine, i, j, k);
  const six = (x: number): number => Number(x.toPrecision(6));
  return [six(least), six(most), six(sum), centre];
}

describe.skipIf(absent)('files of others', () => {
  it.each(files)('%s is read as others read it', async (path, least, most, sum, centre) => {
    const { scan } = await readScan(join(data, path), { padding: 'stored' });
    const [min, max, total, middle] = measured(scan);
    expect([min, max, total]).toEqual([least, most, sum]);
    if (typeof middle === 'number') throw new Error('no place');
    for (let axis = 0; axis < 3; axis++) expect(Math.abs(middle[axis] - centre[axis])).toBeLessThan(1.6e-3);
  });

  it.each(refused)('%s is refused', async (path, why) => {
    const error: unknown = await readScan(join(data, 'panimg', path)).catch((e: unknown) => e);
    if (!(error instanceof UserError)) throw new Error(`not refused: ${String(error)}`);
    expect(error.message.startsWith(`${basename(path)}: `)).toBe(true);
    expect(error.message).toMatch(why);
    expect(error.advice.length).toBeGreaterThan(10);
  });

  it('takes the first of the volumes of a 4D file, and says so', async () => {
    for (const path of ['panimg/image10x11x12x13.mha', 'panimg/image10x11x12x13.mhd']) {
      const { scan } = await readScan(join(data, path));
      expect(scan.grid.size).toEqual([10, 11, 12]);
      expect(scan.facts.remarks.join()).toContain('13 volumes');
      expect((await readScan(join(data, path), { series: 13 })).scan.voxels).toEqual(scan.voxels);
    }
  });
});
