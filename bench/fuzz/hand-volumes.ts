// Hostile NIfTI, NRRD and MetaImage files: sizes that nothing holds, bombs, headers without an end.
import { gzipSync } from 'node:zlib';
import { metaImageFile } from '../../test/fixtures/meta-image-file.js';
import { niftiFile, niftiParts } from '../../test/fixtures/nifti-file.js';
import { nrrdFile } from '../../test/fixtures/nrrd-file.js';
import { gzipBomb } from './bombs.js';
import type { HandMade } from './hand-made.js';
import type { Item } from './seed.js';

const TERA = 2 ** 40;
const volume = (
  name: string,
  entry: string,
  item: () => Item,
  more: Readonly<Record<string, Item>> = {},
): HandMade => ({
  name,
  kind: 'scan',
  entry,
  items: () => ({ [entry]: item(), ...more }),
});

const niftiHead = (size: readonly number[], more: object = {}): Buffer =>
  niftiParts({ size, values: [], ...more }).header;
const text = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\n'));

const nrrdHead = (more: readonly string[]): readonly string[] => [
  'NRRD0005',
  'type: short',
  'dimension: 3',
  'space: left-posterior-superior',
  'space directions: (1,0,0) (0,1,0) (0,0,1)',
  'space origin: (0,0,0)',
  ...more,
];
const plain = ['sizes: 4 4 4', 'endian: little', 'encoding: raw'];

const metaHead = (more: readonly string[]): readonly string[] => [
  'ObjectType = Image',
  'NDims = 3',
  'DimSize = 4 4 4',
  'ElementSpacing = 1 1 1',
  'TransformMatrix = 1 0 0 0 1 0 0 0 1',
  'Offset = 0 0 0',
  'BinaryData = True',
  ...more,
];

const nan = Array.from({ length: 64 }, () => Number.NaN);

const nifti: readonly HandMade[] = [
  volume('NIfTI: 32767³ voxels, none there', 'scan.nii', () => niftiHead([32767, 32767, 32767])),
  volume('NIfTI-2: 2⁶⁰ × 2⁶⁰ × 2⁶⁰ voxels', 'scan.nii', () =>
    niftiHead([2 ** 60, 2 ** 60, 2 ** 60], { version: 2 }),
  ),
  volume('NIfTI-2: 2²¹ × 2²¹ × 2²² voxels: the product overflows', 'scan.nii', () =>
    niftiHead([2 ** 21, 2 ** 21, 2 ** 22], { version: 2 }),
  ),
  volume('NIfTI: a sparse file of 16 TB that holds all it says', 'scan.nii', () => ({
    sparse: 16 * TERA,
    start: niftiHead([20000, 20000, 20000]),
  })),
  volume('NIfTI-2: voxels from 2⁵³ on', 'scan.nii', () => {
    const bytes = niftiFile({ size: [4, 4, 4], version: 2 });
    bytes.writeBigInt64LE(2n ** 53n, 168);
    return bytes;
  }),
  volume('NIfTI: a sparse file, voxels after a terabyte of extensions', 'scan.nii', () => {
    const head = niftiHead([4, 4, 4], { version: 2 });
    head.writeBigInt64LE(BigInt(TERA), 168);
    head[540] = 1;
    head.writeInt32LE(2 ** 30, 544 - 0 < head.length - 4 ? 544 : 540);
    return { sparse: 2 * TERA, start: head };
  }),
  volume('NIfTI, gzip: 3 GB of nothing behind a small scan', 'scan.nii.gz', () =>
    gzipBomb(niftiFile({ size: [4, 4, 4] }), 3000),
  ),
  volume('NIfTI, gzip: 3 GB of voxels that it really has', 'scan.nii.gz', () =>
    gzipBomb(niftiHead([2000, 2000, 400]), 3060),
  ),
  volume('NIfTI, gzip: the voxels after 3 GB of extensions', 'scan.nii.gz', () => {
    const head = niftiHead([4, 4, 4], { version: 2 });
    head.writeBigInt64LE(3_000_000_000n, 168);
    return gzipBomb(head, 3000);
  }),
  volume('NIfTI, gzip in gzip in gzip', 'scan.nii.gz', () =>
    gzipSync(gzipSync(gzipSync(niftiFile({ size: [4, 4, 4] })))),
  ),
  volume('NIfTI: nothing but NaN', 'scan.nii', () => niftiFile({ size: [4, 4, 4], type: 16, values: nan })),
  volume('NIfTI: endless and tiny numbers', 'scan.nii', () =>
    niftiFile({ size: [4, 4, 4], type: 64, values: nan.map((_, n) => [1e308, -1e308, 5e-324, 0][n % 4]) }),
  ),
  volume('NIfTI: a slope of 1e30 on 16 bits', 'scan.nii', () =>
    niftiFile({ size: [4, 4, 4], slope: 1e30, intercept: 1e38 }),
  ),
  volume('NIfTI: voxels of 1e-30 mm', 'scan.nii', () =>
    niftiFile({
      size: [4, 4, 4],
      sform: [1e-30, 0, 0, 0, 0, 1e-30, 0, 0, 0, 0, 1e-30, 0],
      pixdim: [1e-30, 1e-30, 1e-30],
    }),
  ),
  volume('NIfTI: voxels of 1e30 mm', 'scan.nii', () =>
    niftiFile({
      size: [4, 4, 4],
      sform: [1e30, 0, 0, 0, 0, 1e30, 0, 0, 0, 0, 1e30, 0],
      pixdim: [1e30, 1e30, 1e30],
    }),
  ),
  volume('NIfTI: an sform that is flat', 'scan.nii', () =>
    niftiFile({ size: [4, 4, 4], sform: [1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0] }),
  ),
  volume('NIfTI: one voxel', 'scan.nii', () => niftiFile({ size: [1, 1, 1] })),
  volume('NIfTI: 30000 voxels in a row', 'scan.nii', () => niftiFile({ size: [30000, 1, 1] })),
  volume('NIfTI: 7 dimensions of 1, and 4096 volumes', 'scan.nii', () =>
    niftiFile({ size: [2, 2, 2, 8, 8, 8, 8] }),
  ),
  volume('NIfTI: 4000 labels', 'scan.nii', () =>
    niftiFile({ size: [20, 20, 10], intent: 1002, values: Array.from({ length: 4000 }, (_, n) => n) }),
  ),
  volume('NIfTI: a name with a way out and colours of a terminal', '\u001b[31m..\u202e.nii', () =>
    niftiFile({ size: [0, 4, 4] }),
  ),
];

