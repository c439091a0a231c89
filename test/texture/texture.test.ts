// A region's values against the IBSI's digital phantom, and what the step refuses.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import { UserError } from '../../src/core/errors.js';
import type { Scan } from '../../src/core/scan.js';
import { texture } from '../../src/texture/texture.js';
import { scanOf, tilted } from '../volume/scan-of.js';
import * as digital from './digital-phantom.js';

/** Reference values of the IBSI's compliance sheet for the digital phantom: none has a tolerance but mesh values. */
const statistics = {
  mean: 2.15,
  var: 3.05,
  skew: 1.08,
  kurt: -0.355,
  median: 1,
  min: 1,
  p10: 1,
  p90: 4,
  max: 6,
  iqr: 3,
  range: 5,
  mad: 1.55,
  rmad: 1.11,
  medad: 1.15,
  cov: 0.812,
  qcod: 0.6,
  energy: 567,
  rms: 2.77,
};
const histogram = {
  mean: 2.15,
  var: 3.05,
  skew: 1.08,
  kurt: -0.355,
  median: 1,
  min: 1,
  p10: 1,
  p90: 4,
  max: 6,
  mode: 1,
  iqr: 3,
  range: 5,
  mad: 1.55,
  rmad: 1.11,
  medad: 1.15,
  cov: 0.812,
  qcod: 0.6,
  entropy: 1.27,
  uniformity: 0.512,
  max_grad: 8,
  max_grad_g: 3,
  min_grad: -50,
  min_grad_g: 1,
};
/** Averaged over directions, merged. */
const coOccurrence = {
  joint_max: [0.503, 0.509],
  joint_avg: [2.14, 2.15],
  joint_var: [3.1, 3.13],
  joint_entr: [2.4, 2.57],
  diff_avg: [1.43, 1.38],
  diff_var: [3.06, 3.21],
  diff_entr: [1.56, 1.64],
  sum_avg: [4.29, 4.3],
  sum_var: [7.07, 7.41],
  sum_entr: [1.92, 2.11],
  energy: [0.303, 0.291],
  contrast: [5.32, 5.12],
  dissimilarity: [1.43, 1.38],
  inv_diff: [0.677, 0.688],
  inv_diff_norm: [0.851, 0.856],
  inv_diff_mom: [0.618, 0.631],
  inv_diff_mom_norm: [0.898, 0.902],
  inv_var: [0.0604, 0.0574],
  corr: [0.157, 0.183],
  auto_corr: [5.06, 5.19],
  clust_tend: [7.07, 7.41],
  clust_shade: [16.6, 17.4],
  clust_prom: [145, 147],
  info_corr1: [-0.157, -0.0288],
  info_corr2: [0.52, 0.269],
};

const base = scanOf([1, 1, 1], digital.grid.affine, () => 0);
const image: Scan = { ...base, grid: digital.grid, voxels: digital.image };
const mask: Scan = { ...base, grid: digital.grid, voxels: Int16Array.from(digital.mask) };
/** Levels as they are: bins of 1 from 1. */
const asTheyAre = { range: '1:', binWidth: 1 };

describe('the digital phantom', async () => {
  const { features, diagnostics } = await texture({ image, mask }, asTheyAre);
  const three = (tag: string) => Number(features[tag].toPrecision(3));

  it.each(Object.entries(statistics))('stat_%s', (tag, value) => expect(three(`stat_${tag}`)).toBe(value));
  it.each(Object.entries(histogram))('ih_%s', (tag, value) => expect(three(`ih_${tag}`)).toBe(value));
  it.each(Object.entries(coOccurrence))('cm_%s', (tag, [averaged, merged]) => {
    expect(three(`cm_${tag}_3D_avg`)).toBe(averaged);
    expect(three(`cm_${tag}_3D_comb`)).toBe(merged);
  });

  it('volume and area of its mask', () => {
    expect(three('morph_volume')).toBe(556);
    expect(three('morph_area_mesh')).toBe(388);
    expect(features.morph_vol_approx).toBe(592);
    expect(diagnostics.int_mask_vox_count_reseg_roi).toBe(74);
  });

  it('is all there is', () => {
    expect(Object.keys(features)).toHaveLength(18 + 23 + 2 * 25 + 3);
    expect(Object.values(features).every(Number.isFinite)).toBe(true);
  });
});

