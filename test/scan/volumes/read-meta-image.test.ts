import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { toPatient } from '../../../src/core/grid.js';
import type { Scan } from '../../../src/core/scan.js';
import { readGrid } from '../../../src/scan/read-grid.js';
import { readScan } from '../../../src/scan/read-scan.js';
import type { ReadOptions } from '../../../src/scan/stored-scan.js';
import { volumesIn } from '../../../src/scan/volumes/volumes-in.js';
import { type MetaImageFile, metaImageFile, metaImageParts } from '../../fixtures/meta-image-file.js';
import type { NumberKind } from '../../fixtures/number-bytes.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meta-image-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(bytes: Uint8Array | string, name = 'scan.mha'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}
const read = async (file: MetaImageFile, options: ReadOptions = {}): Promise<Scan> =>
  (await readScan(await written(metaImageFile(file)), options)).scan;

async function refusal(
  bytes: Uint8Array | string,
  name = 'scan.mha',
  options: ReadOptions = {},
): Promise<string> {
  const error: unknown = await readScan(await written(bytes, name), options).catch((e: unknown) => e);
  if (!(error instanceof UserError)) throw new Error(`not refused: ${String(error)}`);
  expect(error.message.startsWith(`${name}: `)).toBe(true);
  expect(error.advice.length).toBeGreaterThan(10);
  return error.message;
}

function placeOfMost({ grid, voxels }: Scan): readonly number[] {
  const most = voxels.indexOf(Math.max(...voxels));
  const [nx, ny] = grid.size;
  const place = toPatient(grid.affine, most % nx, Math.floor(most / nx) % ny, Math.floor(most / (nx * ny)));
  return place.map((x) => Number(x.toFixed(3)));
}

describe('places', () => {
  const sizes = [3, 4, 5];
  const values = Array.from({ length: 60 }, (_, n) => (n === 1 + 3 * (2 + 4 * 3) ? 77 : -5));
  // Row a is the direction of axis a: axis 0 runs by (0, 2, 0), axis 1 by (0, 0, −3), axis 2 by (0.5, 0, 0).
  const file = {
    sizes,
    values,
    spacing: [2, 3, 0.5],
    matrix: [0, 1, 0, 0, 0, -1, 1, 0, 0],
    offset: [10, 20, 30],
  };
  it('a row of the matrix for each axis, LPS', async () => {
    const scan = await read(file);
    // 10 + 3 · 0.5, 20 + 1 · 2, 30 − 2 · 3.
    expect(placeOfMost(scan)).toEqual([11.5, 22, 24]);
    expect(scan.facts.storedAxes).toBe('PIL');
    expect(scan.facts.storedSpacing).toEqual([2, 3, 0.5]);
    expect(scan.facts.format).toBe('MetaImage');
    expect(scan.facts.remarks).toEqual([]);
  });

  it('the other names of the fields', async () => {
    for (const [matrix, offset] of [
      ['Rotation', 'Position'],
      ['Orientation', 'Origin'],
    ]) {
      const text = metaImageFile(file)
        .toString('latin1')
        .replace('TransformMatrix', matrix)
        .replace('Offset', offset);
      expect(placeOfMost((await readScan(await written(Buffer.from(text, 'latin1')))).scan)).toEqual([
        11.5, 22, 24,
      ]);
    }
  });

  it('a turn and a slant', async () => {
    const scan = await read({
      ...file,
      spacing: [1, 1, 2],
      matrix: [0.8, 0.6, 0, -0.6, 0.8, 0, 0, 0.6, 0.8],
    });
    // 10 + 0.8 − 1.2, 20 + 0.6 + 1.6 + 6 · 0.6, 30 + 6 · 0.8.
    expect(placeOfMost(scan)).toEqual([9.6, 25.8, 34.8]);
    expect(scan.facts.remarks.join()).toContain('not at right angles');
  });

  it('the extent of a voxel where no spacing is given, and neither is refused', async () => {
    expect(placeOfMost(await read({ ...file, spacing: null, more: ['ElementSize = 2 3 0.5'] }))).toEqual([
      11.5, 22, 24,
    ]);
    expect(placeOfMost(await read({ ...file, more: ['ElementSize = 9 9 9'] }))).toEqual([11.5, 22, 24]);
    expect(await refusal(metaImageFile({ ...file, spacing: null }))).toContain('how far apart');
  });

  it('AnatomicalOrientation never decides against the matrix', async () => {
    // Axes towards P, I, L come from A, S, R.
    expect((await read({ ...file, more: ['AnatomicalOrientation = ASR'] })).facts.remarks).toEqual([]);
    const scan = await read({ ...file, more: ['AnatomicalOrientation = RAI'] });
    expect(placeOfMost(scan)).toEqual([11.5, 22, 24]);
    expect(scan.facts.remarks.join()).toContain('(axes towards LPS) contradicts its TransformMatrix (PIL)');
    expect((await read({ ...file, more: ['AnatomicalOrientation = ???'] })).facts.remarks).toEqual([]);
  });

  it('without a matrix: the axes of the format, said; or those that are given', async () => {
    const bare = { ...file, matrix: null, offset: null };
    const scan = await read(bare);
    expect(placeOfMost(scan)).toEqual([2, 6, 1.5]);
    expect(scan.facts.remarks.join(' ')).toMatch(/no directions.*no origin/);
    expect(await refusal(metaImageFile({ ...bare, more: ['AnatomicalOrientation = LPI'] }))).toContain(
      'unsure',
    );
    const told = await read({ ...bare, more: ['AnatomicalOrientation = LPI'] }, { orientation: 'RAS' });
    // (1 − 1) · 2, (2 − 1.5) · 3, (3 − 2) · 0.5, to RAS.
    expect(placeOfMost(told)).toEqual([0, -1.5, 0.5]);
    expect((await read(file, { orientation: 'RAS' })).facts.storedAxes).toBe('PIL');
  });

  it('rows that are no directions, as ITK has them, said', async () => {
    const scan = await read({ ...file, matrix: [0, 2, 0, 0, 0, -1, 1, 0, 0] });
    expect(placeOfMost(scan)).toEqual([11.5, 24, 24]);
    expect(scan.facts.remarks.join()).toContain('lengths 2.000, 1.000, 1.000');
  });

  it.each([
    ['too few numbers', { matrix: [1, 0, 0, 1] }, 'not 9 numbers'],
    ['NaN', { matrix: [Number.NaN, 0, 0, 0, 1, 0, 0, 0, 1] }, 'not 9 numbers'],
    ['dependent axes', { matrix: [1, 0, 0, 1, 0, 0, 0, 0, 1] }, 'dependent'],
    ['zeros', { matrix: [0, 0, 0, 0, 0, 0, 0, 0, 0] }, 'dependent'],
    ['no spacing', { spacing: [1, 1, 0] }, "can't be"],
    ['negative spacing', { spacing: [1, 1, -1] }, "can't be"],
    ['infinite spacing', { spacing: [1, 1, Number.POSITIVE_INFINITY] }, 'not 3 numbers'],
    ['an origin on the moon', { offset: [4e11, 0, 0] }, 'far outside'],
  ])('refuses %s', async (_, change, said) => {
    expect(await refusal(metaImageFile({ ...file, ...change }))).toContain(said);
  });
});

