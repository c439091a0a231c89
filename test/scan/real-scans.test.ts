// Real scans, where they are at hand: every outcome that a reader of the field would expect.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { spacingOf } from '../../src/core/grid.js';
import { parseDicom } from '../../src/scan/dicom/parse-dicom.js';
import { hounsfield } from '../../src/scan/hounsfield.js';
import { inspectScan } from '../../src/scan/inspect-scan.js';
import { listSeries } from '../../src/scan/list-series.js';
import { readScan } from '../../src/scan/read-scan.js';

const data = new URL('../../../shared/data/', import.meta.url).pathname;
const here = existsSync(data);
if (!here) console.warn(`NO REAL SCANS at ${data}: the tests of the readers on real scans are skipped.`);
const at = (path: string): string => join(data, path);
const filesIn = (path: string): string[] =>
  here ? readdirSync(at(path)).map((name) => join(path, name)) : [];
const read = (path: string): ReturnType<typeof readScan> => readScan(at(path));
async function refusal(path: string): Promise<string> {
  const error: unknown = await read(path).catch((e: unknown) => e);
  if (!(error instanceof UserError)) throw new Error(`not refused: ${String(error)}`);
  return `${error.message} ${error.advice}`;
}

describe.skipIf(!here)('real NIfTI files', () => {
  it('one volume in 24 axis orders gives the same bytes', async () => {
    const seen = new Set<string>();
    const files = filesIn('niivue-nifti-space').filter((name) => name.endsWith('.gz'));
    expect(files).toHaveLength(24);
    for (const file of files) {
      const { scan } = await read(file);
      const { buffer, byteOffset, byteLength } = scan.voxels;
      const bytes = new Uint8Array(buffer, byteOffset, byteLength);
      seen.add(JSON.stringify([scan.grid, createHash('sha256').update(bytes).digest('hex')]));
      expect(scan.facts.storedAxes).toBe(file.slice(-10, -7));
    }
    expect(seen.size).toBe(1);
  });

  it('a pair, a label map in IPL, a file without orientation', async () => {
    const pair = await read('niivue-odd/ras.img');
    expect([pair.files, pair.scan.facts.storedAxes]).toEqual([2, 'RAS']);
    expect(await refusal('niivue-odd/minimal.nii.gz')).toContain('--assume-orientation');
    const { scan } = await readScan(at('niivue-odd/minimal.nii.gz'), { orientation: 'LAS' });
    expect(scan.facts.storedAxes).toBe('LAS');
  });
});

