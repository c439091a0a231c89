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
import { type NrrdFile, nrrdFile, nrrdParts } from '../../fixtures/nrrd-file.js';
import type { NumberKind } from '../../fixtures/number-bytes.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nrrd-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(bytes: Uint8Array | string, name = 'scan.nrrd'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}
const read = async (file: NrrdFile, options: ReadOptions = {}): Promise<Scan> =>
  (await readScan(await written(nrrdFile(file)), options)).scan;

async function refusal(
  bytes: Uint8Array | string,
  name = 'scan.nrrd',
  options: ReadOptions = {},
): Promise<string> {
  const error: unknown = await readScan(await written(bytes, name), options).catch((e: unknown) => e);
  if (!(error instanceof UserError)) throw new Error(`not refused: ${String(error)}`);
  expect(error.message.startsWith(`${name}: `)).toBe(true);
  expect(error.advice.length).toBeGreaterThan(10);
  return error.message;
}

/** Where the voxel with the greatest value lies, mm. */
function placeOfMost({ grid, voxels }: Scan): readonly number[] {
  const most = voxels.indexOf(Math.max(...voxels));
  const [nx, ny] = grid.size;
  const place = toPatient(grid.affine, most % nx, Math.floor(most / nx) % ny, Math.floor(most / (nx * ny)));
  return place.map((x) => Number(x.toFixed(3)));
}

const marked = (sizes: readonly number[], i: number, j: number, k: number): number[] => {
  const values = Array.from({ length: sizes[0] * sizes[1] * sizes[2] }, () => -5);
  values[i + sizes[0] * (j + sizes[1] * k)] = 77;
  return values;
};

