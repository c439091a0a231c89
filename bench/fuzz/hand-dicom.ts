// Hostile DICOM: nests, floods of elements, lengths and sizes that lie, bombs of every codec, geometry out of this world.
import { deflateRawSync } from 'node:zlib';
import { dicomFile, type Elements, EXPLICIT, RLE } from '../../test/fixtures/dicom-file.js';
import { nested } from './damage-dicom.js';
import { dicomBytes } from './dicom-bytes.js';
import { sliceOf } from './dicom-seeds.js';
import type { HandMade } from './hand-made.js';
import type { CaseOptions, Item } from './seed.js';

const J2K = '1.2.840.10008.1.2.4.90';
const HTJ2K = '1.2.840.10008.1.2.4.201';
const JPEG_LS = '1.2.840.10008.1.2.4.80';
const JPEG = '1.2.840.10008.1.2.4.57';
const BASELINE = '1.2.840.10008.1.2.4.50';

const one = (name: string, item: () => Item): HandMade => ({
  name: `DICOM: ${name}`,
  kind: 'scan',
  entry: 'scan.dcm',
  items: () => ({ 'scan.dcm': item() }),
});

const series = (
  name: string,
  slices: number,
  of: (k: number) => Elements,
  options: CaseOptions = {},
): HandMade => ({
  name: `DICOM: ${name}`,
  kind: 'scan',
  entry: 'scan',
  options,
  items: () =>
    Object.fromEntries(Array.from({ length: slices }, (_, k) => [`scan/SECRET${k}`, dicomFile(of(k))])),
});

/** The slice with `inserted` bytes between its file meta and its elements. */
function withStart(inserted: Buffer, tail = dicomFile(sliceOf(0), EXPLICIT, true)): Buffer {
  const whole = dicomFile({}, EXPLICIT);
  return Buffer.concat([whole, inserted, tail]);
}

/** `count` elements of no length. */
function flood(count: number): Buffer {
  const bytes = Buffer.alloc(8 * count);
  for (let n = 0; n < count; n++) {
    bytes.writeUInt16LE(8 + 2 * (n >> 15), 8 * n);
    bytes.writeUInt16LE((2 * n) & 0xffff, 8 * n + 2);
    bytes.write('LO', 8 * n + 4);
  }
  return bytes;
}

/** `count` empty items in one sequence. */
function items(count: number): Buffer {
  const bytes = Buffer.alloc(12 + 8 * count + 8);
  bytes.writeUInt32LE(0x11400008, 0);
  bytes.write('SQ', 4);
  bytes.writeUInt32LE(0xffffffff, 8);
  for (let n = 0; n < count; n++) bytes.writeUInt32LE(0xe000fffe, 12 + 8 * n);
  bytes.writeUInt32LE(0xe0ddfffe, 12 + 8 * count);
  return bytes;
}

const large: Elements = { '00280010': 65535, '00280011': 65535 };
const square: Elements = { '00280010': 4096, '00280011': 4096 };

/** Three slices of the same compressed picture. */
const three = (name: string, syntax: string, fragment: Buffer, more: Elements = {}): HandMade => ({
  name: `DICOM: ${name}`,
  kind: 'scan',
  entry: 'scan',
  items: () =>
    Object.fromEntries(
      [0, 1, 2].map((k) => [
        `scan/SECRET${k}`,
        dicomBytes({ elements: sliceOf(k, more), syntax, fragments: [fragment] }),
      ]),
    ),
});

/** Headers of codestreams that promise 65535² pixels, and nothing behind them. */
const jpegHead = Buffer.from([
  0xff, 0xd8, 0xff, 0xc3, 0, 11, 16, 255, 255, 255, 255, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 1, 0, 0, 0,
  0,
]);
const baselineHead = Buffer.from([
  0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 255, 255, 255, 255, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0,
  0,
]);
const lsHead = Buffer.from([
  0xff, 0xd8, 0xff, 0xf7, 0, 11, 16, 255, 255, 255, 255, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0, 0,
  0,
]);