describe.skipIf(!here)('real DICOM series', () => {
  it('a head with one shorter step', async () => {
    const { scan, files } = await read('invesalius-0051-dicom');
    expect([files, ...scan.grid.size]).toEqual([108, 512, 512, 108]);
    expect(spacingOf(scan.grid.affine)).toEqual([0.478516, 0.478516, 1.5]);
    expect([...(scan.nodes?.at ?? [])].slice(-2)).toEqual([106, 106.666667]);
    expect(hounsfield(scan)).toBe('HU');
    const [said, series] = [
      JSON.stringify([scan.facts, inspectScan(scan)]),
      await listSeries(at('invesalius-0051-dicom')),
    ];
    const first = join(at('invesalius-0051-dicom'), readdirSync(at('invesalius-0051-dicom')).sort()[0]);
    const header = parseDicom(await readFile(first))?.set;
    // Name, ID, birth date, UIDs, dates, institution, physician
    const secrets = [
      '00100010',
      '00100020',
      '00100030',
      '0020000d',
      '0020000e',
      '00080018',
      '00080020',
      '00080080',
      '00080090',
    ];
    const found = secrets
      .flatMap((tag) => header?.string(`x${tag}`)?.split('^') ?? [])
      .filter((text) => text.length > 2);
    expect(found.length).toBeGreaterThan(4);
    for (const secret of found) expect(said + JSON.stringify(series)).not.toContain(secret);
  });

  it('a thigh as DICOM and as NIfTI: the same voxels in the same place', async () => {
    const [a, b] = [
      await read('ibsi-sts/dicom/STS_001/CT/image'),
      await read('ibsi-sts/nifti/STS_001/CT_image.nii.gz'),
    ];
    expect(a.scan.grid).toEqual(b.scan.grid);
    expect(Buffer.from(a.scan.voxels.buffer).equals(Buffer.from(b.scan.voxels.buffer))).toBe(true);
  });

  it('JPEG 2000 without SOP class: in the place where a label map of it lies', async () => {
    const [ct, labels] = [
      await read('totalseg-tests/example_ct_dicom'),
      await read('totalseg-tests/example_seg_dicom.nii.gz'),
    ];
    expect(ct.scan.grid).toEqual(labels.scan.grid);
    expect(labels.scan.facts.labels).toBe(true);
    expect(inspectScan(ct.scan)).toMatchObject({ values: 'HU', range: [-1024, 1839] });
  });

  it('an enhanced CT of two frames', async () => {
    const { scan } = await read('pydicom-data/eCT_Supplemental.dcm');
    expect([...scan.grid.size, spacingOf(scan.grid.affine)[2]]).toEqual([512, 512, 2, 10]);
  });

  const refused: readonly [string, string][] = [
    ['dicom2nifti-failing/notavolume/001', 'all its pictures lie at one place'],
    ['ibsi-sts/dicom/STS_001/CT/mask', 'contours'],
    ['pydicom-testfiles/CT_small.dcm', 'a single slice'],
    ['pydicom-data/emri_small.dcm', 'no pixel spacing'],
    ['cswado-testimages/no-pixel-data.dcm', 'it is a report'],
    ['README.md', 'a text'],
  ];
  for (const [path, said] of refused)
    it(`refuses ${path}`, async () => expect(await refusal(path)).toContain(said));
});

describe.skipIf(!here)('what the values are', () => {
  const scales: readonly [string, string][] = [
    ['ibsi-sts/nifti/STS_001/CT_image.nii.gz', 'HU'],
    ['ibsi1-lungct/nifti/image/phantom.nii.gz', 'HU'],
    ['totalseg-tests/example_ct.nii.gz', 'HU'],
    ['dcmqi-seg/ct-3slice', 'HU'],
    ['slicer-cthead', 'offset'],
    ['ibsi-sts/nifti/STS_001/MR_T1_image.nii.gz', 'not HU'],
    ['ibsi-sts/nifti/STS_001/PET_image.nii.gz', 'not HU'],
    ['totalseg-tests/example_mr_sm.nii.gz', 'not HU'],
    ['mouse-ct/targets/AKR_J_.nii.gz', 'not HU'],
    ['mouse-ct/targets/C57BL6_J_.nii.gz', 'not HU'],
    ['mouse-ct/templates/low_res_template_UCHAR.nii.gz', 'not HU'],
    ['niivue-nifti-space/RAS.nii.gz', 'not HU'],
    ['niivue-nifti-space/LPS.nii.gz', 'not HU'],
    ['niivue-odd/ras.hdr', 'not HU'],
    ['ibsi1-digital/nifti/image/phantom.nii.gz', 'not HU'],
    ['ibsi2-digital/nifti/noise/image/noise.nii.gz', 'not HU'],
    ['dicom2nifti-failing/slicecount/001', 'not HU'],
    ['mouse-ct/templates/low_res_template_UCHAR-label.nii.gz', 'labels'],
    ['kits19/case_00160/segmentation.nii.gz', 'labels'],
    ['ibsi1-lungct/nifti/mask/mask.nii.gz', 'labels'],
    ['ibsi-sts/nifti/STS_001/PET_mask.nii.gz', 'labels'],
    ...filesIn('totalseg-tests')
      .filter((name) => /example_seg.*\.nii\.gz$/.test(name))
      .map((name): [string, string] => [name, 'labels']),
    ...filesIn('totalseg-tests/example_seg_fast')
      .slice(0, 3)
      .map((name): [string, string] => [name, 'labels']),
  ];
  it.each(scales.filter(([path]) => existsSync(at(path))))('%s: %s', async (path, scale) => {
    const { scan } = await read(path);
    expect(hounsfield(scan)).toBe(scale);
  });
});