const nrrd: readonly HandMade[] = [
  volume('NRRD: a header without an end, 1 TB', 'scan.nrrd', () => ({
    sparse: TERA,
    start: text(nrrdHead(plain)),
  })),
  volume('NRRD: 200 000 comments', 'scan.nrrd', () =>
    text(nrrdHead([...plain, ...Array.from({ length: 200_000 }, () => '# a')])),
  ),
  volume('NRRD: lines skipped in 1 TB of nothing', 'scan.nrrd', () => ({
    sparse: TERA,
    start: text([...nrrdHead([...plain, 'line skip: 1000000000000']), '', '']),
  })),
  volume('NRRD: bytes skipped from the end of 1 TB', 'scan.nrrd', () => ({
    sparse: TERA,
    start: text([...nrrdHead([...plain, 'byte skip: -1']), '', '']),
  })),
  volume('NRRD: sizes whose product overflows', 'scan.nrrd', () =>
    nrrdFile({ sizes: [2 ** 31, 2 ** 31, 2 ** 31], values: [] }),
  ),
  volume('NRRD: a million axes', 'scan.nrrd', () => text([...nrrdHead(plain), 'dimension: 1000000', ''])),
  volume('NRRD: voxels from a device', 'scan.nhdr', () =>
    text([...nrrdHead([...plain, 'data file: /dev/zero']), '']),
  ),
  volume('NRRD: voxels from where passwords are', 'scan.nhdr', () =>
    text([...nrrdHead([...plain, 'data file: ../../../../../etc/passwd']), '']),
  ),
  volume(
    'NRRD: voxels from a link that leads out',
    'scan.nhdr',
    () => text([...nrrdHead([...plain, 'data file: out.raw']), '']),
    {
      'out.raw': { link: '/etc/passwd' },
    },
  ),
  volume(
    'NRRD: voxels from a pipe',
    'scan.nhdr',
    () => text([...nrrdHead([...plain, 'data file: pipe']), '']),
    {
      pipe: { fifo: true },
    },
  ),
  volume('NRRD: voxels from itself', 'scan.nhdr', () =>
    text([...nrrdHead([...plain, 'data file: scan.nhdr']), '']),
  ),
  volume('NRRD: a thousand million files', 'scan.nhdr', () =>
    text([...nrrdHead([...plain, 'data file: a%d 1 1000000000 1']), '']),
  ),
  volume('NRRD: a file name of a million digits', 'scan.nhdr', () =>
    text([...nrrdHead([...plain, 'data file: a%01000000d 1 4 1']), '']),
  ),
  volume('NRRD: a list of 300 000 files', 'scan.nhdr', () =>
    text([
      ...nrrdHead([...plain, 'data file: LIST']),
      ...Array.from({ length: 300_000 }, (_, n) => `f${n}`),
      '',
    ]),
  ),
  volume('NRRD, gzip: 3 GB behind 64 voxels', 'scan.nrrd', () =>
    Buffer.concat([
      text([...nrrdHead(['sizes: 4 4 4', 'endian: little', 'encoding: gzip']), '', '']),
      gzipBomb(Buffer.alloc(128), 3000),
    ]),
  ),
  volume('NRRD, text: 1 TB of blanks', 'scan.nrrd', () => ({
    sparse: TERA,
    start: text([...nrrdHead(['sizes: 4 4 4', 'encoding: ascii']), '', '']),
  })),
  volume('NRRD, text: one number of 30 MB', 'scan.nrrd', () =>
    Buffer.concat([
      text([...nrrdHead(['sizes: 4 4 4', 'encoding: ascii']), '', '']),
      Buffer.alloc(30_000_000, '1'),
    ]),
  ),
  volume('NRRD: 100 000 segments', 'scan.nrrd', () =>
    nrrdFile({ sizes: [4, 4, 4], more: Array.from({ length: 100_000 }, (_, n) => `Segment${n}_ID:=a`) }),
  ),
  volume('NRRD: keys that are properties of every object', 'scan.nrrd', () =>
    nrrdFile({
      sizes: [4, 4, 4],
      more: ['__proto__:=1', 'constructor:=2', 'Segment0_ID:=__proto__', 'toString: 3'],
    }),
  ),
];