function jpeg2000Head(width: number, tile: number): Buffer {
  const head = Buffer.alloc(51);
  head.writeUInt32BE(0xff4fff51, 0);
  head.writeUInt16BE(41, 4);
  head.writeUInt32BE(width, 8);
  head.writeUInt32BE(width, 12);
  head.writeUInt32BE(tile, 24);
  head.writeUInt32BE(tile, 28);
  head.writeUInt16BE(1, 40);
  head.set([15, 1, 1], 42);
  const cod = Buffer.from([
    0xff, 0x52, 0, 12, 0, 0, 0, 1, 0, 5, 4, 4, 0, 1, 0xff, 0x5c, 0, 4, 0x40, 0x80, 0xff, 0x90, 0, 10, 0, 0, 0,
    0, 0, 0, 0, 1, 0xff, 0x93,
  ]);
  return Buffer.concat([head.subarray(0, 45), cod, Buffer.alloc(40)]);
}

/** The capability marker and the block style of the high-throughput coder, on a codestream of the other one. */
function claimHighThroughput(codestream: Buffer): Buffer {
  const bytes = Buffer.from(codestream);
  bytes.writeUInt16BE(bytes.readUInt16BE(6) | 0x4000, 6);
  const end = 4 + bytes.readUInt16BE(4);
  const cod = bytes.indexOf(Buffer.from([0xff, 0x52]));
  if (cod > 0) bytes[cod + 12] |= 0x40;
  const cap = Buffer.from([0xff, 0x50, 0, 8, 0, 2, 0, 0, 0, 0]);
  return Buffer.concat([bytes.subarray(0, end), cap, bytes.subarray(end)]);
}

const text = (position: readonly number[]): string => position.join('\\');

/** Runs that make as many bytes as a segment may. */
function rleBomb(bytes: number): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(2, 0);
  header.writeUInt32LE(64, 4);
  header.writeUInt32LE(64 + bytes, 8);
  return Buffer.concat([header, Buffer.alloc(2 * bytes, Buffer.from([129, 0]))]);
}

const structure: readonly HandMade[] = [
  ...[64, 1000, 100_000].flatMap((depth) => [
    one(`${depth} sequences in each other`, () => withStart(nested(depth, false, true))),
    one(`${depth} sequences of no known length in each other`, () => withStart(nested(depth, true, true))),
    one(`${depth} sequences in each other that never end`, () => withStart(nested(depth, true, false))),
  ]),
  one('3 000 000 empty elements', () => withStart(flood(3_000_000))),
  one('3 000 000 empty items', () => withStart(items(3_000_000))),
  one('an element longer than the file', () =>
    withStart(Buffer.from([8, 0, 0x40, 0x11, 85, 78, 0, 0, 255, 255, 255, 127])),
  ),
  one('a strange kind in the file meta, 4 GB long', () => {
    const bytes = dicomFile(sliceOf(0));
    bytes.write('ZZ', 136);
    bytes.writeUInt32LE(0xfffffff0, 140);
    return bytes;
  }),
  one('a file meta without an end', () =>
    Buffer.concat([
      Buffer.alloc(128),
      Buffer.from('DICM'),
      ...Array.from({ length: 100_000 }, () => Buffer.from([2, 0, 0x10, 0, 85, 73, 0, 0])),
    ]),
  ),
  one('a sparse file of 1 TB', () => ({ sparse: 2 ** 40, start: dicomFile(sliceOf(0)).subarray(0, 700) })),
  one('a sparse file of 1.9 GB', () => ({ sparse: 1.9e9, start: dicomFile(sliceOf(0)).subarray(0, 700) })),
  one('a number of 10 MB', () =>
    dicomFile(sliceOf(0, { '00280008': '1'.repeat(60_000), '00281052': '1\\'.repeat(30_000) })),
  ),
  one('deflated: 900 MB of nothing', () => {
    const head = dicomFile({}, '1.2.840.10008.1.2.1.99').subarray(0, 132 + 8 + 22);
    return Buffer.concat([head, deflateRawSync(Buffer.alloc(900_000_000))]);
  }),
  one('a program in the preamble', () => {
    const bytes = dicomFile(sliceOf(0));
    bytes.write('MZ\x90\0\x03\0\0\0', 0, 'latin1');
    return bytes;
  }),
];

