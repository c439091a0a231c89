// Real scans of several kinds through the recipe, on a coarse grid to be quick: sound, and the same however stored.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Scan } from '../src/core/scan.js';
import { type Given, makeModel } from '../src/run.js';
import { readScan } from '../src/scan/read-scan.js';

const data = new URL('../../shared/data/', import.meta.url).pathname;
const absent = !existsSync(data);
if (absent) console.warn('REAL SCANS ARE ABSENT (../shared/data): they were not tested.');

/** Orders of axes whose meshes are compared, one of them each way round; test/scan/real-scans.test.ts compares all 24 scans. */
const meshed = ['IRP', 'LSA'];

const bone: Given = { threshold: { preset: 'bone' } };

const scanOf = async (path: string): Promise<Scan> => (await readScan(join(data, path))).scan;

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

async function modelOf(scan: Scan, spacing: number, given: Given) {
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
  it('one volume in several axis orders and flips gives the same mesh', async () => {
    const given: Given = {
      threshold: { threshold: '50' },
      smooth: { method: 'none' },
      decimate: { keep: 1 },
    };
    const { mesh } = await modelOf(await scanOf('niivue-nifti-space/AIL.nii.gz'), 8, given);
    for (const axes of meshed) {
      const scan = await scanOf(`niivue-nifti-space/${axes}.nii.gz`);
      expect(scan.facts.storedAxes).toBe(axes);
      const other = await modelOf(scan, 8, given);
      expect(Buffer.compare(bytesOf(mesh.positions), bytesOf(other.mesh.positions)), axes).toBe(0);
      expect(Buffer.compare(bytesOf(mesh.triangles), bytesOf(other.mesh.triangles)), axes).toBe(0);
    }
  });

  it('a thigh as NIfTI and as DICOM gives the same model', async () => {
    const one = await modelOf(await scanOf('ibsi-sts/nifti/STS_001/CT_image.nii.gz'), 6, bone);
    const other = await modelOf(await scanOf('ibsi-sts/dicom/STS_001/CT/image'), 6, bone);
    expect(Buffer.compare(bytesOf(one.mesh.positions), bytesOf(other.mesh.positions))).toBe(0);
    expect(Buffer.compare(bytesOf(one.mesh.triangles), bytesOf(other.mesh.triangles))).toBe(0);
  });

  it('a head with an uneven last slice, and a label map, give sound models', async () => {
    const head = await modelOf(await scanOf('invesalius-0051-dicom'), 6.5, bone);
    expect(head.facts.volume).toBeGreaterThan(4e5);
    const torso = await modelOf(await scanOf('totalseg-tests/example_seg.nii.gz'), 8, {});
    expect(torso.facts.volume).toBeGreaterThan(1e6);
  });
});