describe('places', () => {
  const sizes = [3, 4, 5];
  // Axis 0 runs by (0, 2, 0), axis 1 by (0, 0, −3), axis 2 by (0.5, 0, 0) from (10, 20, 30); voxel (1, 2, 3) is there:
  // (10 + 1.5, 20 + 2, 30 − 6).
  const file = {
    sizes,
    values: marked(sizes, 1, 2, 3),
    directions: '(0,2,0) (0,0,-3) (0.5,0,0)',
    origin: '(10,20,30)',
  };
  it.each([
    ['left-posterior-superior', [11.5, 22, 24]],
    ['LPS', [11.5, 22, 24]],
    ['right-anterior-superior', [-11.5, -22, 24]],
    ['RAS', [-11.5, -22, 24]],
    ['left-anterior-superior', [11.5, -22, 24]],
    ['LAS', [11.5, -22, 24]],
  ])('a voxel in the space %s', async (space, place) => {
    const scan = await read({ ...file, space });
    expect(placeOfMost(scan)).toEqual(place);
    expect(scan.facts.format).toBe('NRRD');
    // Left, anterior: where other readers err.
    expect(scan.facts.remarks.map((one) => one.includes('mirrored'))).toEqual(
      place[0] > 0 && place[1] < 0 ? [true] : [],
    );
  });

  it('names the stored axes', async () => {
    expect((await read({ ...file, space: 'RAS' })).facts.storedAxes).toBe('AIR');
    expect((await read(file)).facts.storedAxes).toBe('PIL');
  });

  it('oblique and slanted directions as they stand, and says the slant', async () => {
    const tilted = { ...file, directions: '(0.8,0.6,0) (-0.6,0.8,0) (0,1,3)' };
    const scan = await read(tilted);
    // 10 + 0.8 − 1.2, 20 + 0.6 + 1.6 + 3, 30 + 9.
    expect(placeOfMost(scan)).toEqual([9.6, 25.2, 39]);
    expect(scan.facts.remarks.join()).toContain('not at right angles');
  });

  it('lengths in other units, and no origin', async () => {
    const scan = await read({
      ...file,
      directions: '(0,2000,0) (0,0,-3000) (500,0,0)',
      more: ['space units: "um" "um" "um"'],
      origin: null,
    });
    expect(placeOfMost(scan)).toEqual([1.5, 2, -6]);
    expect(scan.facts.remarks.join()).toContain('no origin');
    expect((await read({ ...file, origin: '(nan,nan,nan)' })).facts.remarks.join()).toContain('no origin');
    expect(await refusal(nrrdFile({ ...file, origin: '(1,2)' }))).toContain('not vectors');
    const metres = await read({
      ...file,
      more: ['space units: "m" "m" "m"'],
      origin: '(0,0,0)',
      directions: '(0.002,0,0) (0,0.002,0) (0,0,0.002)',
    });
    expect(placeOfMost(metres)).toEqual([2, 4, 6]);
    expect(
      await refusal(nrrdFile({ ...file, more: ['space units: "furlong" "furlong" "furlong"'] })),
    ).toContain('unit');
  });

  it('a file without an anatomical space only in the directions that it is given', async () => {
    const bare = { ...file, space: null, directions: null, origin: null, more: ['spacings: 1 2 3'] };
    expect(await refusal(nrrdFile(bare))).toContain('left and right are unknown');
    const scan = await read(bare, { orientation: 'RAS' });
    // From the middle of 3 × 4 × 5 voxels: (1 − 1) · 1, (2 − 1.5) · 2, (3 − 2) · 3, to RAS.
    expect(placeOfMost(scan)).toEqual([0, -1, 3]);
    expect(scan.facts.remarks.join()).toContain('RAS was assumed');
    expect(await refusal(nrrdFile({ ...bare, more: [] }), 'a.nrrd', { orientation: 'LPS' })).toContain(
      'how far apart',
    );
    expect(
      await refusal(nrrdFile({ ...bare, more: ['spacings: 1 nan 3'] }), 'a.nrrd', { orientation: 'LPS' }),
    ).toContain('far apart');
  });

  it('a space of the scanner or of no name only as told, and never mirrored', async () => {
    for (const space of ['scanner-xyz', '3D-right-handed', '3D-left-handed', 'right-up'])
      expect(await refusal(nrrdFile({ ...file, space }))).toContain('left and right are unknown');
    // Its axes (y, −z, x) are left-handed there.
    const handed = { ...file, space: '3D-right-handed' };
    expect(await refusal(nrrdFile(handed), 'a.nrrd', { orientation: 'LPS' })).toContain('mirror image');
    const scan = await read(handed, { orientation: 'RPS' });
    expect(scan.grid.affine.filter((x) => x !== 0)).toEqual([2, -2, 3, -4.5, 0.5, -1]);
    const slanted = { ...handed, directions: '(1,0,0) (0,1,0) (0.3,0,1)' };
    expect(await refusal(nrrdFile(slanted), 'a.nrrd', { orientation: 'LPS' })).toContain('sheared');
  });

  it.each([
    ['a missing axis', '(1,0,0) (0,1,0) (0,0,0)', 'dependent'],
    ['dependent axes', '(1,0,0) (0,1,0) (1,1,0)', 'dependent'],
    ['a number beyond all', '(1e999,0,0) (0,1,0) (0,0,1)', 'not vectors'],
    ['hexadecimal numbers', '(0x1,0,0) (0,1,0) (0,0,1)', 'not vectors'],
    ['two numbers', '(1,0) (0,1) (0,1)', 'not vectors'],
    ['words', '(a,b,c) (0,1,0) (0,0,1)', 'not vectors'],
    ['steps of a kilometre', '(1e6,0,0) (0,1,0) (0,0,1)', 'apart'],
    ['steps of an atom', '(1e-9,0,0) (0,1,0) (0,0,1)', 'apart'],
  ])('refuses directions with %s', async (_, directions, said) => {
    expect(await refusal(nrrdFile({ directions }))).toContain(said);
  });
});

const values = [-3, 0, 5, 7, 100, 127, -128, 1];
const plain = Int16Array.from(values);

