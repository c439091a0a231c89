// What belongs together in a folder, in which order it is listed, and which one is taken.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { listSeries, type SeriesEntry } from '../../src/scan/list-series.js';
import { type ReadScan, readScan } from '../../src/scan/read-scan.js';
import type { Elements } from '../fixtures/dicom-file.js';
import { pictureOf, seriesOf, writeSeries } from '../fixtures/series.js';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'list-series-'));
});
afterAll(() => rm(root, { recursive: true }));

const folderOf = async (pictures: readonly Elements[], nameOf?: (n: number) => string): Promise<string> =>
  writeSeries(await mkdtemp(join(root, 'study-')), pictures, nameOf);
const listed = async (pictures: readonly Elements[]): Promise<SeriesEntry[]> =>
  listSeries(await folderOf(pictures));

async function refusal(reading: Promise<unknown>): Promise<string> {
  const error: unknown = await reading.catch((e: unknown) => e);
  if (!(error instanceof UserError)) throw new Error(`not refused: ${String(error)}`);
  expect(`${error.message}${error.advice}`).not.toMatch(/Secret|SECRET|1970|1\.2\.3/);
  return `${error.message} ${error.advice}`;
}
const firstOf = ({ scan }: ReadScan): number => scan.voxels[0];
const inSeries = (uid: string, more: Elements = {}): Elements => ({ '0020000e': uid, ...more });
const summary = (list: readonly SeriesEntry[]): unknown[] =>
  list.map(({ number, slices, modality, kernel, derived, chosen }) => [
    ...[number, slices, modality, kernel, derived, chosen],
  ]);

