// Contours and segmentations as --mask: the same numbers as of the mask that they were made of, and a record to do it again.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureTexture } from '../../src/commands/measure-texture.js';
import { replayRecord } from '../../src/commands/replay-record.js';
import { resampleScan } from '../../src/commands/resample-scan.js';
import { toPatient } from '../../src/core/grid.js';
import { niftiBytes } from '../../src/files/nifti-bytes.js';
import { outlines } from '../fixtures/outlines.js';
import { IMPLICIT, rtstructTags, segTags, structureFile } from '../fixtures/structure-files.js';
import { scanOf } from '../volume/scan-of.js';

const size = [12, 10, 8] as const;
/** Mirrored in the file: it must be turned to reach the order of the patient's axes. */
const affine = [-0.9, 0, 0, 30, 0, -1.1, 0, 20, 0, 0, 2, -40] as const;
const marked = (i: number, j: number, k: number): boolean =>
  k > 1 && k < 7 && Math.hypot(i - 4 - k / 3, j - 5) < 3.4;

let root = '';
const at = (name: string): string => join(root, name);
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'structures-'));
  const image = scanOf(size, affine, ([x, y, z]) => Math.round(200 + 40 * Math.sin(x) + 9 * y + 3 * z));
  const voxels = Int16Array.from({ length: 960 }, (_, p) =>
    marked(p % 12, Math.floor(p / 12) % 10, Math.floor(p / 120)) ? 1 : 0,
  );
  await writeFile(at('ct.nii'), niftiBytes({ size, affine, voxels: image.voxels, gzip: false }));
  await writeFile(at('mask.nii'), niftiBytes({ size, affine, voxels, gzip: false }));
  const contours = Array.from({ length: 8 }, (_, k) =>
    outlines(12, 10, (i, j) => marked(i, j, k)).map((line) => ({
      points: line.flatMap(([u, v]) => toPatient(affine, u, v, k)),
    })),
  ).flat();
  const regions = [
    {
      number: 1,
      name: 'Body',
      contours: [
        { points: [29, 19, -40, 21, 19, -40, 21, 11, -40] },
        { points: [29, 19, -60, 21, 19, -60, 21, 11, -60] },
      ],
    },
    { number: 4, name: 'Herz: links', contours },
  ];
  await writeFile(at('rs.dcm'), structureFile(rtstructTags(regions), IMPLICIT));
  const frames = [5, 3, 4, 2, 6].flatMap((k) => {
    const pixels = Array.from({ length: 120 }, (_, p) => (marked(p % 12, Math.floor(p / 12), k) ? 1 : 0));
    const position = toPatient(affine, 0, 0, k);
    // What is drawn first and wider than the other takes its voxels, unless that is asked for.
    return [
      { position, segment: 1, pixels: pixels.map(() => 1) },
      { position, segment: 2, pixels },
    ];
  });
  const segments = [
    { number: 1, label: 'everything' },
    { number: 2, label: 'Heart' },
  ];
  const orientation = [-1, 0, 0, 0, -1, 0];
  const settings = {
    rows: 10,
    columns: 12,
    frames,
    segments,
    orientation,
    pixelSpacing: [1.1, 0.9],
    between: 2,
  };
  await writeFile(at('seg.dcm'), structureFile(segTags(settings)));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const given = { resample: { spacing: [1, 1, 2] as const }, texture: { range: '0:', binWidth: 25 } };

describe('a mask of contours, and of a segmentation that others overlap', () => {
  const sources = (): string[] => [
    at('rs.dcm:herz: LINKS'),
    at('rs.dcm:4'),
    at('seg.dcm:heart'),
    at('seg.dcm:2'),
  ];

  it('measures what the mask itself measures', async () => {
    const own = await measureTexture(at('ct.nii'), { mask: at('mask.nii'), given });
    expect(own.made.features.stat_mean).toBeGreaterThan(0);
    for (const mask of sources()) {
      const { made } = await measureTexture(at('ct.nii'), { mask, given });
      expect(made.features, mask).toEqual(own.made.features);
    }
  });

  it('says what was left out of it, and nothing of what is true of all', async () => {
    const told = async (mask: string): Promise<string[]> =>
      (await measureTexture(at('ct.nii'), { mask, given })).made.findings
        .filter(({ code }) => code === 'mask-read')
        .map(({ message }) => message);
    expect(await told(at('rs.dcm:4'))).toEqual([]);
    expect(await told(at('seg.dcm:2'))).toEqual([]);
    const [said, ...more] = await told(at('rs.dcm:all'));
    expect([said, more.length]).toEqual([expect.stringMatching(/^The mask: \d+ contours? lies? beyond/), 0]);
  });

  it('is resampled as the mask itself is, and again from its record', async () => {
    const common = { given: { resample: { spacing: 1.3 } } };
    await resampleScan(at('ct.nii'), { ...common, mask: at('mask.nii'), out: at('own.nii') });
    const own = await readFile(at('own_mask.nii'));
    for (const [n, mask] of sources().entries()) {
      await resampleScan(at('ct.nii'), { ...common, mask, out: at(`of${n}.nii`) });
      expect((await readFile(at(`of${n}_mask.nii`))).equals(own), mask).toBe(true);
      const record = await readFile(at(`of${n}.record.json`), 'utf8');
      expect(record).not.toMatch(/rs\.dcm|seg\.dcm|Secret|4711|1970/);
    }
    const outcome = await replayRecord(at('of0.record.json'), {
      scan: at('ct.nii'),
      mask: at('rs.dcm'),
    });
    expect(outcome.same).toBe(true);
  });

  it('is listed by the names of its labels, and asked for which', async () => {
    const measured = (mask: string): Promise<unknown> => measureTexture(at('ct.nii'), { mask, given });
    await expect(measured(at('rs.dcm'))).rejects.toThrow('holds 2 labels: 1 (Body), 4 (Herz: links)');
    await expect(measured(at('rs.dcm:Lunge'))).rejects.toThrow("there is no label 'Lunge'");
    await expect(
      measureTexture(at('ct.nii'), { mask: at('seg.dcm:2'), label: 'all', given }),
    ).rejects.toThrow('Two labels');
  });
});