const values = [-3, 0, 5, 7, 100, 127, -128, 1];
const plain = Int16Array.from(values);

describe('numbers', () => {
  const types: readonly (readonly [string, NumberKind])[] = [
    ['MET_CHAR', 'int8'],
    ['MET_SHORT', 'int16'],
    ['MET_INT', 'int32'],
    ['MET_LONG', 'int32'],
    ['MET_LONG_LONG', 'int64'],
    ['MET_FLOAT', 'float32'],
    ['MET_DOUBLE', 'float64'],
  ];
  it.each(types)('%s in either order, packed or not', async (type, kind) => {
    for (const big of [false, true])
      for (const packed of [false, true])
        expect((await read({ type, kind, big, packed, values })).voxels).toEqual(plain);
  });

  it('without a sign, and the order by its other name', async () => {
    const large = [0, 1, 2, 3, 4, 5, 6, 200];
    const expected = Int16Array.from(large);
    for (const [type, kind] of [
      ['MET_UCHAR', 'uint8'],
      ['MET_USHORT', 'uint16'],
      ['MET_UINT', 'uint32'],
      ['MET_ULONG', 'uint32'],
      ['MET_ULONG_LONG', 'uint64'],
    ] as const)
      expect((await read({ type, kind, values: large })).voxels).toEqual(expected);
    const other = metaImageFile({ values, big: true })
      .toString('latin1')
      .replace('BinaryDataByteOrderMSB', 'ElementByteOrderMSB');
    expect((await readScan(await written(Buffer.from(other, 'latin1')))).scan.voxels).toEqual(plain);
  });

  it('in digits', async () => {
    const text = metaImageParts({})
      .header.toString('latin1')
      .replace('BinaryData = True', 'BinaryData = False');
    expect((await readScan(await written(`${text}${values.join(' ')}\n`))).scan.voxels).toEqual(plain);
    expect(await refusal(`${text}1 2 3`)).toMatch(/cut off/);
  });

  it('says what it does not apply, and takes the modality', async () => {
    const scan = await read({
      values,
      more: ['ElementToIntensityFunctionSlope = 2', 'Modality = MET_MOD_CT'],
    });
    expect(scan.voxels).toEqual(plain);
    expect(scan.facts.remarks.join()).toContain('not applied');
    expect(scan.facts.modality).toBe('CT');
  });

  it.each([
    ['three channels', { more: ['ElementNumberOfChannels = 3'] }, '3 numbers each'],
    ['no channels', { more: ['ElementNumberOfChannels = 0'] }, 'numbers each'],
    ['strings', { type: 'MET_STRING' }, 'MET_STRING'],
    ['an array type', { type: 'MET_FLOAT_ARRAY' }, 'MET_FLOAT_ARRAY'],
    ['nonsense', { type: 'Secret' }, 'unknown'],
    [
      'NaN',
      { type: 'MET_FLOAT', kind: 'float32' as const, values: [0, 1, Number.NaN, 3, 4, 5, 6, 7] },
      '1 of its voxels',
    ],
  ])('refuses %s', async (_, file, said) => {
    expect(await refusal(metaImageFile(file))).toContain(said);
  });
});