const meta: readonly HandMade[] = [
  volume('MetaImage: a header without an end, 1 TB', 'scan.mha', () => ({
    sparse: TERA,
    start: text(metaHead([])),
  })),
  volume('MetaImage: voxels from itself', 'scan.mhd', () =>
    text(metaHead(['ElementType = MET_SHORT', 'ElementDataFile = scan.mhd', ''])),
  ),
  volume('MetaImage: voxels from a device', 'scan.mhd', () =>
    text(metaHead(['ElementType = MET_SHORT', 'ElementDataFile = /dev/zero', ''])),
  ),
  volume('MetaImage: voxels from a folder', 'scan.mhd', () =>
    text(metaHead(['ElementType = MET_SHORT', 'ElementDataFile = .', ''])),
  ),
  volume(
    'MetaImage: voxels from a pipe in a list',
    'scan.mhd',
    () =>
      text(
        metaHead(['ElementType = MET_SHORT', 'ElementDataFile = LIST', 'pipe', 'pipe', 'pipe', 'pipe', '']),
      ),
    {
      pipe: { fifo: true },
    },
  ),
  volume('MetaImage: a header size from the end of 1 TB', 'scan.mha', () => ({
    sparse: TERA,
    start: text(metaHead(['HeaderSize = -1', 'ElementType = MET_SHORT', 'ElementDataFile = LOCAL', ''])),
  })),
  volume('MetaImage: files by a pattern without an end', 'scan.mhd', () =>
    text(metaHead(['ElementType = MET_SHORT', 'ElementDataFile = a%d.raw 1 999999999999 1', ''])),
  ),
  volume('MetaImage: 10⁹ channels', 'scan.mha', () =>
    metaImageFile({ sizes: [4, 4, 4], more: ['ElementNumberOfChannels = 1000000000'] }),
  ),
  volume('MetaImage, zlib: 3 GB behind 64 voxels', 'scan.mha', () =>
    Buffer.concat([
      text(metaHead(['CompressedData = True', 'ElementType = MET_SHORT', 'ElementDataFile = LOCAL', ''])),
      gzipBomb(Buffer.alloc(128), 3000),
    ]),
  ),
  volume('MetaImage: a line of 50 MB', 'scan.mha', () =>
    text([...metaHead([]), `Comment = ${'a '.repeat(25_000_000)}`, '']),
  ),
];

export const handVolumes: readonly HandMade[] = [...nifti, ...nrrd, ...meta];
