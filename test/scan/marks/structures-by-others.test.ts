// Segmentations and contours in the hands of other programs: DCMTK's re-encodings, and label maps of three organs that overlap.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { spacingOf, toPatient } from '../../../src/core/grid.js';
import type { Scan } from '../../../src/core/scan.js';
import { readMask } from '../../../src/scan/marks/read-mask.js';
import { readScan } from '../../../src/scan/read-scan.js';
import {
  IMPLICIT,
  rtstructTags,
  type SegFileSettings,
  segTags,
  structureFile,
} from '../../fixtures/structure-files.js';
import { scanOf } from '../../volume/scan-of.js';

const installed = (program: string): boolean => {
  const here = spawnSync(program, ['--version']).error === undefined;
  if (!here) console.warn(`SKIPPED: ${program} is not installed: its files of structures are not read`);
  return here;
};
const dcmtk = ['dcmconv', 'dcmcrle'].every(installed);

const folder = mkdtempSync(join(tmpdir(), 'by-others-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const identity = { '00080018': '1.2.3.4.5.6.7', '00200052': '1.2.3.9' };

const settings = (type: SegFileSettings['type'], bits?: 8 | 16): SegFileSettings => ({
  type,
  bits,
  rows: 5,
  columns: 7,
  between: 2,
  segments: [
    { number: 1, label: 'a' },
    { number: 2, label: 'b' },
  ],
  frames: [0, 1, 2, 4].map((k) => ({
    position: [0, 0, 2 * k],
    segment: 1 + (k % 2),
    pixels: Array.from({ length: 35 }, (_, p) => (p % 3 !== k % 3 ? 0 : type === 'BINARY' ? 1 : 130 + k)),
  })),
  more: identity,
});

async function expectSame(
  program: string,
  flags: readonly string[],
  name: string,
  onto: Scan,
): Promise<void> {
  const made = spawnSync(program, [...flags, at(name), at('again.dcm')], { encoding: 'utf8' });
  expect(made.status, `${program} ${flags.join(' ')}: ${made.stderr}`).toBe(0);
  const [own, again] = [await readMask(at(name), onto), await readMask(at('again.dcm'), onto)];
  const { voxels, ...rest } = again.scan;
  expect(rest, `${program} ${flags.join(' ')}`).toEqual({ ...own.scan, voxels: undefined });
  expect(voxels.every((value, p) => value === own.scan.voxels[p])).toBe(true);
  expect(own.scan.voxels.some((value) => value !== 0)).toBe(true);
}

describe.skipIf(!dcmtk)('DCMTK', () => {
  const onto = scanOf([100, 100, 6], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0], () => 0);
  const ways = [['+ti'], ['+te'], ['+tb'], ['+td'], ['+te', '-e'], ['+te', '+e']] as const;

  it.each([
    ['BINARY', undefined],
    ['FRACTIONAL', undefined],
    ['LABELMAP', 8],
    ['LABELMAP', 16],
  ] as const)('writes a segmentation (%s, %s) anew: the same voxels', async (type, bits) => {
    writeFileSync(at('seg.dcm'), structureFile(segTags(settings(type, bits))));
    for (const flags of ways) await expectSame('dcmconv', flags, 'seg.dcm', onto);
    if (type !== 'BINARY') await expectSame('dcmcrle', [], 'seg.dcm', onto);
  });

  it('writes contours anew, of more points than an explicit text may have', async () => {
    const points = Array.from({ length: 9000 }, (_, p) => {
      const turn = (2 * Math.PI * p) / 9000;
      return [50 + 30 * Math.cos(turn), 48 + 33 * Math.sin(turn), 4];
    }).flat();
    const tags = { ...rtstructTags([{ number: 1, name: 'x', contours: [{ points }] }]), ...identity };
    writeFileSync(at('rs.dcm'), structureFile(tags, IMPLICIT));
    for (const flags of ways) await expectSame('dcmconv', flags, 'rs.dcm', onto);
  });
});

const organs = join(new URL('../../../../shared/data/dcmqi-seg', import.meta.url).pathname);
const there = existsSync(organs);
if (!there) console.warn('SKIPPED: no ../shared/data/dcmqi-seg: label maps of organs that overlap');

describe.skipIf(!there)('label maps of three organs', () => {
  const names = ['liver', 'spine', 'heart'] as const;

  it('as one segmentation are had whole one by one, and together but for what they share', async () => {
    const ct = await readScan(join(organs, 'ct-3slice'));
    const maps = await Promise.all(names.map((name) => readMask(join(organs, `${name}_seg.nrrd`), ct.scan)));
    const { grid } = maps[0].scan;
    const [nx, ny, nz] = grid.size;
    const [x, y, z] = spacingOf(grid.affine);
    const frames = maps.flatMap(({ scan: { voxels } }, n) =>
      Array.from({ length: nz }, (_, k) => ({
        position: toPatient(grid.affine, 0, 0, k),
        segment: n + 1,
        pixels: Array.from(voxels.subarray(nx * ny * k, nx * ny * (k + 1)), (value) => (value === 0 ? 0 : 1)),
      })).filter(({ pixels }) => pixels.includes(1)),
    );
    const segments = names.map((label, n) => ({ number: n + 1, label }));
    const file = {
      rows: ny,
      columns: nx,
      pixelSpacing: [y, x],
      between: z,
      segments,
      frames,
      more: identity,
    };
    writeFileSync(at('organs.dcm'), structureFile(segTags(file)));
    const marked = (n: number, place: number): boolean => maps[n].scan.voxels[place] !== 0;
    for (const [n, name] of names.entries()) {
      const { scan } = await readMask(at('organs.dcm'), ct.scan, { segment: name });
      const whole = onGrid(scan, maps[n].scan);
      expect(
        whole.every((value, place) => (value !== 0) === marked(n, place)),
        name,
      ).toBe(true);
    }
    const together = await readMask(at('organs.dcm'), ct.scan);
    const all = onGrid(together.scan, maps[0].scan);
    const first = (place: number): number => [0, 1, 2].findIndex((n) => marked(n, place)) + 1;
    expect(all.every((value, place) => value === first(place))).toBe(true);
    const shared = all.filter((_, place) => [0, 1, 2].filter((n) => marked(n, place)).length > 1).length;
    const said = together.scan.facts.remarks.join();
    if (shared > 0) expect(said).toContain(`${shared} voxels belong to more than one segment`);
    else expect(said).not.toContain('more than one segment');
  });
});

/** The slices of a mask that begins later put to where they lie on the grid of `like`. */
function onGrid({ voxels, grid }: Scan, like: Scan): Int16Array {
  const [nx, ny, nz] = like.grid.size;
  const first = Math.round((grid.affine[11] - like.grid.affine[11]) / like.grid.affine[10]);
  const whole = new Int16Array(nx * ny * nz);
  whole.set(voxels, first * nx * ny);
  return whole;
}
