// Sound DICOM: series in every transfer syntax, files of many frames, directories of discs, archives, mixed folders.
import {
  BIG,
  ctSlice,
  DEFLATED,
  type Elements,
  EXPLICIT,
  IMPLICIT,
  RLE,
  rlePacked,
} from '../../test/fixtures/dicom-file.js';
import { cosineJpeg, losslessJpeg } from '../../test/fixtures/jpeg-encoder.js';
import { jpeg2000, jpegLs } from '../../test/fixtures/wasm-encoders.js';
import { dicomBytes } from './dicom-bytes.js';
import { highThroughputFrame } from './high-throughput-frames.js';
import { origin, size, slice, spacing, values } from './phantom-values.js';
import type { DicomParts, Seed, SeedFile } from './seed.js';

const [columns, rows, slices] = size;
const [x, y, z] = origin;
const JPEG = '1.2.840.10008.1.2.4.';

export const fileOf = (dicom: DicomParts): SeedFile => ({ bytes: dicomBytes(dicom), dicom });

/** The elements of slice k. */
export const sliceOf = (k: number, more: Elements = {}): Elements =>
  ctSlice({
    values: slice(values, k),
    columns,
    rows,
    position: [x, y, z + k * spacing[2]],
    pixelSpacing: [spacing[1], spacing[0]],
    more: { '00200052': '1.2.3.4.9', '00180050': '2.5', '00181210': 'B30', ...more },
  });

const nameOf = (k: number): string => `scan/SECRET_${(k * 5) % slices}`;

function series(format: string, parts: (k: number) => DicomParts): Seed {
  const files = Array.from({ length: slices }, (_, k) => [nameOf(k), fileOf(parts(k))]);
  return { format, kind: 'scan', entry: 'scan', files: Object.fromEntries(files) };
}

type Encode = (values: readonly number[], k: number) => Uint8Array | Promise<Uint8Array>;

interface Precision {
  readonly stored: number;
  readonly most: number;
  readonly intercept: number;
  readonly slope: number;
}

const bits16: Precision = { stored: 16, most: 65535, intercept: -1024, slope: 1 };
const bits12: Precision = { stored: 12, most: 4095, intercept: -1024, slope: 1 };
const bits8: Precision = { stored: 8, most: 255, intercept: -1024, slope: 8 };

/** A series of unsigned pixels, each frame packed by `encode`. */
async function packed(format: string, syntax: string, p: Precision, encode: Encode): Promise<Seed> {
  const raw = (k: number): number[] =>
    slice(values, k).map((v) => Math.max(0, Math.min(p.most, Math.round((v - p.intercept) / p.slope))));
  const frames = await Promise.all(Array.from({ length: slices }, (_, k) => encode(raw(k), k)));
  const more = {
    '00280100': p.stored > 8 ? 16 : 8,
    '00280101': p.stored,
    '00280102': p.stored - 1,
    '00280103': 0,
    '00281052': String(p.intercept),
    '00281053': String(p.slope),
  };
  return series(format, (k) => ({ elements: sliceOf(k, more), syntax, fragments: [Buffer.from(frames[k])] }));
}

function packedSeries(): Promise<Seed>[] {
  const of = { rows, columns };
  const j2k = (v: readonly number[], precision: number): Promise<Uint8Array> =>
    jpeg2000({ ...of, precision, signed: false, values: Uint16Array.from(v) }, { decompositions: 2 });
  return [
    packed('DICOM, RLE', RLE, bits16, (v) => rlePacked(v)),
    packed('DICOM, JPEG baseline', `${JPEG}50`, bits8, (v) => cosineJpeg(v, { ...of, precision: 8 })),
    packed('DICOM, JPEG extended', `${JPEG}51`, bits12, (v) =>
      cosineJpeg(v, { ...of, precision: 12, restart: 2 }),
    ),
    packed('DICOM, JPEG lossless', `${JPEG}70`, bits16, (v) => losslessJpeg(v, { ...of, precision: 16 })),
    packed('DICOM, JPEG-LS', `${JPEG}80`, bits12, (v) =>
      jpegLs({ ...of, precision: 12, signed: false, values: Uint16Array.from(v) }),
    ),
    packed('DICOM, JPEG 2000', `${JPEG}90`, bits16, (v) => j2k(v, 16)),
    packed('DICOM, HTJ2K', `${JPEG}201`, bits12, (_, k) => highThroughputFrame(k)),
  ];
}

const dsList = (numbers: readonly number[]): string => numbers.join('\\');

