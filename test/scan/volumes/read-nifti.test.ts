import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { toPatient } from '../../../src/core/grid.js';
import { readScan } from '../../../src/scan/read-scan.js';
import { volumesIn } from '../../../src/scan/volumes/volumes-in.js';
import { type NiftiFile, niftiFile, niftiParts } from '../../fixtures/nifti-file.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nifti-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(bytes: Uint8Array, name = 'scan.nii'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}
const read = async (file: NiftiFile, gzip = false): ReturnType<typeof readScan> =>
  readScan(await written(niftiFile(file, gzip)));
async function refusal(bytes: Uint8Array, name = 'scan.nii'): Promise<string> {
  const error: unknown = await readScan(await written(bytes, name)).catch((e: unknown) => e);
  if (!(error instanceof UserError)) throw new Error(`not refused: ${String(error)}`);
  expect(error.message.startsWith(`${name}: `)).toBe(true);
  expect(error.advice.length).toBeGreaterThan(10);
  return error.message;
}

// A rotation of 30° about z, then of 20° about x: right-handed, to RAS.
const [c, s, c2, s2] = [Math.cos(Math.PI / 6), 0.5, Math.cos(Math.PI / 9), Math.sin(Math.PI / 9)];
const turned = [
  [c, -s, 0],
  [c2 * s, c2 * c, -s2],
  [s2 * s, s2 * c, c2],
];

/** One volume stored in another axis order: axis n of the file is axis `order[n]`, reversed if `flips[n]`. */
function stored(
  size: readonly number[],
  spacing: readonly number[],
  order: readonly number[],
  flips: readonly boolean[],
): NiftiFile {
  const value = (p: readonly number[]): number => p[0] + 10 * p[1] + 100 * p[2] - 300;
  const n = order.map((axis) => size[axis]);
  const values: number[] = [];
  for (let k = 0; k < n[2]; k++)
    for (let j = 0; j < n[1]; j++)
      for (let i = 0; i < n[0]; i++) {
        const p = [0, 0, 0];
        [i, j, k].forEach((index, a) => {
          p[order[a]] = flips[a] ? n[a] - 1 - index : index;
        });
        values.push(value(p));
      }
  const corner = [0, 0, 0];
  order.forEach((axis, a) => {
    if (flips[a]) corner[axis] = n[a] - 1;
  });
  const sform = [0, 1, 2].flatMap((row) => [
    ...order.map((axis, a) => turned[row][axis] * spacing[axis] * (flips[a] ? -1 : 1)),
    [-41.3, 17.77, 903.21][row] +
      corner.reduce((sum, at, axis) => sum + at * turned[row][axis] * spacing[axis], 0),
  ]);
  return { size: n, values, sform };
}

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

