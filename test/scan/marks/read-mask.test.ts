// One mask as NIfTI, as a DICOM segmentation and as contours: real ones, and what other programs write.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spacingOf, toPatient } from '../../../src/core/grid.js';
import type { Scan } from '../../../src/core/scan.js';
import { readMask } from '../../../src/scan/marks/read-mask.js';
import { readScan } from '../../../src/scan/read-scan.js';
import { BIG, ctSlice, dicomFile, EXPLICIT } from '../../fixtures/dicom-file.js';
import { outlines } from '../../fixtures/outlines.js';
import { IMPLICIT, rtstructTags, segTags, structureFile } from '../../fixtures/structure-files.js';

const data = new URL('../../../../shared/data/', import.meta.url).pathname;
const present = (path: string): boolean => {
  const is = existsSync(join(data, path));
  if (!is) console.warn(`SKIPPED: ${path} is not on this machine`);
  return is;
};

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'masks-'));
});
afterAll(() => rm(root, { recursive: true }));

interface Compared {
  readonly first: number;
  readonly second: number;
  readonly both: number;
  /** Voxels of one alone that touch no voxel of the other side's by a face: farther off than one voxel. */
  readonly far: number;
}

function compare({ voxels: a, grid }: Scan, { voxels: b, grid: other }: Scan): Compared {
  expect(grid.size).toEqual(other.size);
  const [nx, ny] = grid.size;
  let [first, second, both, far] = [0, 0, 0, 0];
  for (let p = 0; p < a.length; p++) {
    const [x, y] = [a[p] !== 0, b[p] !== 0];
    if (x) first++;
    if (y) second++;
    if (x && y) both++;
    if (x !== y && ![1, -1, nx, -nx, nx * ny, -nx * ny].some((step) => (b[p + step] !== 0) === x)) far++;
  }
  return { first, second, both, far };
}

/** The outlines of a mask in every slice, half-way between voxels, in mm. */
function contoursOf({ voxels, grid }: Scan): { points: number[] }[] {
  const [nx, ny, nz] = grid.size;
  return Array.from({ length: nz }, (_, k) =>
    outlines(nx, ny, (i, j) => voxels[i + nx * (j + ny * k)] !== 0).map((line) => ({
      points: line.flatMap(([u, v]) => toPatient(grid.affine, u, v, k)),
    })),
  ).flat();
}

/** The mask as a binary segmentation without its empty slices, the last one first. */
function segOf({ voxels, grid }: Scan): Buffer {
  const [nx, ny, nz] = grid.size;
  const [x, y, z] = spacingOf(grid.affine);
  const unit = (c: number, s: number): number[] => [0, 4, 8].map((r) => grid.affine[r + c] / s);
  const frames = Array.from({ length: nz }, (_, k) => ({
    position: toPatient(grid.affine, 0, 0, k),
    segment: 1,
    pixels: voxels.subarray(nx * ny * k, nx * ny * (k + 1)),
  })).filter(({ pixels }) => pixels.some((value) => value !== 0));
  const settings = {
    rows: ny,
    columns: nx,
    orientation: [...unit(0, x), ...unit(1, y)],
    pixelSpacing: [y, x],
    between: z,
    segments: [{ number: 1, label: 'GTV' }],
    frames: frames.reverse(),
  };
  return structureFile(segTags(settings), BIG);
}

const lung = 'ibsi1-lungct/nifti/mask/mask.nii.gz';
const thigh = 'ibsi-sts/nifti/STS_001/CT_mask.nii.gz';