/** All slices in one file, with the groups that they share and those of their own. */
function enhanced(): Elements {
  const {
    '00200032': _,
    '00200037': __,
    '00280030': ___,
    '00281052': ____,
    '00281053': _____,
    ...plain
  } = sliceOf(0);
  const frame = (k: number): Elements => ({
    '00209113': [{ '00200032': dsList([x, y, z + k * spacing[2]]) }],
    '00209111': [{ '00209057': k + 1, '00209157': k + 1 }],
    '00289145': [{ '00281052': '0', '00281053': '1' }],
  });
  return {
    ...plain,
    '00080016': '1.2.840.10008.5.1.4.1.1.2.1',
    '00280008': String(slices),
    '52009229': [
      {
        '00209116': [{ '00200037': '1\\0\\0\\0\\1\\0' }],
        '00289110': [{ '00180050': '2.5', '00280030': dsList([spacing[1], spacing[0]]) }],
      },
    ],
    '52009230': Array.from({ length: slices }, (_, k) => frame(k)),
    '7fe00010': Buffer.from(Int16Array.from(values).buffer),
  };
}

const file = (format: string, parts: DicomParts): Seed => ({
  format,
  kind: 'scan',
  entry: 'scan.dcm',
  files: { 'scan.dcm': fileOf(parts) },
});

function plainSeeds(): Seed[] {
  const plain = (format: string, syntax: string): Seed =>
    series(format, (k) => ({ elements: sliceOf(k), syntax }));
  const fragments = Array.from({ length: slices }, (_, k) => rlePacked(slice(values, k)));
  return [
    plain('DICOM, implicit', IMPLICIT),
    plain('DICOM, explicit', EXPLICIT),
    plain('DICOM, big endian', BIG),
    plain('DICOM, deflated', DEFLATED),
    file('DICOM, many frames', { elements: enhanced(), syntax: EXPLICIT }),
    file('DICOM, many frames, RLE', { elements: enhanced(), syntax: RLE, fragments }),
  ];
}

/** A disc with its directory, an archive, and a folder where all sorts of things lie about. */
function gatheredSeeds(): Seed[] {
  const slicesOf = (more: Elements = {}) =>
    Array.from({ length: slices }, (_, k) => ({ elements: sliceOf(k, more), syntax: EXPLICIT }));
  const named = (folder: string, parts: readonly DicomParts[]) =>
    Object.fromEntries(parts.map((part, k) => [`${folder}/SECRET${k}`, fileOf(part)]));
  const records = slicesOf().map(
    (_, k): Elements => ({
      '00041400': 0,
      '00041430': 'IMAGE',
      '00041500': `IMAGES\\SECRET${k}`,
    }),
  );
  const patient: Elements = { '00041430': 'PATIENT', '00100010': 'Secret^Name' };
  const directory = {
    elements: { '00041130': 'SECRET', '00041220': [patient, ...records] },
    syntax: EXPLICIT,
  };
  const other = {
    '0020000e': '1.2.3.777.2',
    '00080008': 'ORIGINAL\\PRIMARY\\LOCALIZER',
    '00200037': '1\\0\\0\\0\\0\\-1',
  };
  return [
    {
      format: 'DICOM, DICOMDIR',
      kind: 'scan',
      entry: 'DICOMDIR',
      files: { DICOMDIR: fileOf(directory), ...named('IMAGES', slicesOf()) },
    },
    {
      format: 'DICOM, zip',
      kind: 'scan',
      entry: 'scan.zip',
      zip: true,
      files: named('SECRET^NAME', slicesOf()),
    },
    {
      format: 'DICOM, mixed folder',
      kind: 'scan',
      entry: 'scan',
      files: {
        ...named('scan/one', slicesOf()),
        ...named('scan/two', slicesOf({ '0020000e': '1.2.3.777.1', '00181210': 'B70' })),
        ...named('scan/three', slicesOf(other).slice(0, 2)),
        'scan/DICOMDIR': fileOf(directory),
        'scan/SECRET.txt': { bytes: Buffer.from('Secret^Name was here'), text: 20 },
        'scan/thumbs.db': { bytes: Buffer.alloc(64, 7) },
        'scan/deep/er/still/SECRET': fileOf(slicesOf()[0]),
      },
    },
  ];
}

export async function dicomSeeds(): Promise<Seed[]> {
  return [...plainSeeds(), ...(await Promise.all(packedSeries())), ...gatheredSeeds()];
}
