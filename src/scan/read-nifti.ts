// A NIfTI file, or a pair of them, into a stored scan.
import { basename } from 'node:path';
import { UserError } from '../core/errors.js';
import { hashFile, joinHashes } from './hash-files.js';
import { niftiAffine } from './nifti-affine.js';
import { HEADER_BYTES, type NiftiHeader, type NumberType, niftiHeader } from './nifti-header.js';
import { voxelsOf } from './nifti-pair.js';
import { readInto } from './read-into.js';
import { readStart } from './read-start.js';
import type { ReadOptions, StoredFiles } from './stored-scan.js';
import { type Numbers, toVoxels } from './to-voxels.js';

/** Deflate can't do better; a header that asks for more can be refused before anything is allocated. */
const MOST_DEFLATED = 1032;
const LABEL_INTENT = 1002;

/** Reads the NIfTI file at `path`, whose content is known to start with a header of this version. */
export async function readNifti(path: string, version: 1 | 2, options: ReadOptions): Promise<StoredFiles> {
  const name = basename(path);
  const start = await readStart(path, HEADER_BYTES);
  const header = niftiHeader(start.bytes, version, name);
  const place = niftiAffine(header, name, options.orientation);
  const image = header.pair ? await voxelsOf(path) : path;
  const paths = header.pair ? [path, image] : [path];
  const raw = await rawBytes(image, header, options);
  if (!header.littleEndian) swapBytes(raw, header.bytesPerVoxel);
  const { type, slope, intercept } = header;
  const { voxels, notNumbers, rounded, reversible } = toVoxels(numbersOf(raw, type), slope, intercept);
  if (notNumbers > 0)
    throw new UserError(
      `${name}: ${notNumbers} of its voxels are not numbers (NaN, infinite, or beyond single precision).`,
      'Replace them by numbers (in a scan the value of air, in a mask 0) and export it again.',
    );
  const hashes: string[] = [];
  for (const p of paths) hashes.push(await hashFile(p, options.signal));
  return {
    stored: {
      grid: { size: header.size, affine: place.affine },
      voxels,
      saysLabels: header.intent === LABEL_INTENT,
      facts: {
        format: version === 1 ? 'NIfTI-1' : 'NIfTI-2',
        modality: null,
        sliceThickness: null,
        reconstructionKernel: null,
        tubeVoltageKV: null,
        manufacturer: null,
        scannerModel: null,
        bodyPart: null,
        labelNames: [],
        slices: null,
        remarks: [...place.remarks, ...precisionRemarks(header, rounded, reversible)],
      },
    },
    sha256: joinHashes(hashes),
    files: paths.length,
    numberType: type,
    rescaling: reversible ? { slope, intercept } : null,
  };
}

/** Voxels are kept in single precision; what that costs is said. */
function precisionRemarks(
  { type, slope, intercept }: NiftiHeader,
  rounded: number,
  reversible: boolean,
): string[] {
  const rescaled = slope !== 1 || intercept !== 0;
  if (rounded > 0)
    return [
      `Whole numbers beyond 16777216 that single precision does not hold were rounded to the nearest that it holds (voxels: ${rounded}).`,
    ];
  if (type === 'float32' || reversible) return [];
  return [
    `The file (${type}${rescaled ? ', rescaled' : ''}) tells values apart more finely than single precision (7 digits), in which they were read.`,
  ];
}

/** The voxels' bytes as stored, over a SharedArrayBuffer of just their size. */
async function rawBytes(path: string, header: NiftiHeader, options: ReadOptions): Promise<Uint8Array> {
  const wanted = header.size[0] * header.size[1] * header.size[2] * header.bytesPerVoxel;
  const { gzipped, size } = await readStart(path, 16);
  const most = gzipped ? size * MOST_DEFLATED : size - header.offset;
  if (most < wanted) throw tooShort(path, wanted, gzipped ? null : Math.max(0, most));
  const target = new Uint8Array(new SharedArrayBuffer(wanted));
  const found = await readInto({ path, gzipped, skip: header.offset, target }, options);
  if (found < wanted) throw tooShort(path, wanted, found);
  return target;
}

const tooShort = (path: string, wanted: number, found: number | null): UserError =>
  new UserError(
    `${basename(path)}: the file is cut off: its voxels need ${wanted} bytes, ${found ?? 'far fewer'} are there.`,
    'Copy or download the file again.',
  );

function swapBytes(bytes: Uint8Array, width: number): void {
  if (width === 1) return;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (width === 2) view.swap16();
  else if (width === 4) view.swap32();
  else view.swap64();
}

function numbersOf(bytes: Uint8Array, type: NumberType): Numbers {
  const { buffer } = bytes;
  switch (type) {
    case 'uint8':
      return bytes;
    case 'int8':
      return new Int8Array(buffer);
    case 'int16':
      return new Int16Array(buffer);
    case 'uint16':
      return new Uint16Array(buffer);
    case 'int32':
      return new Int32Array(buffer);
    case 'uint32':
      return new Uint32Array(buffer);
    case 'float32':
      return new Float32Array(buffer);
    case 'float64':
      return new Float64Array(buffer);
    case 'int64':
      return Float64Array.from(new BigInt64Array(buffer), Number);
    case 'uint64':
      return Float64Array.from(new BigUint64Array(buffer), Number);
  }
}