describe('a real mask', () => {
  it.skipIf(!present(lung)).each([
    [lung, 125256],
    [thigh, 117145],
  ])('%s is the same from contours and from a segmentation, to the voxel', async (path, count) => {
    const { scan } = await readScan(join(data, path));
    const regions = [{ number: 1, name: 'GTV', contours: contoursOf(scan) }];
    await writeFile(join(root, 'rs'), structureFile(rtstructTags(regions), IMPLICIT));
    await writeFile(join(root, 'seg'), segOf(scan));
    const same = { first: count, second: count, both: count, far: 0 };
    expect(compare((await readMask(join(root, 'rs'), scan)).scan, scan)).toEqual(same);
    const { scan: seg } = await readMask(join(root, 'seg'), scan);
    const [nx, ny, nz] = scan.grid.size;
    // The file holds the slices that are not empty.
    const first = Math.round((seg.grid.affine[11] - scan.grid.affine[11]) / scan.grid.affine[10]);
    const whole = new Int16Array(nx * ny * nz);
    whole.set(seg.voxels, first * nx * ny);
    expect(compare({ ...scan, voxels: whole }, scan)).toEqual(same);
  });

  it.skipIf(!present('ibsi1-lungct/dicom/mask/DCM_RS_00060.dcm'))(
    'drawn by physicians gives the voxels that others made of the contours, but for a few on the line',
    async () => {
      const ct = await readScan(join(data, 'ibsi1-lungct/nifti/image/phantom.nii.gz'));
      const drawn = await readMask(join(data, 'ibsi1-lungct/dicom/mask/DCM_RS_00060.dcm'), ct.scan);
      const voxels = await readMask(join(data, lung), ct.scan);
      expect(compare(drawn.scan, voxels.scan)).toEqual({
        first: 125254,
        second: 125256,
        both: 125253,
        far: 0,
      });
      expect(drawn.scan.facts.labelNames.map((label) => label.name)).toEqual(['GTV-1']);
    },
  );

  it.skipIf(!present('ibsi-sts/dicom/STS_001/CT/mask/RS.dcm'))(
    'lies in the frame of its DICOM scan, and in no other',
    async () => {
      const ct = await readScan(join(data, 'ibsi-sts/dicom/STS_001/CT/image'));
      const rs = join(data, 'ibsi-sts/dicom/STS_001/CT/mask');
      const voxels = await readMask(join(data, thigh), ct.scan);
      expect(ct.frame).toMatch(/^[0-9a-f]{64}$/);
      const drawn = await readMask(rs, ct.scan, { frame: ct.frame });
      expect(compare(drawn.scan, voxels.scan)).toEqual({
        first: 117145,
        second: 117145,
        both: 117145,
        far: 0,
      });
      await expect(readMask(rs, ct.scan, { frame: 'another' })).rejects.toThrow('another frame of reference');
      await expect(readScan(rs)).rejects.toThrow('contours that were drawn on a scan');
      const lungs = await readScan(join(data, 'ibsi1-lungct/nifti/image/phantom.nii.gz'));
      await expect(readMask(rs, lungs.scan)).rejects.toThrow('its contours');
    },
  );
});

describe('a folder', () => {
  const slice = (z: number): Buffer =>
    dicomFile(ctSlice({ values: new Array(12).fill(z), columns: 4, rows: 3, position: [0, 0, z] }), EXPLICIT);
  const seg = (z: readonly number[]): Buffer =>
    structureFile(
      segTags({
        rows: 3,
        columns: 4,
        segments: [{ number: 2, label: 'bone' }],
        between: 2,
        frames: z.map((t) => ({
          position: [0, 0, t],
          segment: 1 + 1,
          pixels: [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        })),
      }),
    );

  it('with a scan and what marks it is the scan, and as a mask what marks it', async () => {
    const folder = join(root, 'study');
    await mkdir(folder);
    for (const z of [0, 2, 4, 6]) await writeFile(join(folder, `i${z}`), slice(z));
    await writeFile(join(folder, 'a-seg'), seg([2, 4]));
    const ct = await readScan(folder);
    expect(ct.scan.facts.format).toBe('DICOM');
    const mask = await readMask(folder, ct.scan);
    expect(mask.scan.facts).toMatchObject({ format: 'DICOM SEG', labels: true });
    expect([...mask.scan.voxels].filter((v) => v === 2)).toHaveLength(6);
    await writeFile(join(folder, 'b-seg'), seg([2, 4]));
    await expect(readMask(folder, ct.scan)).rejects.toThrow('2 files in it that mark structures');
  });

  it('with a segmentation alone is a label map', async () => {
    const folder = join(root, 'alone');
    await mkdir(folder);
    await writeFile(join(folder, 'one'), seg([0, 2, 6]));
    await writeFile(join(folder, 'readme.txt'), 'no DICOM');
    const { scan } = await readScan(folder);
    expect(scan.facts).toMatchObject({ format: 'DICOM SEG', labels: true });
    expect(scan.grid.size).toEqual([4, 3, 4]);
    expect((await readScan(join(folder, 'one'))).scan.voxels).toEqual(scan.voxels);
  });
});

describe('what other programs write', () => {
  const python = '/usr/bin/python3';
  const has = ((): boolean => {
    try {
      execFileSync(python, ['-c', 'import pydicom, numpy'], { stdio: 'ignore' });
      return true;
    } catch {
      console.warn('SKIPPED: no pydicom on this machine');
      return false;
    }
  })();

  it.skipIf(!has)('pydicom finds in our test files what was put into them', async () => {
    const tags = segTags({
      rows: 3,
      columns: 5,
      segments: [{ number: 1, label: 'x', lab: [1, 2, 3] }],
      between: 2,
      frames: [0, 1].map((k) => ({
        position: [0, 0, 2 * k],
        segment: 1,
        pixels: [1, 0, 1, 1, k, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      })),
    });
    await writeFile(join(root, 'p.dcm'), structureFile(tags));
    const script = `
import pydicom, sys
d = pydicom.dcmread(sys.argv[1])
print(d.SOPClassUID.name, d.SegmentSequence[0].SegmentLabel, d.pixel_array.reshape(2, -1).tolist())`;
    const said = execFileSync(python, ['-c', script, join(root, 'p.dcm')], { encoding: 'utf8' });
    expect(said.trim()).toBe(
      'Segmentation Storage x [[1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]]',
    );
  });
});