describe('the frame', () => {
  it('gives one volume the same bytes in all 48 axis orders, mirrored ones too', async () => {
    const seen = new Set<string>();
    for (const order of orders)
      for (let flip = 0; flip < 8; flip++) {
        const { scan } = await read(
          stored([3, 4, 5], [0.7, 0.9, 2.3], order, [(flip & 1) > 0, (flip & 2) > 0, (flip & 4) > 0]),
        );
        seen.add(JSON.stringify([scan.grid, [...scan.voxels]]));
      }
    expect(seen.size).toBe(1);
  });

  it('puts a marked voxel where the file says, in LPS', async () => {
    const { scan } = await read(stored([3, 4, 5], [0.7, 0.9, 2.3], [2, 0, 1], [true, false, true]));
    const [nx, ny] = scan.grid.size;
    const at = scan.voxels.indexOf(2 + 10 * 1 + 100 * 3 - 300);
    const [x, y, z] = toPatient(
      scan.grid.affine,
      at % nx,
      Math.floor(at / nx) % ny,
      Math.floor(at / nx / ny),
    );
    const ras = [0, 1, 2].map(
      (row) =>
        [-41.3, 17.77, 903.21][row] +
        turned[row][0] * 0.7 * 2 +
        turned[row][1] * 0.9 +
        turned[row][2] * 2.3 * 3,
    );
    expect([-x, -y, z].map((v, n) => Math.abs(v - ras[n]) < 6e-4)).toEqual([true, true, true]);
    expect(scan.voxels.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('names the stored axes and keeps the stored size', async () => {
    const { scan } = await read(stored([3, 4, 5], [0.7, 0.9, 2.3], [2, 0, 1], [true, false, true]));
    expect(scan.facts.storedAxes).toBe('IRP');
    expect(scan.facts.storedSize).toEqual([5, 3, 4]);
    expect(scan.facts.storedSpacing).toEqual([2.3, 0.7, 0.9]);
  });

  it('reads the qform: a quaternion with a mirrored third axis', async () => {
    // 90° about z: i runs to +y, j to −x; qfac −1 turns k round.
    const q = { quaternion: [0, 0, Math.SQRT1_2, 5, 6, 7], qfac: -1, sform: null, pixdim: [1, 2, 3] };
    const { scan } = await read({ ...q, size: [2, 3, 4] });
    expect(scan.facts.storedAxes).toBe('ALI');
    expect(scan.grid.size).toEqual([3, 2, 4]);
    expect(scan.grid.affine).toEqual([2, 0, 0, -5, 0, 1, 0, -7, 0, 0, 3, -2]);
    expect(scan.voxels[0]).toBe(1 + 2 * 3 * 3);
  });

  it('prefers the sform, also where the qform has the higher code', async () => {
    const both = {
      qformCode: 2,
      quaternion: [0, 0, 0, 0, 0, 0],
      sform: [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0],
      pixdim: [1, 1, 1],
    };
    const { scan } = await read(both);
    expect(scan.grid.affine[0]).toBe(2);
    expect(scan.facts.remarks.join()).toContain('disagree by up to 1.7 mm');
  });

  it('reads a sheared sform as it lies, in any axis order, and says so', async () => {
    // As a tilted gantry leaves it: the third axis leans by 0.4 mm per slice of 1.2 mm.
    const lean = [-0.7, 0, 0, 30, 0, -0.7, 0.4, 20, 0, 0, 1.2, -10];
    const values = Int32Array.from({ length: 60 * 50 * 40 }, (_, n) => n);
    const { scan } = await read({ size: [60, 50, 40], type: 8, values, sform: lean });
    expect(scan.grid.affine).toEqual([
      0.7,
      0,
      0,
      -30,
      0,
      0.7,
      expect.closeTo(-0.4, 5),
      -20,
      0,
      0,
      expect.closeTo(1.2, 5),
      -10,
    ]);
    expect(scan.facts.remarks.join()).toMatch(/not at right angles \(slanted by 18\.43°\)/);
    const turned = [-0.7, 0.4, 0, 30 - 0.4 * 39, 0, 1.2, 0, -10, 0, 0, 0.7, 5];
    const other = await read({ size: [60, 40, 50], type: 8, values, sform: turned });
    const [nx, ny] = other.scan.grid.size;
    for (const p of [0, 17, 61, 60 * 40 + 5, 60 * 40 * 49 + 60 * 39 + 59]) {
      const at = other.scan.voxels.indexOf(values[p]);
      const found = toPatient(
        other.scan.grid.affine,
        at % nx,
        Math.floor(at / nx) % ny,
        Math.floor(at / nx / ny),
      );
      const [i, j, k] = [p % 60, Math.floor(p / 60) % 40, Math.floor(p / 2400)];
      const truth = [0, 1, 2].map(
        (r) => turned[4 * r] * i + turned[4 * r + 1] * j + turned[4 * r + 2] * k + turned[4 * r + 3],
      );
      expect(Math.hypot(found[0] + truth[0], found[1] + truth[1], found[2] - truth[2])).toBeLessThan(1e-3);
    }
  });

  it('says where the sform scales the voxels, or leads to a template', async () => {
    const sform = [1.1, 0, 0, 0, 0, 1.1, 0, 0, 0, 0, 1.1, 0];
    const { scan } = await read({ sform, sformCode: 4, pixdim: [1, 1, 1] });
    expect(scan.grid.affine[0]).toBeCloseTo(1.1, 5);
    expect(scan.facts.remarks.join()).toMatch(/1 × 1 × 1 mm.*1\.1 × 1\.1 × 1\.1 mm.*MNI 152/);
    expect((await read({ sform, pixdim: [1.1, 1.1, 1.1] })).scan.facts.remarks).toEqual([]);
  });

  it('converts micrometres and metres', async () => {
    const sform = [500, 0, 0, 0, 0, 500, 0, 0, 0, 0, 250, 1000];
    const { scan } = await read({ sform, units: 3 });
    expect(scan.grid.affine).toEqual([0.5, 0, 0, -0.5, 0, 0.5, 0, -0.5, 0, 0, 0.25, 1]);
    const metres = await read({ sform: sform.map((v) => v / 1e6), units: 1 });
    expect(metres.scan.grid).toEqual(scan.grid);
  });

  it('takes an assumed orientation only where the file has none', async () => {
    const path = await written(niftiFile({ sform: null, size: [2, 3, 4], pixdim: [1, 2, 3] }));
    const { scan } = await readScan(path, { orientation: 'RAS' });
    expect(scan.facts.storedAxes).toBe('RAS');
    expect(scan.grid.affine).toEqual([1, 0, 0, -0.5, 0, 2, 0, -2, 0, 0, 3, -4.5]);
    await expect(readScan(path, { orientation: 'RAL' })).rejects.toThrow(UserError);
    await expect(readScan(path)).rejects.toThrow('left and right are unknown');
  });
});

describe('the values', () => {
  const values = [-3, 0, 5, 7, 100, 127, -128, 1];
  for (const type of [4, 8, 16, 64, 256, 1024])
    for (const littleEndian of [true, false])
      for (const version of [1, 2] as const)
        it(`reads datatype ${type}, ${littleEndian ? 'little' : 'big'}-endian, NIfTI-${version}`, async () => {
          const { scan } = await read({
            type,
            littleEndian,
            version,
            values,
            sform: [-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0],
          });
          expect(scan.voxels).toEqual(Int16Array.from(values));
          expect(scan.facts.format).toBe(`NIfTI-${version}`);
        });

  it('reads unsigned types beyond the signed range', async () => {
    const large = [0, 1, 2, 3, 4, 5, 6, 65535];
    expect((await read({ type: 512, values: large })).scan.voxels).toEqual(Float32Array.from(large));
    expect((await read({ type: 768, values: large })).scan.voxels).toEqual(Float32Array.from(large));
    expect((await read({ type: 2, values: [0, 1, 2, 3, 4, 5, 6, 255] })).scan.voxels[7]).toBe(255);
  });

  it('rescales, to Int16 where all is whole, and takes slope 0 and NaN for none', async () => {
    expect((await read({ values, slope: 2, intercept: -1024 })).scan.voxels[2]).toBe(-1014);
    expect((await read({ values, slope: 0.5 })).scan.voxels).toEqual(Float32Array.from(values, (v) => v / 2));
    expect((await read({ values, slope: 0, intercept: 9 })).scan.voxels).toEqual(Int16Array.from(values));
    expect((await read({ values, slope: Number.NaN })).scan.voxels).toEqual(Int16Array.from(values));
  });

  it('reads gzip, extensions before the voxels, trailing bytes, and 4D with one volume', async () => {
    const file = { values, size: [2, 2, 2, 1], gap: 64 };
    const plain = niftiFile(file);
    const expected = Int16Array.from(values);
    expect((await readScan(await written(gzipSync(plain), 'a.bin'))).scan.voxels).toEqual(expected);
    const longer = Buffer.concat([plain, Buffer.alloc(1000, 1)]);
    expect((await readScan(await written(longer))).scan.voxels).toEqual(expected);
    expect((await readScan(await written(gzipSync(longer)))).scan.voxels).toEqual(expected);
  });

  it('reads a pair by either half, gzipped or not, and hashes both', async () => {
    const { header, voxels } = niftiParts({ values, pair: true });
    const hdr = await written(header, 'p.hdr');
    const img = await written(voxels, 'p.img');
    const one = await readScan(hdr);
    expect(one.scan.voxels).toEqual(Int16Array.from(values));
    expect(one.files).toBe(2);
    expect((await readScan(img)).sha256).toBe(one.sha256);
    const gz = await written(gzipSync(header), 'q.hdr.gz');
    await written(gzipSync(voxels), 'q.img.gz');
    expect((await readScan(gz)).scan.voxels).toEqual(one.scan.voxels);
    expect(await refusal(niftiParts({ pair: true }).header, 'alone.hdr')).toContain('.img file');
  });

  it('reads gzip with several members, with zeros and with rubbish after its end', async () => {
    const plain = niftiFile({ values });
    for (const bytes of [
      Buffer.concat([gzipSync(plain.subarray(0, 360)), gzipSync(plain.subarray(360))]),
      Buffer.concat([gzipSync(plain), Buffer.alloc(100)]),
      Buffer.concat([gzipSync(plain), Buffer.from('rubbish that is not packed')]),
    ])
      expect((await readScan(await written(bytes))).scan.voxels).toEqual(Int16Array.from(values));
  });

  it('takes the first of several volumes with a remark, or the one that is named', async () => {
    const all = [...values, ...values.map((v) => v + 1), ...values.map((v) => v + 2)];
    const pair = niftiParts({ values: all, size: [2, 2, 2, 3], pair: true });
    await written(pair.voxels, 'v.img');
    const paths = [
      await written(niftiFile({ values: all, size: [2, 2, 2, 3] })),
      await written(
        niftiFile({ values: all, size: [2, 2, 2, 3, 1], littleEndian: false, version: 2 }, true),
        'v.nii.gz',
      ),
      await written(pair.header, 'v.hdr'),
    ];
    for (const path of paths) {
      const { scan } = await readScan(path);
      expect(scan.voxels).toEqual(Int16Array.from(values));
      expect(scan.facts.remarks.join()).toContain(
        '3 volumes (points in time, or several measurements); the first',
      );
      expect((await readScan(path, { series: 1 })).scan.voxels).toEqual(Int16Array.from(values));
      expect((await readScan(path, { series: 3 })).scan.voxels).toEqual(
        Int16Array.from(values, (v) => v + 2),
      );
      expect((await volumesIn(path)).map(({ size, chosen }) => [size, chosen])).toEqual([
        [[2, 2, 2], true],
        [[2, 2, 2], false],
        [[2, 2, 2], false],
      ]);
      await expect(readScan(path, { series: 4 })).rejects.toThrow('no number 4');
      await expect(readScan(path, { series: 0 })).rejects.toThrow('no number 0');
    }
    await expect(readScan(await written(niftiFile({ values })), { series: 2 })).rejects.toThrow('one volume');
  });

  it('reads 64-bit whole numbers, rounded once', async () => {
    const wide = [2 ** 40, -(2 ** 40), 2 ** 53, -1, 1, 2 ** 31, 3, 4];
    const { scan } = await read({ type: 1024, values: wide });
    expect(scan.voxels).toEqual(Float32Array.from(wide));
    const unsigned = wide.map(Math.abs);
    expect((await read({ type: 1280, values: unsigned })).scan.voxels).toEqual(Float32Array.from(unsigned));
  });

  it('hashes the file as stored', async () => {
    const bytes = niftiFile({ values }, true);
    const { sha256, files } = await readScan(await written(bytes));
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(files).toBe(1);
  });
});

describe('label tables', () => {
  const table = (labels: string, before = ''): string =>
    `<?xml version="1.0"?> <CaretExtension> ${before}<VolumeInformation Index="0"> <LabelTable>${labels}</LabelTable> </VolumeInformation></CaretExtension>`;
  const label = (key: number | string, name: string, rgb = ['1', '0.5', '0']): string =>
    `<Label Key="${key}" Red="${rgb[0]}" Green="${rgb[1]}" Blue="${rgb[2]}" Alpha="1"><![CDATA[${name}]]></Label>\n`;
  const labels = [0, 1, 2, 2, 1, 0, 0, 117];
  /** Extensions of the codes given, each in its own 16 bytes and more. */
  const withExtensions = (
    parts: readonly (readonly [number, string])[],
    little = true,
    length?: number,
  ): Buffer => {
    const made = parts.map(([code, text]) => {
      const size = Math.ceil((8 + Buffer.byteLength(text)) / 16) * 16;
      const bytes = Buffer.alloc(size);
      const put = (at: number, n: number): number =>
        little ? bytes.writeInt32LE(n, at) : bytes.writeInt32BE(n, at);
      put(0, length ?? size);
      put(4, code);
      bytes.write(text, 8, 'utf8');
      return bytes;
    });
    const all = Buffer.concat(made);
    const file = niftiFile({ values: labels, littleEndian: little, gap: all.length, type: 2 });
    file.writeUInt8(1, 348);
    all.copy(file, 352);
    return file;
  };

  it('are read with names and colours, wherever they stand among the extensions', async () => {
    const xml = table(
      label(1, 'spleen') + label(2, 'kidney right', ['255', '0', '51']) + label(117, 'Wirbelsäule'),
    );
    for (const little of [true, false]) {
      const path = await written(
        withExtensions(
          [
            [6, 'a comment of Secret'],
            [0, xml],
          ],
          little,
        ),
      );
      const { facts } = (await readScan(path)).scan;
      expect(facts.labels).toBe(true);
      expect(facts.labelNames).toEqual([
        { id: 1, name: 'spleen', colour: [1, 0.5, 0] },
        { id: 2, name: 'kidney right', colour: [1, 0, 0.2] },
        { id: 117, name: 'Wirbelsäule', colour: [1, 0.5, 0] },
      ]);
      expect(JSON.stringify(facts)).not.toContain('Secret');
    }
    const packed = gzipSync(withExtensions([[30, table('<Label Key="3">a &amp; b &lt;c&gt;</Label>')]]));
    expect((await readScan(await written(packed))).scan.facts.labelNames).toEqual([
      { id: 3, name: 'a & b <c>', colour: null },
    ]);
  });

  it.each([
    [
      'no names',
      table(label(0, '???') + label(-1, 'a') + label('1e99', 'b') + label('0x1', 'c') + label(5, '')),
    ],
    ['no table', 'Label Key="1"'],
    ['a table without end', '<LabelTable><Label Key="1" '],
    ['a label without end', '<LabelTable><Label Key="1">name'],
  ])('name nothing where there are %s', async (_, text) => {
    expect((await readScan(await written(withExtensions([[0, text]])))).scan.facts.labelNames).toEqual([]);
  });

  it('of lengths that lie are not followed', async () => {
    for (const length of [-16, 0, 8, 17, 1 << 30]) {
      const { scan } = await readScan(
        await written(withExtensions([[0, table(label(1, 'a'))]], true, length)),
      );
      expect(scan.facts.labelNames).toEqual([]);
    }
  });

  it('beyond all measure are cut', async () => {
    const many = Array.from({ length: 6000 }, (_, n) => label(n + 1, `n${n}`)).join('');
    const { scan } = await readScan(await written(withExtensions([[0, table(many)]])));
    expect(scan.facts.labelNames.length).toBe(4096);
    const long = await readScan(
      await written(withExtensions([[0, table(label(1, `\u001b]0;${'x'.repeat(5000)}`))]])),
    );
    expect(long.scan.facts.labelNames[0]?.name ?? '').toMatch(/^\]0;x{1,64}$/);
  });
});

describe('refusals', () => {
  const cases: readonly [string, NiftiFile, string][] = [
    ['a vector field', { size: [2, 2, 2, 1, 3] }, '3 numbers each'],
    ['a flat picture', { size: [8, 8] }, 'flat'],
    ['one slice', { size: [8, 8, 1] }, 'flat'],
    ['a size of zero', { size: [2, 0, 2] }, 'impossible size'],
    ['a negative size', { size: [2, -5, 2] }, 'impossible size'],
    ['a huge size', { size: [30000, 30000, 30000] }, 'more than can be read'],
    ['RGB', { type: 128, bits: 24 }, 'RGB24'],
    ['complex numbers', { type: 32, bits: 64 }, 'complex64'],
    ['128-bit floats', { type: 1536, bits: 128 }, '128-bit'],
    ['an unknown type', { type: 77, bits: 8 }, 'datatype 77'],
    ['a contradiction', { type: 4, bits: 8 }, 'contradicts'],
    ['a NaN in the affine', { sform: [Number.NaN, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] }, 'NaN'],
    ['an infinite affine', { sform: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, Number.POSITIVE_INFINITY] }, 'NaN'],
    ['a singular affine', { sform: [1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0] }, 'dependent'],
    ['an affine of zeros', { sform: Array.from({ length: 12 }, () => 0) }, 'dependent'],
    ['axes nearly alike', { sform: [1, 0, 0, 0, 0, 1, 2, 0, 0, 0, 1, 0] }, '63.4°'],
    [
      'a mirror between sform and qform',
      { quaternion: [0, 0, 0, 0, 0, 0], sform: [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] },
      'mirror',
    ],
    [
      'a quaternion of zeros in its steps',
      { sform: null, quaternion: [0, 0, 0, 0, 0, 0], pixdim: [0, 1, 1] },
      'qform',
    ],
    [
      'a voxel beyond single precision',
      { type: 64, values: [0, 1, 1e300, 3, 4, 5, 6, 7] },
      '1 of its voxels are not numbers',
    ],
    [
      'a NaN voxel',
      { type: 16, values: [0, 1, Number.NaN, 3, 4, 5, Number.NEGATIVE_INFINITY, 7] },
      '2 of its voxels',
    ],
    ['an infinite slope', { slope: Number.POSITIVE_INFINITY }, 'rescales'],
    ['more voxels than bytes', { size: [20, 20, 20], values: [1, 2, 3] }, '16000 bytes, 6 are there'],
  ];
  for (const [what, file, said] of cases)
    it(what, async () => expect(await refusal(niftiFile(file))).toContain(said));

  it('a file cut off, plain and gzipped', async () => {
    const bytes = niftiFile({ size: [20, 20, 20] });
    expect(await refusal(bytes.subarray(0, 9000))).toContain('16000 bytes, 8648 are there');
    const packed = niftiFile(
      { size: [20, 20, 20], values: Array.from({ length: 8000 }, (_, n) => (n * 7919) % 30011) },
      true,
    );
    expect(await refusal(packed.subarray(0, packed.length >> 1))).toContain('cut off');
    expect(await refusal(bytes.subarray(0, 200))).toContain('not a NIfTI');
  });

  it('a gzip with a flipped byte', async () => {
    const packed = Buffer.from(
      niftiFile(
        { size: [20, 20, 20], values: Array.from({ length: 8000 }, (_, n) => (n * 7919) % 30011) },
        true,
      ),
    );
    packed[packed.length >> 1] ^= 0xff;
    expect(await refusal(packed)).toMatch(/damaged|cut off/);
  });

  it('a header that asks for more than its gzip can hold, before it is allocated', async () => {
    const bomb = gzipSync(niftiFile({ size: [1200, 1200, 1200], values: [1] }));
    expect(await refusal(bomb, 'bomb.nii.gz')).toContain('far fewer');
  });

  it('a text, an empty file, an ANALYZE header, other formats, no file, an empty folder', async () => {
    expect(await refusal(Buffer.from('Dear doctor,\n'), 'letter.txt')).toContain('a text');
    expect(await refusal(Buffer.alloc(0), 'empty.nii')).toContain('empty');
    const analyze = Buffer.from(niftiFile({}));
    analyze.fill(0, 344, 348);
    expect(await refusal(analyze, 'old.hdr')).toContain('ANALYZE');
    expect(await refusal(Buffer.alloc(64, 1), 'a.bin')).toContain(
      'not a NIfTI, NRRD, MetaImage or DICOM file',
    );
    await expect(readScan(join(folder, 'nothing.nii'))).rejects.toThrow('nothing.nii: there is no such file');
    const empty = await mkdtemp(join(folder, 'empty-'));
    await expect(readScan(empty)).rejects.toThrow('the folder is empty');
  });

  it('stops when told', async () => {
    const path = await written(niftiFile({}));
    await expect(readScan(path, { signal: AbortSignal.abort() })).rejects.toThrow('abort');
  });
});