describe('numbers', () => {
  const names: readonly (readonly [NumberKind, readonly string[]])[] = [
    ['int8', ['signed char', 'int8', 'int8_t']],
    ['int16', ['short', 'short int', 'signed short', 'signed short int', 'int16', 'int16_t']],
    ['int32', ['int', 'signed int', 'int32', 'int32_t']],
    ['int64', ['longlong', 'long long', 'long long int', 'signed long long', 'int64', 'int64_t']],
    ['float32', ['float', 'FLOAT']],
    ['float64', ['double']],
  ];
  for (const [kind, types] of names)
    it.each(types)('of the type %s, in either order', async (type) => {
      for (const endian of ['little', 'big'] as const)
        expect((await read({ type, kind, endian, values })).voxels).toEqual(plain);
    });

  it('without a sign', async () => {
    const large = [0, 1, 2, 3, 4, 5, 6, 200];
    const expected = Int16Array.from(large);
    for (const type of ['uchar', 'unsigned char', 'uint8', 'uint8_t'])
      expect((await read({ type, kind: 'uint8', values: large })).voxels).toEqual(expected);
    for (const type of ['ushort', 'unsigned short', 'unsigned short int', 'uint16', 'uint16_t'])
      expect((await read({ type, kind: 'uint16', values: large })).voxels).toEqual(expected);
    for (const type of ['uint', 'unsigned int', 'uint32', 'uint32_t'])
      expect((await read({ type, kind: 'uint32', values: large })).voxels).toEqual(expected);
    for (const type of ['ulonglong', 'unsigned long long', 'uint64', 'uint64_t'])
      expect((await read({ type, kind: 'uint64', values: large })).voxels).toEqual(expected);
  });

  it('of 64 bits, rounded once', async () => {
    const wide = [2 ** 40, -(2 ** 40), 2 ** 53, 0, 1, 2, 3, 4];
    expect((await read({ type: 'int64', kind: 'int64', values: wide })).voxels).toEqual(
      Float32Array.from(wide),
    );
  });

  it.each(['char', 'block', 'float128', 'long double', ''])('refuses the type "%s"', async (type) => {
    expect(await refusal(nrrdFile({ type }))).toContain('type');
  });
});

