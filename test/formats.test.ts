// One body scanned once and stored in every format, encoding and order of axes: it is one and the same scan and model.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Affine } from '../src/core/grid.js';
import type { Scan } from '../src/core/scan.js';
import { type RenderedPhantom, renderPhantom } from '../src/phantom/render-phantom.js';
import { makeModel } from '../src/run.js';
import { readScan } from '../src/scan/read-scan.js';
import { ctSlice, dicomFile } from './fixtures/dicom-file.js';
import { metaImageFile, metaImageParts } from './fixtures/meta-image-file.js';
import { niftiFile, niftiParts } from './fixtures/nifti-file.js';
import { nrrdFile, nrrdParts } from './fixtures/nrrd-file.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'formats-'));
});
afterAll(() => rm(folder, { recursive: true }));

const column = (a: Affine, axis: number): number[] => [a[axis], a[4 + axis], a[8 + axis]];
const lengthOf = (v: readonly number[]): number => Math.hypot(v[0], v[1], v[2]);
const unit = (v: readonly number[]): number[] => v.map((x) => x / lengthOf(v));
const vector = (v: readonly number[]): string => `(${v.join(',')})`;
/** LPS rows to RAS. */
const toRas = (a: Affine): number[] => a.map((x, n) => (n < 8 ? -x : x) + 0);

const nrrdOf = ({ voxels, size, affine }: RenderedPhantom, encoding: string) => ({
  sizes: size,
  values: voxels,
  directions: [0, 1, 2].map((axis) => vector(column(affine, axis))).join(' '),
  origin: vector(column(affine, 3)),
  encoding,
});
const metaImageOf = ({ voxels, size, affine }: RenderedPhantom) => {
  const columns = [0, 1, 2].map((axis) => column(affine, axis));
  const offset = column(affine, 3);
  return {
    sizes: size,
    values: voxels,
    matrix: columns.flatMap(unit),
    spacing: columns.map(lengthOf),
    offset,
  };
};
const niftiOf = ({ voxels, size, affine }: RenderedPhantom) => ({
  size,
  values: voxels,
  sform: toRas(affine),
  pixdim: [0, 1, 2].map((axis) => lengthOf(column(affine, axis))),
});

/** The same voxels at the same places, stored with axes that run towards the sides that the letters name. */
function storedAs({ voxels, size, affine, truth }: RenderedPhantom, letters: string): RenderedPhantom {
  const axes = [...letters].map((letter) => 'LRPASI'.indexOf(letter) >> 1);
  const back = [...letters].map((letter) => 'RAI'.includes(letter));
  const n = axes.map((axis) => size[axis]);
  const at = (indices: readonly number[]): number[] => {
    const own = [0, 0, 0];
    for (const [a, axis] of axes.entries()) own[axis] = back[a] ? size[axis] - 1 - indices[a] : indices[a];
    return own;
  };
  const values = new Int16Array(voxels.length);
  for (let p = 0; p < values.length; p++) {
    const [x, y, z] = at([p % n[0], Math.floor(p / n[0]) % n[1], Math.floor(p / (n[0] * n[1]))]);
    values[p] = voxels[x + size[0] * (y + size[1] * z)];
  }
  const corner = at([0, 0, 0]);
  const rows = [0, 1, 2].map((row) => [
    ...axes.map((axis, a) => affine[4 * row + axis] * (back[a] ? -1 : 1)),
    affine[4 * row + 3] + corner.reduce((sum, index, axis) => sum + index * affine[4 * row + axis], 0),
  ]);
  const [a, b, c, d, e, f, g, h, i, j, k, l] = rows.flat();
  return { voxels: values, size: [n[0], n[1], n[2]], affine: [a, b, c, d, e, f, g, h, i, j, k, l], truth };
}

type Files = Readonly<Record<string, Buffer | string>>;