describe('files', () => {
  it('CR LF, a comment, colons, no line feed at the end', async () => {
    expect((await read({ values, end: '\r\n' })).voxels).toEqual(plain);
    expect((await read({ values, more: ['Comment = a b: c = d', 'a line of nothing'] })).voxels).toEqual(
      plain,
    );
    const { header, data } = metaImageParts({ values, dataFile: 'x.raw' });
    await written(data, 'x.raw');
    const text = header.toString('latin1').replace('NDims =', 'NDims :').trimEnd();
    const { scan, files } = await readScan(await written(text, 'x.mhd'));
    expect(scan.voxels).toEqual(plain);
    expect(files).toBe(2);
  });

  it('packed: whole, by a stated length with more after it, by gzip', async () => {
    const { header, data } = metaImageParts({ values, packed: true });
    const sized = header.toString('latin1').replace('Offset', `CompressedDataSize = ${data.length}\nOffset`);
    for (const bytes of [
      Buffer.concat([Buffer.from(sized), data]),
      Buffer.concat([Buffer.from(sized), data, Buffer.from('more')]),
      Buffer.concat([header, data, Buffer.alloc(9)]),
      Buffer.concat([header, gzipSync(metaImageParts({ values }).data)]),
    ])
      expect((await readScan(await written(bytes))).scan.voxels).toEqual(plain);
  });

  it('bytes before the voxels', async () => {
    const { header, data } = metaImageParts({ values, dataFile: 'y.raw', more: ['HeaderSize = 5'] });
    await written(Buffer.concat([Buffer.from('12345'), data]), 'y.raw');
    expect((await readScan(await written(header, 'y.mhd'))).scan.voxels).toEqual(plain);
    await written(Buffer.concat([Buffer.alloc(777), data]), 'y.raw');
    const last = header.toString('latin1').replace('HeaderSize = 5', 'HeaderSize = -1');
    expect((await readScan(await written(last, 'y.mhd'))).scan.voxels).toEqual(plain);
    expect(await refusal(last.replace('-1', '-2'), 'y.mhd')).toContain('HeaderSize');
    expect(await refusal(last.replace('-1', '99999'), 'y.mhd')).toContain('cut off');
  });

  it('a file for each slice, listed or numbered', async () => {
    const { data } = metaImageParts({ values });
    await written(data.subarray(0, 8), 's1.raw');
    await written(data.subarray(8), 's2.raw');
    for (const dataFile of ['LIST\ns1.raw\ns2.raw', 'LIST 2\ns1.raw\ns2.raw', 's%d.raw 1 2 1']) {
      const { scan, files } = await readScan(await written(metaImageParts({ dataFile }).header, 's.mhd'));
      expect(scan.voxels).toEqual(plain);
      expect(files).toBe(3);
    }
    expect(await refusal(metaImageParts({ dataFile: 'LIST\ns1.raw' }).header)).toContain(
      '2 files, 1 are named',
    );
  });

  it('does not leave its folder, and never says the name of another file', async () => {
    await mkdir(join(folder, 'inner'), { recursive: true });
    await written(metaImageParts({ values }).data, 'Secret.raw');
    await symlink(join(folder, 'Secret.raw'), join(folder, 'inner', 'link.raw'));
    for (const dataFile of [
      '/etc/passwd',
      '../Secret.raw',
      'link.raw',
      'a/Secret.raw',
      'Secret missing.raw',
      '',
    ]) {
      const path = await written(metaImageParts({ dataFile }).header, 'inner/a.mhd');
      const error: unknown = await readScan(path).catch((e: unknown) => e);
      if (!(error instanceof UserError)) throw new Error(`${dataFile} was not refused: ${String(error)}`);
      expect(error.message).toMatch(/^a\.mhd: (it names a file|the file) with its voxels/);
      expect(error.message + error.advice).not.toMatch(/Secret|passwd/);
    }
    await written(metaImageParts({ values }).data, 'Secret 2.zraw');
    expect(await refusal(metaImageParts({ values }).data, 'voxels.raw')).toContain('without a header');
  });

  it('reads where a scan lies without its voxels', async () => {
    const path = await written(
      metaImageFile({ sizes: [3, 4, 5], spacing: [1, 2, 3], matrix: [0, 1, 0, 0, 0, -1, 1, 0, 0] }),
    );
    const { grid, format } = await readGrid(path);
    expect(grid).toEqual((await readScan(path)).scan.grid);
    expect(format).toBe('MetaImage');
  });

  it('several volumes: the first with a remark, or the one that is named', async () => {
    const file = { sizes: [2, 2, 2, 2], values: [...values, ...values.map((v) => v + 1)], packed: true };
    const scan = await read(file);
    expect(scan.voxels).toEqual(plain);
    expect(scan.facts.remarks.join()).toContain('2 volumes');
    expect((await read(file, { series: 2 })).voxels).toEqual(plain.map((v) => v + 1));
    expect(await refusal(metaImageFile(file), 'a.mha', { series: 3 })).toContain('no number 3');
    expect((await volumesIn(await written(metaImageFile(file)))).length).toBe(2);
  });
});