describe('encodings and files', () => {
  it('text, in any spacing', async () => {
    for (const encoding of ['ascii', 'text', 'txt'])
      expect((await read({ encoding, values })).voxels).toEqual(plain);
    const { header } = nrrdParts({ encoding: 'ascii' });
    const loose = `${header}\n -3,0  5\t7\r\n\n100 1.27e2 -128 1`;
    expect((await readScan(await written(loose))).scan.voxels).toEqual(plain);
    expect(await refusal(`${header}\n1 2 3 4 5 6 7 0x8`)).toContain('something else');
    expect(await refusal(`${header}\n1 2 3 4 5 6 nan 8`)).toContain('not numbers');
    expect(await refusal(`${header}\n1 2 3 4 5 6 7                 `)).toContain(
      '8 numbers are needed, 7 are there',
    );
    expect(await refusal(`${header}\n${'1'.repeat(5000)}`)).toContain('something else');
  });

  it('gzip, CR LF, an older version, a field in other letters', async () => {
    expect((await read({ encoding: 'gzip', values })).voxels).toEqual(plain);
    expect((await read({ end: '\r\n', values })).voxels).toEqual(plain);
    expect((await read({ magic: 'NRRD00.01', values })).voxels).toEqual(plain);
    const bytes = nrrdFile({ values }).toString('latin1').replace('space directions', 'Space Directions');
    expect((await readScan(await written(Buffer.from(bytes, 'latin1')))).scan.voxels).toEqual(plain);
  });

  it('gzip with members, with zeros and with rubbish after its end', async () => {
    const { header, data } = nrrdParts({ values });
    const head = Buffer.from(`${header.replace('raw', 'gzip')}\n`);
    const packed = [
      Buffer.concat([gzipSync(data.subarray(0, 7)), gzipSync(data.subarray(7))]),
      Buffer.concat([gzipSync(data), Buffer.alloc(100)]),
      Buffer.concat([gzipSync(data), Buffer.from('rubbish')]),
    ];
    for (const bytes of packed)
      expect((await readScan(await written(Buffer.concat([head, bytes])))).scan.voxels).toEqual(plain);
  });

  it('detached voxels: raw, gzipped, after bytes and lines that are skipped, at the end', async () => {
    const cases: readonly (readonly [NrrdFile, (data: Buffer) => Buffer])[] = [
      [{ values }, (data) => data],
      [{ values, encoding: 'gzip' }, (data) => data],
      [{ values, more: ['byte skip: 3'] }, (data) => Buffer.concat([Buffer.from('abc'), data])],
      [
        { values, more: ['line skip: 2', 'byteskip: 1'] },
        (data) => Buffer.concat([Buffer.from('a\nbc\nd'), data]),
      ],
      [{ values, more: ['byte skip: -1'] }, (data) => Buffer.concat([Buffer.alloc(999, 7), data])],
      [
        { values, more: ['byte skip: -3'] },
        (data) => Buffer.concat([Buffer.alloc(999, 7), data, Buffer.alloc(2)]),
      ],
    ];
    for (const [file, dress] of cases) {
      const { header, data } = nrrdParts(file);
      await written(dress(data), 'voxels of it.raw');
      for (const name of ['voxels of it.raw', './voxels of it.raw']) {
        const read = await readScan(await written(`${header}data file: ${name}\n`, 'scan.nhdr'));
        expect(read.scan.voxels).toEqual(plain);
        expect(read.files).toBe(2);
      }
    }
    const { header, data } = nrrdParts({ values, encoding: 'gzip', more: ['byte skip: 5'] });
    const shifted = gzipSync(Buffer.concat([Buffer.from('12345'), nrrdParts({ values }).data]));
    expect(data.length).toBeGreaterThan(0);
    await written(shifted, 'packed.raw.gz');
    const read = await readScan(await written(`${header}datafile: packed.raw.gz`, 'scan.nhdr'));
    expect(read.scan.voxels).toEqual(plain);
  });

  it('a file for each slice, listed or numbered', async () => {
    const { header, data } = nrrdParts({ values });
    await written(data.subarray(0, 8), 'part-08.raw');
    await written(data.subarray(8), 'part-10.raw');
    const several = [
      'LIST\npart-08.raw\npart-10.raw',
      'LIST 2\npart-08.raw\npart-10.raw',
      'part-%02d.raw 8 10 2',
      'part-%02d.raw 8 10 2 3',
    ];
    for (const how of several) {
      const { scan, files } = await readScan(await written(`${header}data file: ${how}\n`, 'scan.nhdr'));
      expect(scan.voxels).toEqual(plain);
      expect(files).toBe(3);
    }
    expect(await refusal(`${header}data file: LIST\npart-08.raw\n`)).toContain('2 files, 1 are named');
    expect(await refusal(`${header}data file: part-%02d.raw 1 999999999 1\n`)).toContain('pattern');
    expect(await refusal(`${header}data file: part-%s%n.raw 1 2 1\n`)).toContain('pattern');
  });

  it('does not leave its folder, and never says the name of another file', async () => {
    await mkdir(join(folder, 'inner'), { recursive: true });
    const { header, data } = nrrdParts({ values });
    await written(data, 'Secret.raw');
    await symlink(join(folder, 'Secret.raw'), join(folder, 'inner', 'link.raw'));
    await symlink('/dev/zero', join(folder, 'inner', 'Secret zero.raw'));
    for (const named of [
      '/etc/passwd',
      '../Secret.raw',
      'link.raw',
      'Secret zero.raw',
      'Secret\\x.raw',
      'C:\\Secret.raw',
      '..',
      '.',
      'Secret missing.raw',
    ]) {
      const error: unknown = await readScan(
        await written(`${header}data file: ${named}\n`, 'inner/a.nhdr'),
      ).catch((e: unknown) => e);
      if (!(error instanceof UserError)) throw new Error(`${named} was not refused: ${String(error)}`);
      expect(error.message).toMatch(/^a\.nhdr: (it names a file|the file) with its voxels/);
      expect(error.message + error.advice).not.toMatch(/Secret|passwd|zero/);
    }
  });

  it('follows a linked header to its folder', async () => {
    await mkdir(join(folder, 'store'), { recursive: true });
    await mkdir(join(folder, 'work'), { recursive: true });
    const { header, data } = nrrdParts({ values });
    await written(`${header}data file: v.raw\n`, 'store/v.nhdr');
    await written(data, 'store/v.raw');
    for (const one of ['v.nhdr', 'v.raw'])
      await symlink(join(folder, 'store', one), join(folder, 'work', one));
    expect((await readScan(join(folder, 'work', 'v.nhdr'))).scan.voxels).toEqual(plain);
  });

  it('refuses a file that is its own voxels, and one that is named twice', async () => {
    const { header, data } = nrrdParts({ values });
    await written(data.subarray(0, 8), 'half.raw');
    expect(await refusal(`${header}data file: self.nhdr\n`, 'self.nhdr')).toContain('names itself');
    expect(await refusal(`${header}data file: LIST\nhalf.raw\nhalf.raw\n`)).toContain('twice');
  });

  it('tells of bytes that the header does not account for', async () => {
    const longer = Buffer.concat([nrrdFile({ values }), Buffer.alloc(5000)]);
    const { scan } = await readScan(await written(longer));
    expect(scan.facts.remarks.join()).toContain('5000 bytes follow the voxels');
    expect((await read({ values })).facts.remarks).toEqual([]);
  });

  it.each([
    ['bzip2', 'as bzip2'],
    ['bz2', 'as bz2'],
    ['hex', 'as hex'],
    ['zrl', 'as zrl'],
    ['lzma', 'in an unknown way'],
  ])('refuses the encoding %s', async (encoding, said) => {
    expect(await refusal(nrrdFile({ encoding }))).toContain(said);
  });

  it('reads where a scan lies without its voxels', async () => {
    const file = { sizes: [3, 4, 5], directions: '(0,2,0) (0,0,-3) (0.5,0,0)', origin: '(10,20,30)' };
    const path = await written(nrrdFile(file));
    const { grid, stored, format, numberType } = await readGrid(path);
    expect({ grid, stored }).toEqual({
      grid: (await readScan(path)).scan.grid,
      stored: (await readScan(path)).stored,
    });
    expect([format, numberType]).toEqual(['NRRD', 'int16']);
  });
});

