// Sound files that mark structures: DICOM segmentations of each kind, and contours.
import { type Elements, EXPLICIT, RLE } from '../../test/fixtures/dicom-file.js';
import { fileOf } from './dicom-seeds.js';
import { labels, origin, size, slice, spacing } from './phantom-values.js';
import type { Seed } from './seed.js';

const [columns, rows, slices] = size;
const [x, y, z] = origin;
const every = Array.from({ length: slices }, (_, k) => k);

interface Frame {
  readonly k: number;
  readonly segment: number;
}

const identity: Elements = {
  '00100010': 'Secret^Name',
  '00100020': 'SECRET-ID-4711',
  '00100030': '19700102',
  '0020000e': '1.2.3.777',
  '00200052': '1.2.3.4.9',
};

function segmentation(
  type: string,
  sopClass: string,
  bits: number,
  frames: readonly Frame[],
  pixels: Buffer,
): Elements {
  const segment = (id: number, name: string): Elements => ({
    '00620004': id,
    '00620005': name,
    '00620008': 'AUTOMATIC',
    '0062000d': Buffer.from(Uint16Array.of(40000, 40000, 30000).buffer),
  });
  const place = ({ k, segment: id }: Frame): Elements => ({
    '00209113': [{ '00200032': [x, y, z + k * spacing[2]].join('\\') }],
    ...(type === 'LABELMAP' ? {} : { '0062000a': [{ '0062000b': id }] }),
  });
  return {
    ...identity,
    '00080016': sopClass,
    '00080018': '1.2.3.4.5',
    '00080060': 'SEG',
    '00280002': 1,
    '00280004': 'MONOCHROME2',
    '00280008': String(frames.length),
    '00280010': rows,
    '00280011': columns,
    '00280100': bits,
    '00280101': bits,
    '00280102': bits - 1,
    '00280103': 0,
    '00620001': type,
    '00620002': [segment(1, 'soft tissue'), segment(2, 'bone')],
    '0062000e': 255,
    '00620010': 'OCCUPANCY',
    '52009229': [
      {
        '00209116': [{ '00200037': '1\\0\\0\\0\\1\\0' }],
        '00289110': [{ '00180050': '2.5', '00180088': '2.5', '00280030': `${spacing[1]}\\${spacing[0]}` }],
      },
    ],
    '52009230': frames.map(place),
    '7fe00010': pixels,
  };
}

/** Bits one after another over all frames, the lowest of a byte first. */
function packBits(bits: readonly boolean[]): Buffer {
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8));
  for (const [n, bit] of bits.entries()) if (bit) bytes[n >> 3] |= 1 << (n & 7);
  return bytes;
}

const frames = [1, 2].flatMap((segment) => every.slice(1, 6).map((k) => ({ k, segment })));
const inside = frames.flatMap(({ k, segment }) => slice(labels, k).map((label) => label === segment));

const runs = (bytes: Buffer): Buffer => {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(1, 0);
  header.writeUInt32LE(64, 4);
  return Buffer.concat([header, ...[...bytes].map((byte) => Buffer.from([0, byte]))]);
};

function structures(): Elements {
  const points = (k: number, shrink: number): string =>
    [
      [2, 2],
      [9, 2],
      [9, 5],
      [5, 5],
      [5, 8],
      [2, 8],
    ]
      .map(([i, j]) =>
        [x + (i + shrink) * spacing[0], y + (j + shrink / 2) * spacing[1], z + k * spacing[2]].join('\\'),
      )
      .join('\\');
  const contour = (k: number, shrink: number): Elements => ({
    '30060042': 'CLOSED_PLANAR',
    '30060046': '6',
    '30060050': points(k, shrink),
  });
  const region = (id: number, name: string): Elements => ({
    '30060022': String(id),
    '30060024': '1.2.3.4.9',
    '30060026': name,
  });
  return {
    ...identity,
    '00080016': '1.2.840.10008.5.1.4.1.1.481.3',
    '00080018': '1.2.3.4.6',
    '00080060': 'RTSTRUCT',
    '30060010': [{ '00200052': '1.2.3.4.9' }],
    '30060020': [region(1, 'bone'), region(2, 'other')],
    '30060039': [1, 2].map((id) => ({
      '30060084': String(id),
      '3006002a': '255\\128\\0',
      '30060040': every.slice(2, 5).map((k) => contour(k, id - 1)),
    })),
  };
}

export function markedSeeds(): Seed[] {
  const SEG = '1.2.840.10008.5.1.4.1.1.66.4';
  const seed = (format: string, elements: Elements, fragments?: readonly Buffer[]): Seed => ({
    format,
    kind: 'mask',
    entry: 'mask.dcm',
    files: { 'mask.dcm': fileOf({ elements, syntax: fragments ? RLE : EXPLICIT, fragments }) },
  });
  const shares = Buffer.from(inside.map((bit) => (bit ? 200 : 0)));
  const map = Buffer.from([...labels]);
  const all = every.map((k) => ({ k, segment: 0 }));
  const labelMap = segmentation('LABELMAP', '1.2.840.10008.5.1.4.1.1.66.7', 8, all, map);
  return [
    seed('DICOM SEG, binary', segmentation('BINARY', SEG, 1, frames, packBits(inside))),
    seed('DICOM SEG, fractional', segmentation('FRACTIONAL', SEG, 8, frames, shares)),
    seed('DICOM SEG, label map', labelMap),
    seed(
      'DICOM SEG, label map, RLE',
      labelMap,
      every.map((k) => runs(Buffer.from(slice(labels, k)))),
    ),
    seed('RTSTRUCT', structures()),
  ];
}
