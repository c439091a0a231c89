// Real scans of several kinds through the recipe, on a coarse grid to be quick: sound, and the same however stored.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Given, makeModel } from '../src/run.js';
import { readScan } from '../src/scan/read-scan.js';

const data = new URL('../../shared/data/', import.meta.url).pathname;
const absent = !existsSync(data);
if (absent) console.warn('REAL SCANS ARE ABSENT (../shared/data): they were not tested.');

const bone: Given = { threshold: { preset: 'bone' } };

async function modelOf(path: string, spacing: number, given: Given) {
  const { scan } = await readScan(join(data, path));
  const { part, ledger } = await makeModel(scan, { given: { ...given, resample: { spacing } } });
  expect(part.facts).toMatchObject({
    closed: true,
    manifold: true,
    orientedOutward: true,
    selfIntersections: 0,
    degenerateTriangles: 0,
    duplicateTriangles: 0,
    coincidentVertices: 0,
  });
  const last = ledger[ledger.length - 1];
  expect(last.toReference.bound).toBeLessThanOrEqual(0.1 + 1e-9);
  expect(last.fromReference?.bound ?? 0).toBeLessThanOrEqual(0.1 + 1e-9);
  return part;
}

describe.skipIf(absent)('real scans', () => {
  it('one volume in 24 axis orders and flips gives the same bytes', async () => {
    const files = readdirSync(join(data, 'niivue-nifti-space')).filter((file) => file.endsWith('.nii.gz'));
    expect(files).toHaveLength(24);
    const [first, ...rest] = files;
    const one = await modelOf(`niivue-nifti-space/${first}`, 6, {
      threshold: { threshold: '50' },
      decimate: { keep: 1 },
    });
    for (const file of rest) {
      const other = await modelOf(`niivue-nifti-space/${file}`, 6, {
        threshold: { threshold: '50' },
        decimate: { keep: 1 },
      });
      expect(
        Buffer.compare(Buffer.from(one.mesh.positions.buffer), Buffer.from(other.mesh.positions.buffer)),
        file,
      ).toBe(0);
      expect(
        Buffer.compare(Buffer.from(one.mesh.triangles.buffer), Buffer.from(other.mesh.triangles.buffer)),
        file,
      ).toBe(0);
    }
  });

  it('a thigh as NIfTI and as DICOM gives the same model', async () => {
    const one = await modelOf('ibsi-sts/nifti/STS_001/CT_image.nii.gz', 3, bone);
    const other = await modelOf('ibsi-sts/dicom/STS_001/CT/image', 3, bone);
    expect(other.mesh.positions).toEqual(one.mesh.positions);
    expect(other.mesh.triangles).toEqual(one.mesh.triangles);
  });

  it('a head with an uneven last slice, and a label map, give sound models', async () => {
    expect((await modelOf('invesalius-0051-dicom', 3, bone)).facts.volume).toBeGreaterThan(4e5);
    expect((await modelOf('totalseg-tests/example_seg.nii.gz', 3, {})).facts.volume).toBeGreaterThan(1e6);
  });
});