/** The files of one scan, the one to read first. */
const formats: Readonly<Record<string, (of: RenderedPhantom) => Files>> = {
  'NIfTI-1': (of) => ({ 'a.nii': niftiFile(niftiOf(of)) }),
  'NIfTI-1, gzipped, big-endian': (of) => ({
    'a.nii.gz': niftiFile({ ...niftiOf(of), littleEndian: false }, true),
  }),
  'NIfTI-2': (of) => ({ 'a.nii': niftiFile({ ...niftiOf(of), version: 2 }) }),
  'NIfTI pair': (of) => {
    const { header, voxels } = niftiParts({ ...niftiOf(of), pair: true });
    return { 'a.hdr': header, 'a.img.gz': gzipSync(voxels) };
  },
  'NRRD, raw': (of) => ({ 'a.nrrd': nrrdFile(nrrdOf(of, 'raw')) }),
  'NRRD, gzip, big-endian': (of) => ({ 'a.nrrd': nrrdFile({ ...nrrdOf(of, 'gzip'), endian: 'big' }) }),
  'NRRD, text': (of) => ({ 'a.nrrd': nrrdFile(nrrdOf(of, 'ascii')) }),
  'NRRD in RAS': (of) => {
    const [a, b, c, o] = [0, 1, 2, 3]
      .map((axis) => column(of.affine, axis))
      .map(([x, y, z]) => vector([-x, -y, z]));
    return {
      'a.nrrd': nrrdFile({ ...nrrdOf(of, 'raw'), space: 'RAS', directions: `${a} ${b} ${c}`, origin: o }),
    };
  },
  'NHDR with a file for each slice': (of) => {
    const { header, data } = nrrdParts(nrrdOf(of, 'raw'));
    const slices = of.size[2];
    const width = data.length / slices;
    const parts = Array.from({ length: slices }, (_, k): [string, Buffer] => [
      `p${k}.raw`,
      data.subarray(k * width, (k + 1) * width),
    ]);
    return { 'a.nhdr': `${header}data file: p%d.raw 0 ${slices - 1} 1\n`, ...Object.fromEntries(parts) };
  },
  MHA: (of) => ({ 'a.mha': metaImageFile(metaImageOf(of)) }),
  'MHA, packed, big-endian': (of) => ({
    'a.mha': metaImageFile({ ...metaImageOf(of), packed: true, big: true }),
  }),
  MHD: (of) => {
    const { header, data } = metaImageParts({ ...metaImageOf(of), dataFile: 'a.raw', end: '\r\n' });
    return { 'a.mhd': header, 'a.raw': data };
  },
  DICOM: ({ voxels, size, affine }) => {
    const [columns, rows, slices] = size;
    const [right, down, next, origin] = [0, 1, 2, 3].map((axis) => column(affine, axis));
    const files = Array.from({ length: slices }, (_, k): [string, Buffer] => [
      `IM${(k * 7919) % slices}`,
      dicomFile(
        ctSlice({
          columns,
          rows,
          values: voxels.subarray(k * columns * rows, (k + 1) * columns * rows),
          position: origin.map((x, n) => Number((x + k * next[n]).toFixed(9))),
          orientation: [...unit(right), ...unit(down)].map((x) => Number(x.toFixed(12))),
          pixelSpacing: [lengthOf(down), lengthOf(right)],
        }),
      ),
    ]);
    return Object.fromEntries(files);
  },
};

let written = 0;
async function readAs(format: string, of: RenderedPhantom): Promise<Scan> {
  const files = formats[format](of);
  const inside = join(folder, `${written++}`);
  await mkdir(inside);
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(inside, name), bytes);
  const { scan } = await readScan(format === 'DICOM' ? inside : join(inside, Object.keys(files)[0]));
  await rm(inside, { recursive: true });
  return scan;
}

async function meshHash(scan: Scan, edge = 'local'): Promise<string> {
  const given = {
    threshold: { preset: 'bone' },
    resample: { spacing: 7 },
    smooth: { method: 'none' },
    locate: { edge },
    decimate: { keep: 1 },
  };
  const { part } = await makeModel(scan, { given, threads: 1 });
  const { positions, triangles } = part.mesh;
  expect(triangles.length).toBeGreaterThan(600);
  return createHash('sha256').update(positions).update(triangles).digest('hex');
}