describe('refusals', () => {
  const swap = (from: string | RegExp, to: string): Buffer =>
    Buffer.from(metaImageFile({}).toString('latin1').replace(from, to), 'latin1');
  it.each([
    ['sizes that do not fit', swap('NDims = 3', 'NDims = 4'), 'do not fit'],
    ['a size of 1e999', swap('DimSize = 2 2 2', 'DimSize = 2 2 1e999'), 'do not fit'],
    ['a negative size', swap('DimSize = 2 2 2', 'DimSize = 2 -2 2'), 'do not fit'],
    ['a hexadecimal size', swap('DimSize = 2 2 2', 'DimSize = 2 0x2 2'), 'do not fit'],
    ['half a voxel', swap('DimSize = 2 2 2', 'DimSize = 2 2.5 2'), 'do not fit'],
    ['a size of zero', metaImageFile({ sizes: [2, 0, 2] }), 'impossible size'],
    ['a flat picture', metaImageFile({ sizes: [8, 8] }), 'flat'],
    ['more voxels than can be', metaImageFile({ sizes: [30000, 30000, 30000] }), 'more than can be read'],
    [
      'sizes whose product wraps round 32 bits',
      metaImageFile({ sizes: [65536, 65536, 2] }),
      'more than can be read',
    ],
    [
      'more bytes than there are',
      metaImageFile({ sizes: [20, 20, 20], values: [1, 2, 3] }),
      '16000 bytes, 6 are there',
    ],
    [
      'more than its packing can hold',
      metaImageFile({ sizes: [1200, 1200, 1200], values: [1], packed: true }),
      'far fewer',
    ],
    [
      'packing that is none',
      Buffer.concat([metaImageParts({ packed: true }).header, Buffer.alloc(64, 9)]),
      'damaged',
    ],
    ['packing cut off', metaImageFile({ sizes: [9, 9, 9], packed: true }).subarray(0, -30), 'cut off'],
    ['a field twice', swap('NDims = 3', 'NDims = 3\nDimSize = 4 4 4'), 'twice'],
    ['a field of rubbish', swap('CompressedData', '\xff\xfeCompressedData'), 'no text'],
    ['another object', swap('ObjectType = Image', 'ObjectType = Tube'), 'no image'],
    ['no voxels named', swap(/ElementDataFile[\s\S]*/, ''), 'names no ElementDataFile'],
    [
      'a header without end',
      Buffer.concat([Buffer.from('NDims = 3\n'), Buffer.alloc(5 << 20, 'x')]),
      'longer',
    ],
  ])('%s', async (_, bytes, said) => {
    expect(await refusal(bytes)).toContain(said);
  });

  it('says nothing of a patient', async () => {
    const more = ['PatientName = Secret', 'PatientID = Secret', 'Comment = Secret', 'Modality = Secret'];
    expect(JSON.stringify((await read({ more })).facts)).not.toContain('Secret');
  });
});