describe('texture', () => {
  it('leaves out what lies beyond the range, but not from the shape', async () => {
    const { features, diagnostics } = await texture({ image, mask }, { range: ':4', bins: 4 });
    expect(diagnostics.int_mask_max_int_interp_roi).toBe(6);
    expect(diagnostics.int_mask_max_int_reseg_roi).toBe(4);
    expect(diagnostics.morph_mask_vox_count_reseg_roi).toBe(74);
    expect(features.morph_vol_approx).toBe(592);
    expect(features.stat_max).toBe(4);
  });

  it('judges a filtered image by the values before the filter', async () => {
    const filtered: Scan = { ...image, voxels: Float32Array.from(digital.image, (x) => -10 * x) };
    const { features, diagnostics } = await texture(
      { image: filtered, mask, unfiltered: image },
      { range: '1:4' },
    );
    expect(features.stat_min).toBe(-40);
    expect(diagnostics.int_mask_max_int_reseg_roi).toBe(4);
    const width = texture({ image: filtered, mask, unfiltered: image }, asTheyAre);
    await expect(width).rejects.toThrow(UserError);
  });

  it('measures the same whichever way the patient’s axes run through the array', async () => {
    const at = tilted([2, 2, 2], 0.5, 0.4, [7, -3, 1]);
    const there = tilted([2, 2, 2], 0.5, 0.4, [0, 0, 0], true);
    const value = ([x, y, z]: readonly number[]) => Math.round(100 * Math.sin(x / 5 + (y * z) / 40));
    const one = scanOf([9, 8, 7], at, value);
    // The same voxels, first axis reversed and the others exchanged.
    const flipped = Float32Array.from(one.voxels, (_, v) => {
      const [i, j, k] = [v % 9, Math.floor(v / 9) % 7, Math.floor(v / 63)];
      return one.voxels[8 - i + 9 * (k + 8 * j)];
    });
    const other: Scan = { ...one, grid: { size: [9, 7, 8], affine: there }, voxels: flipped };
    const inside = (scan: Scan): Scan => ({
      ...scan,
      voxels: Int16Array.from(scan.voxels, (x) => (x > -60 ? 3 : 0)),
    });
    const a = await texture({ image: one, mask: inside(one) });
    const b = await texture({ image: other, mask: inside(other) });
    for (const [tag, value] of Object.entries(a.features)) expect(b.features[tag], tag).toBeCloseTo(value, 8);
  });

  it('has values for a region of one voxel, or of one value, where they are defined', async () => {
    const only = Int16Array.from(digital.mask, (_, v) => (v === 7 ? 1 : 0));
    const { features: one } = await texture({ image, mask: { ...mask, voxels: only } });
    expect(one).toMatchObject({
      stat_mean: 6,
      stat_var: 0,
      stat_skew: 0,
      stat_kurt: 0,
      ih_entropy: 0,
      ih_mode: 1,
    });
    expect(one.morph_volume).toBeCloseTo(8 / 6, 12);
    expect(one.cm_contrast_3D_avg).toBeNaN();
    const flat: Scan = { ...image, voxels: digital.image.map(() => 5) };
    const { features: same } = await texture({ image: flat, mask });
    expect(same).toMatchObject({
      cm_contrast_3D_comb: 0,
      cm_corr_3D_avg: 1,
      cm_energy_3D_avg: 1,
      cm_inv_diff_3D_avg: 1,
    });
    expect(same).toMatchObject({ cm_info_corr1_3D_comb: 1, cm_info_corr2_3D_comb: 0, ih_max_grad: 0 });
  });

  it('counts a direction along which no two voxels lie for nothing in the mean', async () => {
    const row = Int16Array.from(digital.mask, (_, v) => (v < 5 ? 1 : 0));
    const { features } = await texture({ image, mask: { ...mask, voxels: row } }, asTheyAre);
    // 1 4 4 1 1: pairs 1-4, 4-4, 4-1, 1-1
    expect(features.cm_contrast_3D_avg).toBe(4.5);
    expect(features.cm_contrast_3D_comb).toBe(4.5);
  });

  it('leaves its input as it was, stops when told, and speaks in sentences', async () => {
    const before = [image.voxels.slice(), mask.voxels.slice()];
    await texture({ image, mask });
    expect([image.voxels, mask.voxels]).toEqual(before);
    const stopped = { ...quietContext, signal: AbortSignal.abort() };
    await expect(texture({ image, mask }, {}, stopped)).rejects.toThrow(/abort/i);
    const { says } = texture.declaration;
    const plain = { range: '', outliers: 0, bins: 32, binWidth: 0 };
    expect(says(plain)).toMatch(/^No voxel of the region was left out for its value\. .*\.$/);
    expect(says({ ...plain, range: ':400', outliers: 3 })).toContain('above 400 or more than 3 population');
  });

  it('refuses in two lines what it can’t measure', async () => {
    const empty: Scan = { ...mask, voxels: new Int16Array(80) };
    await expect(texture({ image, mask: empty })).rejects.toThrow('holds no voxel');
    await expect(texture({ image, mask }, { range: '7:9' })).rejects.toThrow('within 7:9');
    await expect(texture({ image, mask }, { binWidth: 25 })).rejects.toThrow('a place to start');
    await expect(texture({ image, mask }, { range: '0:', binWidth: 0.001 })).rejects.toThrow('grey levels');
    const { range } = texture.declaration.options;
    for (const text of ['5', '4:1', ':', 'a:b', '1:2:3'])
      expect(() => range.parse(text, '--range')).toThrow(UserError);
  });
});