describe('several volumes', () => {
  const three = [...values, ...values.map((v) => v + 1), ...values.map((v) => v + 2)];
  const last = {
    sizes: [2, 2, 2, 3],
    values: three,
    directions: '(1,0,0) (0,1,0) (0,0,1) none',
    more: ['kinds: domain domain domain list'],
  };
  const first = {
    sizes: [3, 2, 2, 2],
    values: values.flatMap((v) => [v, v + 1, v + 2]),
    directions: 'none (1,0,0) (0,1,0) (0,0,1)',
    more: ['kinds: list domain domain domain'],
  };
  const inTime = {
    ...last,
    space: 'left-posterior-superior-time',
    directions: '(1,0,0,0) (0,1,0,0) (0,0,1,0) (0,0,0,2)',
    origin: '(0,0,0,0)',
    more: ['kinds: domain domain domain time'],
  };
  it.each([
    ['one after the other', last],
    ['together', first],
    ['together, packed', { ...first, encoding: 'gzip' }],
    ['as text', { ...first, encoding: 'ascii' }],
    ['in time', inTime],
    ['in time, packed', { ...inTime, encoding: 'gzip' }],
  ])('%s: the first with a remark, or the one that is named', async (_, file) => {
    const scan = await read(file);
    expect(scan.voxels).toEqual(plain);
    expect(scan.facts.remarks.join()).toContain(
      '3 volumes (points in time, or several measurements); the first was read',
    );
    expect((await read(file, { series: 3 })).voxels).toEqual(plain.map((v) => v + 2));
    expect((await volumesIn(await written(nrrdFile(file)))).map(({ chosen }) => chosen)).toEqual([
      true,
      false,
      false,
    ]);
    expect(await refusal(nrrdFile(file), 'a.nrrd', { series: 4 })).toContain('no number 4');
  });

  it.each(['RGB-color', 'vector', '3-vector', 'complex'])('refuses %s', async (kind) => {
    const file = { ...first, more: [`kinds: ${kind} domain domain domain`] };
    expect(await refusal(nrrdFile(file))).toMatch(/colours|vectors/);
  });

  it('refuses volumes amid the axes of space', async () => {
    const file = { ...first, sizes: [2, 3, 2, 2], directions: '(1,0,0) none (0,1,0) (0,0,1)', more: [] };
    expect(await refusal(nrrdFile(file))).toContain('order');
  });
});