const pixels: readonly HandMade[] = [
  one('65535 × 65535 pixels of which 168 are there', () => dicomFile(sliceOf(0, large))),
  one('2³¹ frames of which one is there', () => dicomFile(sliceOf(0, { '00280008': '2147483647' }))),
  one('a million frames in an empty list', () =>
    dicomFile(sliceOf(0, { '00280008': '1000000', '52009230': Array.from({ length: 100_000 }, () => ({})) })),
  ),
  ...(
    [
      ['RLE', RLE, rleBomb(1000)],
      ['JPEG lossless', JPEG, jpegHead],
      ['JPEG baseline', BASELINE, baselineHead],
      ['JPEG-LS', JPEG_LS, lsHead],
      ['JPEG 2000', J2K, jpeg2000Head(65535, 65535)],
      ['JPEG 2000 in tiles of one pixel', J2K, jpeg2000Head(65535, 1)],
      ['HTJ2K', HTJ2K, claimHighThroughput(jpeg2000Head(65535, 65535))],
    ] as const
  ).flatMap(([name, syntax, stream]) => [
    three(`${name}: 65535² pixels in some hundred bytes, the header agrees`, syntax, stream, {
      ...large,
      ...(name === 'JPEG baseline' ? { '00280100': 8, '00280101': 8, '00280102': 7 } : {}),
    }),
    three(`${name}: 65535² pixels in some hundred bytes, the header says 14 × 12`, syntax, stream),
  ]),
  three(
    'HTJ2K: 14 × 14 pixels, nothing behind the header',
    HTJ2K,
    claimHighThroughput(jpeg2000Head(14, 14)),
    {
      '00280010': 14,
    },
  ),
  three('JPEG 2000: 4096² pixels in tiles of 4', J2K, jpeg2000Head(4096, 4), square),
  three('JPEG 2000: 4096² pixels that a hundred bytes can mean', J2K, jpeg2000Head(4096, 4096), square),
  three('RLE: 4096² pixels that a megabyte can mean', RLE, rleBomb(2 ** 18), square),
  one('a million fragments of nothing', () =>
    dicomBytes({
      elements: sliceOf(0),
      syntax: RLE,
      fragments: Array.from({ length: 1_000_001 }, () => Buffer.alloc(0)),
    }),
  ),
  three('JPEG: a million markers', JPEG, Buffer.alloc(4_000_000, Buffer.from([0xff, 0xe0, 0, 2]))),
];

const geometry: readonly HandMade[] = [
  series(
    'slices 1e9 mm apart, any gap allowed',
    4,
    (k) => sliceOf(k, { '00200032': text([0, 0, k * 1e9 + (k > 2 ? 1 : 0)]) }),
    { maxGap: 1e12 },
  ),
  series(
    'two slices near, the third 1 000 km away, any gap allowed',
    5,
    (k) => sliceOf(k, { '00200032': text([0, 0, k < 4 ? k : 1e9]) }),
    { maxGap: 1e300 },
  ),
  series('positions of 1e300', 4, (k) => sliceOf(k, { '00200032': text([1e300, 1e300, k * 1e300]) })),
  series('all slices at one place', 4, (k) => sliceOf(k, { '00200032': '0\\0\\0' })),
  series('slices 1e-9 mm apart', 4, (k) => sliceOf(k, { '00200032': text([0, 0, k * 1e-9]) })),
  series('pixels of 1e-30 mm', 4, (k) => sliceOf(k, { '00280030': '1e-30\\1e-30' })),
  series('pixels of 1e30 mm', 4, (k) => sliceOf(k, { '00280030': '1e30\\1e30' })),
  series('slices that lean by 89.99 degrees', 4, (k) => sliceOf(k, { '00200032': text([0, k * 5000, k]) })),
  series('a slope of 1e300', 4, (k) => sliceOf(k, { '00281053': '1e300' })),
  series('a slope that is not a number', 4, (k) => sliceOf(k, { '00281053': 'NaN' })),
  series('three directions that are one', 4, (k) => sliceOf(k, { '00200037': '1\\0\\0\\1\\0\\0' })),
  series('each slice of a series, a size and a direction of its own', 12, (k) =>
    sliceOf(k % 7, { '0020000e': `1.2.3.777.${k}`, '00280010': 12 - (k % 3) }),
  ),
  series(
    '500 slices at 500 places of 499 steps',
    500,
    (k) => sliceOf(k % 7, { '00200032': text([0, 0, k * k]) }),
    { maxGap: 1e6 },
  ),
];

