// isocast texture from files to values: the IBSI's configurations, masks of every kind, its record.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureTexture } from '../../src/commands/measure-texture.js';
import { replayRecord } from '../../src/commands/replay-record.js';
import { UserError } from '../../src/core/errors.js';
import { type Affine, type Grid, toPatient, type Vec3 } from '../../src/core/grid.js';
import { niftiBytes } from '../../src/files/nifti-bytes.js';
import { tilted } from '../volume/scan-of.js';

const data = '../shared/data/ibsi1-lungct/nifti';
const table = '../shared/reference/ibsi_reference.csv';
const there = existsSync(data) && existsSync(table);
if (!there)
  console.warn(
    'SKIPPED: no ../shared/data/ibsi1-lungct or ../shared/reference: IBSI configurations C, D, E not compared',
  );

/** The rows of a configuration: tag, reference, tolerance. */
const rowsOf = (configuration: string): (readonly [string, string, number])[] =>
  readFileSync(table, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.match(/("[^"]*"|[^,]*)/g)?.filter((field) => field !== '') ?? [])
    .filter((fields) => fields[1] === configuration)
    .map((fields) => [fields[3], fields[4], Number(fields[5])]);

/** As many digits as were published, three at least. */
const digitsOf = (text: string): number =>
  Math.max(
    3,
    text
      .replace(/e.*$/i, '')
      .replace(/[-+.]/g, '')
      .replace(/^0+|0+$/g, '').length,
  );

const computed =
  /^(img_dim|vox_dim|mean_int|min_int|max_int|int_mask|morph_mask|stat_|ih_|cm_|morph_(volume|vol_approx|area_mesh)$)/;

describe.skipIf(!there)('the IBSI’s lung CT', () => {
  it.each(['c', 'd', 'e'] as const)('configuration %s: every value within tolerance', async (letter) => {
    const { made, written } = await measureTexture(join(data, 'image/phantom.nii.gz'), {
      mask: join(data, 'mask/mask.nii.gz'),
      preset: `ibsi-${letter}`,
    });
    const values = { ...made.diagnostics, ...made.features };
    const rows = rowsOf(`config_${letter}`).filter(([tag]) => computed.test(tag));
    expect(rows.length).toBeGreaterThan(150);
    for (const [tag, reference, tolerance] of rows) {
      const rounded = Number(values[tag]?.toPrecision(digitsOf(reference)));
      expect(Math.abs(rounded - Number(reference)), tag).toBeLessThanOrEqual(tolerance * (1 + 1e-9) + 1e-12);
    }
    expect(written).toEqual([]);
  });
});

const folder = mkdtempSync(join(tmpdir(), 'isocast-texture-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (name: string): string => join(folder, name);

function write(name: string, { size, affine }: Grid, value: (p: Vec3) => number): string {
  const voxels = new Float32Array(size[0] * size[1] * size[2]);
  for (let k = 0, v = 0; k < size[2]; k++)
    for (let j = 0; j < size[1]; j++)
      for (let i = 0; i < size[0]; i++) voxels[v++] = value(toPatient(affine, i, j, k));
  writeFileSync(inFolder(name), niftiBytes({ size, affine, voxels, gzip: true }));
  return inFolder(name);
}

describe('a mask', () => {
  const grid: Grid = { size: [24, 22, 12], affine: tilted([1, 1.2, 2], 0.3, 0.2, [-10, -12, -9], true) };
  const value = ([x, y, z]: Vec3) => 40 * Math.sin(x / 3) + 30 * Math.cos(y / 4) + 5 * z;
  const centre: Vec3 = toPatient(grid.affine, 13, 9, 6);
  const off = (p: Vec3) => Math.hypot(p[0] - centre[0], p[1] - centre[1], p[2] - centre[2]);
  const ball = (p: Vec3) => (off(p) < 5 ? 1 : 0);
  let scan = '';
  let own = '';
  beforeAll(() => {
    scan = write('scan.nii.gz', grid, value);
    own = write('own.nii.gz', grid, ball);
  });
  const options = (mask: string) => ({ mask, given: { resample: { spacing: 1 } } });

  it('may lie on any grid of the same frame: the region is the same place', async () => {
    const onOwn = await measureTexture(scan, options(own));
    const [a, b, c, , d, e, f, , g, h, l] = tilted([0.5, 0.5, 0.5], -0.7, 0.5, [0, 0, 0]);
    const start = toPatient([a, b, c, 0, d, e, f, 0, g, h, l, 0], -16, -16, -16);
    const [x, y, z] = start.map((s, n) => s + centre[n]);
    const there: Affine = [a, b, c, x, d, e, f, y, g, h, l, z];
    const elsewhere = write('elsewhere.nii.gz', { size: [33, 33, 33], affine: there }, ball);
    const onOther = await measureTexture(scan, options(elsewhere));
    const volume = (4 / 3) * Math.PI * 125;
    const [mine, other] = [onOwn.made.features, onOther.made.features];
    expect(Math.abs(other.morph_vol_approx / volume - 1)).toBeLessThan(0.03);
    // Drawn on voxels of 1 × 1.2 × 2 mm, the ball itself is that far off.
    expect(Math.abs(mine.morph_vol_approx / volume - 1)).toBeLessThan(0.08);
    expect(Math.abs(other.stat_mean - mine.stat_mean)).toBeLessThan(0.02 * mine.stat_range);
    expect(onOwn.made.diagnostics.int_mask_vox_count_init_roi).toBeGreaterThan(100);
    expect(onOther.made.diagnostics.int_mask_vox_count_init_roi).toBeUndefined();
  });

  it('of several labels wants one chosen', async () => {
    const two = write('two.nii.gz', grid, (p) => (off(p) < 3 ? 7 : ball(p) * 4));
    await expect(measureTexture(scan, options(two))).rejects.toThrow('2 labels: 4, 7');
    const seven = await measureTexture(scan, { ...options(two), label: 7 });
    const all = await measureTexture(scan, { ...options(two), label: 'all' });
    const one = await measureTexture(scan, options(own));
    expect(all.made.features).toEqual(one.made.features);
    expect(seven.made.features.morph_vol_approx).toBeLessThan(all.made.features.morph_vol_approx / 2);
    await expect(measureTexture(scan, { ...options(two), label: 5 })).rejects.toThrow("no label '5'");
  });

  it('that is none, is empty or lies elsewhere is refused', async () => {
    await expect(measureTexture(scan, options(scan))).rejects.toThrow('no mask');
    const empty = write('empty.nii.gz', grid, () => 0);
    await expect(measureTexture(scan, options(empty))).rejects.toThrow(UserError);
    const far: Affine = tilted([1, 1, 1], 0, 0, [500, 0, 0]);
    const away = write('away.nii.gz', { size: [9, 9, 9], affine: far }, () => 3);
    await expect(measureTexture(scan, options(away))).rejects.toThrow('No voxel of the new grid');
    const half = toPatient(grid.affine, 0, 9, 6);
    const cut = write(
      'cut.nii.gz',
      { size: [20, 20, 20], affine: tilted([1, 1, 1], 0, 0, [half[0] - 10, half[1] - 10, half[2] - 10]) },
      () => 1,
    );
    const { made } = await measureTexture(scan, options(cut));
    expect(made.findings.map(({ code }) => code)).toContain('mask-lost');
  });

  it('leaves an isotropic scan as it is, and makes another isotropic at its finest spacing', async () => {
    const { made } = await measureTexture(scan, { mask: own });
    expect(made.resolution).toContain('1 × 1 × 1 mm');
    const cubes: Grid = { size: [12, 12, 12], affine: tilted([2, 2, 2], 0.3, 0.2, [-10, -12, -9]) };
    const plain = write('cubes.nii.gz', cubes, value);
    const region = write('region.nii.gz', cubes, (p) => (value(p) > 0 ? 1 : 0));
    const same = await measureTexture(plain, { mask: region });
    for (const name of ['mean_int', 'min_int', 'max_int'])
      expect(same.made.diagnostics[`${name}_interp_img`]).toBe(same.made.diagnostics[`${name}_init_img`]);
    expect(same.made.diagnostics.int_mask_vox_count_interp_roi).toBe(
      same.made.diagnostics.int_mask_vox_count_init_roi,
    );
  });

  it('writes values and record, which replays; names neither file nor folder', async () => {
    const out = inFolder('values.json');
    const given = { laplacian: { sigma: 1.5 }, texture: { bins: 16 }, resample: { spacing: 1 } };
    const { written, made } = await measureTexture(scan, { mask: own, label: 1, out, given });
    expect(written.map(({ name }) => name)).toEqual(['values.json', 'values.record.json']);
    const text = readFileSync(out, 'utf8');
    expect(JSON.parse(text).Features.stat_mean).toBe(made.features.stat_mean);
    expect(text).not.toMatch(/own\.nii|scan\.nii|tmp/);
    const again = await replayRecord(inFolder('values.record.json'), { scan, mask: own });
    expect(again.same).toBe(true);
    const other = await replayRecord(inFolder('values.record.json'), { scan, mask: scan });
    expect(other.otherInput?.role).toBe('mask');
    await expect(measureTexture(scan, { mask: own, out: inFolder('x.txt') })).rejects.toThrow('.json');
  });

  it('is measured with the flags that were given rather than the preset’s', async () => {
    const { made } = await measureTexture(scan, {
      mask: own,
      preset: 'ibsi-c',
      given: { texture: { bins: 8 }, resample: { spacing: 1 } },
    });
    expect(made.steps.at(-1)?.options).toEqual({ range: '-1000:400', outliers: 0, bins: 8, binWidth: 0 });
    expect(made.steps[0].options).toMatchObject({ spacing: 1, kernel: 'linear', antiAlias: 'none' });
  });

  it('is told of voxels that are not isotropic, and of a filter without a sigma', async () => {
    const { made } = await measureTexture(scan, { mask: own, given: { resample: { spacing: [1, 1, 2] } } });
    expect(made.findings.map(({ code }) => code)).toContain('neighbours-unequal');
    const half = measureTexture(scan, { mask: own, given: { laplacian: { truncate: 3 } } });
    await expect(half).rejects.toThrow('not its sigma');
  });
});