describe('segmentations', () => {
  const segment = (n: number, id: string, more: readonly string[] = []): string[] => [
    `Segment${n}_ID:=${id}`,
    `Segment${n}_Name:=The ${id}`,
    `Segment${n}_Color:=0.5 0.25 ${n / 10}`,
    `Segment${n}_Extent:=0 1 0 1 0 1`,
    ...more,
  ];
  const at =
    (value: number, layer: number): ((n: number) => string[]) =>
    (n) => [`Segment${n}_LabelValue:=${value}`, `Segment${n}_Layer:=${layer}`];

  it('names and colours of one layer', async () => {
    const labels = [0, 1, 4, 4, 0, 1, 0, 0];
    const file = {
      values: labels,
      type: 'uchar',
      kind: 'uint8' as const,
      more: [...segment(0, 'liver', at(4, 0)(0)), ...segment(1, 'spine', at(1, 0)(1))],
    };
    const scan = await read(file);
    expect(scan.facts.labels).toBe(true);
    expect(scan.voxels).toEqual(Int16Array.from(labels));
    expect(scan.facts.labelNames).toEqual([
      { id: 4, name: 'The liver', colour: [0.5, 0.25, 0] },
      { id: 1, name: 'The spine', colour: [0.5, 0.25, 0.1] },
    ]);
    const liver = await read(file, { segment: 'the LIVER' });
    expect(liver.voxels).toEqual(Int16Array.from([0, 0, 4, 4, 0, 0, 0, 0]));
    expect(liver.facts.labelNames.map(({ id }) => id)).toEqual([4]);
    expect((await read(file, { segment: '1' })).voxels).toEqual(Int16Array.from([0, 1, 0, 0, 0, 1, 0, 0]));
    expect(await refusal(nrrdFile(file), 'a.nrrd', { segment: 'heart' })).toContain("no label 'heart'");
  });

  it('a header as Slicer writes it', async () => {
    const header = `NRRD0004
# Complete NRRD file format specification at:
# http://teem.sourceforge.net/nrrd/format.html
type: unsigned char
dimension: 4
space: left-posterior-superior
sizes: 2 2 3 2
space directions: none (0.5,0,0) (0,0.5,0) (0,0,1.25)
kinds: list domain domain domain
encoding: gzip
space origin: (-10,20.5,-3)
Segment0_Color:=0.564706 0.933333 0.564706
Segment0_ColorAutoGenerated:=1
Segment0_Extent:=0 1 0 2 0 1
Segment0_ID:=Segment_1
Segment0_LabelValue:=1
Segment0_Layer:=0
Segment0_Name:=mandible: left
Segment0_NameAutoGenerated:=0
Segment0_Tags:=Segmentation.Status:inprogress|TerminologyEntry:Segmentation category and type - 3D Slicer General Anatomy list~SCT^123037004^Anatomical Structure~SCT^91609006^Mandible~^^~Anatomic codes - DICOM master list~^^~^^|
Segment1_Color:=0.84 0.76 0.7
Segment1_ID:=Segment_2
Segment1_LabelValue:=1
Segment1_Layer:=1
Segment1_Name:=teeth
Segment1_Tags:=|
Segmentation_ContainedRepresentationNames:=Binary labelmap|Closed surface|
Segmentation_ConversionParameters:=Collapse labelmaps|1|Merge the labelmaps into as few shared labelmaps as possible 1 = created labelmaps will be shared if possible without overwriting each other.&Compute surface normals|1|Compute surface normals.
Segmentation_MasterRepresentation:=Binary labelmap
Segmentation_ReferenceImageExtentOffset:=0 0 0

`;
    const values = Buffer.alloc(24);
    values[2 * 1] = 1;
    values[2 * 11 + 1] = 1;
    const { scan } = await readScan(
      await written(Buffer.concat([Buffer.from(header), gzipSync(values)]), 's.seg.nrrd'),
    );
    expect(scan.grid).toEqual({ size: [2, 3, 2], affine: [0.5, 0, 0, -10, 0, 0.5, 0, 20.5, 0, 0, 1.25, -3] });
    expect([...scan.voxels]).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
    expect(scan.facts.labelNames).toEqual([
      { id: 1, name: 'mandible: left', colour: [0.564706, 0.933333, 0.564706] },
      { id: 2, name: 'teeth', colour: [0.84, 0.76, 0.7] },
    ]);
  });

  // Layer 0 holds 1 and 2, layer 1 holds another 1 and a 9 of no segment.
  const below = [1, 1, 2, 2, 0, 0, 0, 0];
  const above = [0, 1, 1, 0, 1, 9, 0, 0];
  const layers = {
    type: 'uchar',
    kind: 'uint8' as const,
    more: [...segment(0, 'a', at(1, 0)(0)), ...segment(1, 'b', at(2, 0)(1)), ...segment(2, 'c', at(1, 1)(2))],
  };
  const together = {
    ...layers,
    sizes: [2, 2, 2, 2],
    directions: 'none (1,0,0) (0,1,0) (0,0,1)',
    values: below.flatMap((v, n) => [v, above[n]]),
    more: ['kinds: list domain domain domain', ...layers.more],
  };
  const apart = {
    ...layers,
    sizes: [2, 2, 2, 2],
    directions: '(1,0,0) (0,1,0) (0,0,1) none',
    values: [...below, ...above],
    more: ['kinds: domain domain domain list', ...layers.more],
  };
  it.each([
    ['together', together],
    ['together, packed', { ...together, encoding: 'gzip' }],
    ['one after the other', apart],
  ])('layers that overlap, %s: one map, and what is lost in it is said', async (_, file) => {
    const scan = await read(file);
    expect(scan.voxels).toEqual(Int16Array.from([1, 1, 2, 2, 3, 0, 0, 0]));
    expect(scan.facts.labelNames.map(({ id, name }) => [id, name])).toEqual([
      [1, 'The a'],
      [2, 'The b'],
      [3, 'The c'],
    ]);
    const said = scan.facts.remarks.join(' ');
    expect(said).toContain('overlap in 2 voxels, which were given to the segment with the lowest number');
    expect(said).toContain('The c became 3');
    expect(said).toContain('1 voxels with numbers that belong to no segment');
    const whole = await read(file, { segment: 'The c' });
    expect(whole.voxels).toEqual(Int16Array.from([0, 3, 3, 0, 3, 0, 0, 0]));
    expect((await volumesIn(await written(nrrdFile(file)))).length).toBe(1);
  });

  it('an old file: each segment on a layer of its own, without numbers', async () => {
    const old = {
      ...together,
      values: [1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      more: ['kinds: list domain domain domain', ...segment(0, 'a'), ...segment(1, 'b')],
    };
    const scan = await read(old);
    expect(scan.voxels).toEqual(Int16Array.from([1, 2, 1, 0, 0, 0, 0, 0]));
    expect(scan.facts.remarks.join(' ')).toContain('overlap in 1 voxels');
  });

  it('shows no name that could trouble a terminal, and refuses what is damaged', async () => {
    const file = (more: readonly string[]): NrrdFile => ({ values: [0, 1, 0, 1, 0, 0, 0, 0], more });
    const named = await read(
      file(['Segment0_ID:=x', `Segment0_Name:=\u001b[31m liver\u202e ${'y'.repeat(500)}`]),
    );
    expect(named.facts.labelNames[0].name).toMatch(/^\[31m liver y{1,64}$/);
    expect(await refusal(nrrdFile(file(['Segment0_ID:=x', 'Segment0_LabelValue:=-1'])))).toContain(
      'segment 1',
    );
    expect(await refusal(nrrdFile(file(['Segment0_ID:=x', 'Segment0_Layer:=7'])))).toContain('segment 1');
    expect(
      await refusal(
        nrrdFile(file(['Segment0_ID:=x', 'Segmentation_MasterRepresentation:=Fractional labelmap'])),
      ),
    ).toContain('fractional');
    const twice = ['Segment0_ID:=x', 'Segment1_ID:=y'];
    expect(await refusal(nrrdFile(file(twice)))).toContain('one number on one layer');
  });
});

describe('refusals', () => {
  const text = (lines: readonly string[]): string => `NRRD0004\n${lines.join('\n')}\n\n`;
  it.each([
    ['an unknown version', 'NRRD1004\ntype: short\n\n', 'version'],
    ['the magic word alone', 'NRRD0004\n', 'damaged'],
    ['nonsense', text(['hello world']), 'no field'],
    ['a field twice', text(['type: short', 'type: int']), 'twice'],
    ['no sizes', text(['type: short', 'dimension: 3', 'encoding: raw']), 'do not fit'],
    ['negative sizes', nrrdFile({ sizes: [2, -2, 2] }), 'do not fit'],
    ['sizes of 1e999', text(['type: short', 'dimension: 3', 'sizes: 2 2 1e999']), 'do not fit'],
    ['sizes of zero', nrrdFile({ sizes: [2, 0, 2] }), 'impossible size'],
    ['a flat picture', nrrdFile({ sizes: [8, 8], space: 'LPS', directions: '(1,0,0) (0,1,0)' }), 'flat'],
    ['one slice', nrrdFile({ sizes: [8, 8, 1] }), 'flat'],
    ['more voxels than can be', nrrdFile({ sizes: [30000, 30000, 30000] }), 'more than can be read'],
    [
      'sizes whose product wraps round 32 bits',
      nrrdFile({ sizes: [65536, 65536, 2] }),
      'more than can be read',
    ],
    [
      'more volumes than can be',
      nrrdFile({ sizes: [2, 2, 2, 99999], directions: '(1,0,0) (0,1,0) (0,0,1) none' }),
      'number of volumes',
    ],
    [
      'more bytes than there are',
      nrrdFile({ sizes: [20, 20, 20], values: [1, 2, 3] }),
      '16000 bytes, 6 are there',
    ],
    [
      'more than its gzip can hold',
      nrrdFile({ sizes: [1200, 1200, 1200], values: [1], encoding: 'gzip' }),
      'far fewer',
    ],
    [
      'a gzip that ends too soon',
      nrrdFile({ sizes: [20, 20, 20], values: [1, 2, 3], encoding: 'gzip' }),
      '16000 bytes',
    ],
    ['a header without voxels', nrrdParts({}).header, 'cut off'],
    ['no order of bytes', nrrdFile({}).toString('latin1').replace('endian: little\n', ''), 'endian'],
    ['a skip beyond the file', nrrdFile({ more: ['byte skip: 99999'] }), '0 are there'],
    ['lines beyond the file', nrrdFile({ more: ['line skip: 99999'] }), '0 are there'],
    ['a skip from before the file', nrrdFile({ more: ['byte skip: -99999'] }), 'cut off'],
    ['a skip that is no number', nrrdFile({ more: ['byte skip: many'] }), 'damaged'],
    [
      'a header without end',
      Buffer.concat([Buffer.from('NRRD0004\n'), Buffer.alloc(5 << 20, 'x')]),
      'longer',
    ],
    ['lines without end', `NRRD0004\n${'#\n'.repeat(70000)}`, 'longer'],
  ])('%s', async (_, bytes, said) => {
    expect(await refusal(bytes)).toContain(said);
  });

  it('a file gzipped as a whole', async () => {
    expect(await refusal(gzipSync(nrrdFile({})), 'a.nrrd.gz')).toContain('gzipped as a whole');
  });

  it('says nothing of a patient', async () => {
    const secret = ['content: Secret Name', 'PatientName:=Secret Name', 'Secret Name:=1'];
    for (const file of [
      { more: secret, type: 'Secret Name 1234567890 1234567890 x' },
      { more: [...secret, 'encoding2: x'] },
    ])
      expect(await refusal(nrrdFile(file))).not.toContain('Secret');
    const scan = await read({ more: secret });
    expect(JSON.stringify(scan.facts)).not.toContain('Secret');
  });
});