const bytesOf = ({ voxels }: Scan): string =>
  createHash('sha256')
    .update(new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength))
    .digest('hex');

const farthest = (a: Affine, b: Affine, last: readonly number[]): number => {
  let most = 0;
  for (let corner = 0; corner < 8; corner++) {
    const at = last.map((n, axis) => ((corner >> axis) & 1) * n);
    for (let row = 0; row < 3; row++) {
      const place = (m: Affine): number =>
        m[4 * row] * at[0] + m[4 * row + 1] * at[1] + m[4 * row + 2] * at[2] + m[4 * row + 3];
      most = Math.max(most, Math.abs(place(a) - place(b)));
    }
  }
  return most;
};

const names = Object.keys(formats);
/** Places that every format holds exactly: halves and quarters of millimetres. */
const upright = { spacing: [2.5, 2.5, 5] as const, centre: [0.5, -1.25, 2.25] as const, noise: 0 };
const tilted = { spacing: [2.1, 1.7, 3.3] as const, tiltDeg: [12, -7, 20] as const, noise: 0 };
const orders = ['L', 'R'].flatMap((x) =>
  ['P', 'A'].flatMap((y) => ['S', 'I'].flatMap((z) => permuted(x, y, z))),
);

function permuted(x: string, y: string, z: string): string[] {
  return [x + y + z, x + z + y, y + x + z, y + z + x, z + x + y, z + y + x];
}

describe('an asymmetric body on an upright grid', () => {
  it('is one and the same scan in every format, and one and the same mesh', async () => {
    const stored = renderPhantom('asymmetric', upright);
    const first = await readAs(names[0], stored);
    const hash = await meshHash(first);
    for (const format of names) {
      const scan = await readAs(format, stored);
      expect([format, scan.grid, bytesOf(scan)]).toEqual([format, first.grid, bytesOf(first)]);
    }
    for (const [format, axes] of [
      ['NIfTI-2', 'RAI'],
      ['NRRD, gzip, big-endian', 'IPL'],
      ['MHA', 'ASR'],
      ['DICOM', 'PRS'],
    ])
      expect([format, axes, await meshHash(await readAs(format, storedAs(stored, axes)))]).toEqual([
        format,
        axes,
        hash,
      ]);
    // A DICOM series says which way its slices lie, and so which way edges are blurred most: these are other slices.
    const sagittal = await readAs('DICOM', storedAs(stored, 'SLP'));
    expect(await meshHash(sagittal)).not.toBe(hash);
    expect(await meshHash(sagittal, 'threshold')).toBe(await meshHash(first, 'threshold'));
  });
});

describe('an asymmetric body on a tilted grid', () => {
  it('is one and the same scan in each of the 48 orders of axes in every format', async () => {
    const coarse = { ...tilted, size: [13, 14, 15] as const, spacing: [7.1, 6.7, 8.3] as const };
    const body = renderPhantom('asymmetric', coarse);
    const first = await readAs('NRRD, raw', body);
    const last = first.grid.size.map((n) => n - 1);
    expect(new Set(orders).size).toBe(48);
    for (const [n, axes] of orders.entries()) {
      const stored = storedAs(body, axes);
      // Each order in two formats in turn, and in all of them over the orders.
      for (const format of [names[n % names.length], names[(n + 5) % names.length]]) {
        const scan = await readAs(format, stored);
        expect([axes, format, scan.grid.size, bytesOf(scan)]).toEqual([
          axes,
          format,
          first.grid.size,
          bytesOf(first),
        ]);
        expect(farthest(scan.grid.affine, first.grid.affine, last)).toBeLessThanOrEqual(0.001001);
        // A stack of slices is sorted along its normal, whatever the files are called.
        if (format !== 'DICOM') expect(scan.facts.storedAxes).toBe(axes);
      }
    }
  });
});