describe('the series of a study', () => {
  const study = (): Elements[] => [
    ...seriesOf(9, 500, inSeries('1.9.1', { '00080060': 'MR', '00080016': '1.2.840.10008.5.1.4.1.1.4' })),
    ...seriesOf(6, 100, inSeries('1.9.2', { '00181210': 'B30', '00180050': '3' })),
    ...seriesOf(6, 200, inSeries('1.9.3', { '00181210': 'B60', '00180050': '2' })),
    ...seriesOf(8, 300, inSeries('1.9.4', { '00080008': 'DERIVED\\SECONDARY\\AXIAL\\MPR' })),
    ...seriesOf(2, 400, inSeries('1.9.5')),
    pictureOf(0, [0, 0, 0], inSeries('1.9.6', { '00080008': 'ORIGINAL\\PRIMARY\\LOCALIZER' })),
    ...seriesOf(40, 0, inSeries('1.9.7', { '00080008': 'DERIVED\\SECONDARY\\AXIAL\\CT_SOM5 MIP' })),
    ...seriesOf(40, 0, inSeries('1.9.8', { '00080016': '1.2.840.10008.5.1.4.1.1.7' })),
    ...seriesOf(40, 0, inSeries('1.9.9', { '00280004': 'PALETTE COLOR' })),
    ...seriesOf(40, 0, inSeries('1.9.10', { '00080008': 'ORIGINAL\\PRIMARY\\M\\MOSAIC' })),
  ];

  it('are numbered by fitness, kind, originality, length and thickness, with reasons', async () => {
    const list = await listed(study());
    expect(summary(list.slice(0, 5))).toEqual([
      [1, 6, 'CT', 'B60', false, true],
      [2, 6, 'CT', 'B30', false, false],
      [3, 8, 'CT', null, true, false],
      [4, 9, 'MR', null, false, false],
      [5, 2, 'CT', null, false, false],
    ]);
    expect(list.slice(0, 5).map(({ why }) => why)).toEqual([
      'the stack with the thinnest slices, of those with most',
      'another stack has thinner slices',
      'an original goes before what is derived from it',
      'a CT goes before it',
      'it has fewer than 5 slices',
    ]);
    const unfit = list.slice(5);
    expect(unfit.map(({ fit, chosen }) => fit || chosen)).toEqual([false, false, false, false, false]);
    const reasons = unfit.map(({ why }) => why).join('; ');
    for (const word of ['localizer', 'MIP', 'screen save', 'colour', 'mosaic'])
      expect(reasons).toContain(word);
    expect(JSON.stringify(list)).not.toMatch(/Secret|SECRET|1970|1\.9\.|1\.2\.3/);
  });

  it('have the same numbers whatever the files are called', async () => {
    const pictures = study();
    const one = await listSeries(await folderOf(pictures));
    const reversed = await listSeries(await folderOf(pictures, (n) => `z${999 - n}.dcm`));
    const nested = await listSeries(await folderOf(pictures, (n) => `${n % 5}/${n % 3}/${n}`));
    expect(reversed).toEqual(one);
    expect(nested).toEqual(one);
  });

  it('are read by number, or by the rule, and what else was there is told', async () => {
    const folder = await folderOf(study());
    const [suggested, second, mr] = await Promise.all([
      readScan(folder),
      readScan(folder, { series: 2 }),
      readScan(folder, { series: 4 }),
    ]);
    expect([suggested, second, mr].map(firstOf)).toEqual([200, 100, 500]);
    expect(suggested.scan.facts.remarks[0]).toMatch(
      /^Series 1 \(CT .*kernel B60\).*by the rule: stacks of at least 5 slices.*CT before.*--series takes another.*2: CT .*B30.*5: CT/,
    );
    expect(second.scan.facts.remarks[0]).toContain('Series 2');
    expect(suggested.sha256).not.toBe(second.sha256);
    const list = await listSeries(folder, 4);
    expect(list.map(({ chosen }) => chosen).indexOf(true)).toBe(3);
  });

  it('that are not there, or are no scan, are refused with those that are', async () => {
    const folder = await folderOf(study());
    expect(await refusal(readScan(folder, { series: 77 }))).toMatch(
      /no series 77.*holds 10 series.*1 \(CT.*5 \(CT/,
    );
    expect(await refusal(readScan(folder, { series: 7 }))).toMatch(/series 7 can't be read.*--series one of/);
    const none = await folderOf([
      pictureOf(0, [0, 0, 0], { '00080008': 'ORIGINAL\\PRIMARY\\LOCALIZER' }),
      ...seriesOf(4, 0, inSeries('1.9.7', { '00080008': 'DERIVED\\SECONDARY\\MIP' })),
    ]);
    expect((await listSeries(none)).map(({ fit }) => fit)).toEqual([false, false]);
    expect(await refusal(readScan(none))).toMatch(
      /none of its 2 DICOM series.*(localizer.*MIP|MIP.*localizer)/,
    );
  });

  it('without series UID or SOP class are told apart by what is there', async () => {
    const bare = (elements: Elements): Elements => {
      const { '0020000e': _s, '00080016': _c, ...rest } = elements;
      return rest;
    };
    const list = await listed([
      ...seriesOf(6, 0, { '00200011': '1' }).map(bare),
      ...seriesOf(5, 0, { '00200011': '2' }).map(bare),
    ]);
    expect(list.map(({ slices, fit }) => [slices, fit])).toEqual([
      [6, true],
      [5, true],
    ]);
  });

  it('of two frames of reference are two; one for each slice means nothing', async () => {
    const frame = (n: number): Elements => ({ '00200052': `1.8.${n}` });
    const two = await listed([...seriesOf(6, 0, frame(1)), ...seriesOf(5, 50, frame(2))]);
    expect(two.map(({ slices }) => slices)).toEqual([6, 5]);
    const each = seriesOf(6, 0).map((picture, n) => ({ ...picture, ...frame(n) }));
    expect((await listed(each)).map(({ slices }) => slices)).toEqual([6]);
  });

  it('of two kernels are two, though they bear one UID', async () => {
    const list = await listed([
      ...seriesOf(6, 0, { '00181210': 'A' }),
      ...seriesOf(6, 50, { '00181210': 'B' }),
    ]);
    expect(list.map(({ kernel, slices, phase }) => [kernel, slices, phase])).toEqual([
      ['A', 6, null],
      ['B', 6, null],
    ]);
  });
});

describe('stations', () => {
  const at = (x: number, z: number): Elements => pictureOf(z, [x, 5, z]);
  const zs = [0, 2, 4, 6, 8, 10];

  it('side by side, and one after the other, are stacks of their own', async () => {
    const knees = await listed([...zs.map((z) => at(0, z)), ...zs.map((z) => at(150, z + 1))]);
    expect(knees.map(({ slices, phase }) => [slices, phase])).toEqual([
      [6, null],
      [6, null],
    ]);
    const steps = await listed([...zs.map((z) => at(0, z)), ...zs.map((z) => at(30, z + 12))]);
    expect(steps.map(({ slices }) => slices)).toEqual([6, 6]);
  });

  it('that lean with a tilted gantry are told apart too, and one alone stays whole', async () => {
    const leaning = (x: number) => zs.map((z) => pictureOf(z, [x, 5 + 0.3 * z, z]));
    expect((await listed(leaning(0))).map(({ slices }) => slices)).toEqual([6]);
    expect((await listed([...leaning(0), ...leaning(90)])).map(({ slices }) => slices)).toEqual([6, 6]);
  });

  it('of two orientations are two', async () => {
    const sagittal = { orientation: [0, 1, 0, 0, 0, -1] };
    const list = await listed([
      ...zs.map((z) => at(0, z)),
      ...zs.slice(1).map((x) => pictureOf(x, [x, 0, 0], {}, sagittal)),
    ]);
    expect(list.map(({ slices }) => slices)).toEqual([6, 5]);
  });

  it('in disorder are one stack, which is refused', async () => {
    const astray = zs.map((z) => at(z === 4 ? 9 : 0, z));
    const folder = await folderOf(astray);
    expect((await listSeries(folder)).map(({ slices }) => slices)).toEqual([6]);
    expect(await refusal(readScan(folder))).toContain('not one stack');
  });
});