const disc = (
  name: string,
  files: readonly string[],
  more: Readonly<Record<string, Item>> = {},
): HandMade => ({
  name: `DICOMDIR: ${name}`,
  kind: 'scan',
  entry: 'DICOMDIR',
  items: () => ({
    DICOMDIR: dicomFile({ '00041220': files.map((file) => ({ '00041430': 'IMAGE', '00041500': file })) }),
    ...more,
  }),
});

const discs: readonly HandMade[] = [
  disc('files outside of its folder', [
    '..\\..\\..\\etc\\passwd',
    '\\etc\\passwd',
    '/etc/passwd',
    'C:\\boot.ini',
    '..',
  ]),
  disc('a link that leads out', ['OUT\\passwd', 'PASSWD'], {
    OUT: { link: '/etc' },
    PASSWD: { link: '/etc/passwd' },
  }),
  disc('itself, and its own folder', ['DICOMDIR', '.', '']),
  disc(
    '40 000 files that are not there',
    Array.from({ length: 40_000 }, (_, n) => `A\\B\\C${n}`),
  ),
  disc('a path of 3000 folders', [Array.from({ length: 3000 }, () => 'A').join('\\')]),
  disc('a pipe and a device', ['PIPE', 'ZERO'], { PIPE: { fifo: true }, ZERO: { link: '/dev/zero' } }),
];

const regionOf = (points: string, count: string): Elements => ({
  '00080016': '1.2.840.10008.5.1.4.1.1.481.3',
  '00080060': 'RTSTRUCT',
  '30060020': [{ '30060022': '1', '30060026': 'bone' }],
  '30060039': [
    { '30060084': '1', '30060040': [{ '30060042': 'CLOSED_PLANAR', '30060046': count, '30060050': points }] },
  ],
});
const mask = (name: string, elements: () => Elements): HandMade => ({
  name,
  kind: 'mask',
  entry: 'mask.dcm',
  items: () => ({ 'mask.dcm': dicomFile(elements()) }),
});

const marks: readonly HandMade[] = [
  mask('RTSTRUCT: a contour across the world', () =>
    regionOf('-1e9\\-1e9\\30\\1e9\\-1e9\\30\\0\\1e9\\30', '3'),
  ),
  mask('RTSTRUCT: a contour of NaN', () => regionOf('NaN\\NaN\\NaN\\NaN\\NaN\\NaN\\NaN\\NaN\\NaN', '3')),
  mask('RTSTRUCT: 5000 turns of a spiral', () =>
    regionOf(Array.from({ length: 3000 }, (_, n) => `${(n % 2) * 9}\\${n % 10}\\30`).join('\\'), '3000'),
  ),
  mask('RTSTRUCT: 30 000 regions', () => ({
    ...regionOf('0\\0\\30\\9\\0\\30\\0\\9\\30', '3'),
    '30060020': Array.from({ length: 30_000 }, (_, n) => ({ '30060022': String(n + 1), '30060026': 'a' })),
  })),
];

export const handDicom: readonly HandMade[] = [...structure, ...pixels, ...geometry, ...discs, ...marks];
