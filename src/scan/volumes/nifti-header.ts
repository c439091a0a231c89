// What a NIfTI header says, checked before anything is allocated.
import { NIFTI1, NIFTI2 } from 'nifti-reader-js';
import { UserError } from '../../core/errors.js';
import type { Vec3 } from '../../core/grid.js';
import { bytesOf, type NumberType } from './number-type.js';
import { volumeCount, volumeSize } from './volume-size.js';

/** Long enough for either version's header. */
export const HEADER_BYTES = 540;

/** Types that hold one number a voxel. */
const numberTypes: Readonly<Record<number, NumberType>> = {
  2: 'uint8',
  4: 'int16',
  8: 'int32',
  16: 'float32',
  64: 'float64',
  256: 'int8',
  512: 'uint16',
  768: 'uint32',
  1024: 'int64',
  1280: 'uint64',
};
const otherTypes: Readonly<Record<number, string>> = {
  1: 'single bits',
  32: 'complex numbers (complex64)',
  128: 'colours (RGB24)',
  1536: '128-bit floats',
  1792: 'complex numbers (complex128)',
  2048: 'complex numbers (complex256)',
  2304: 'colours (RGBA32)',
};

export interface NiftiHeader {
  readonly version: 1 | 2;
  /** The voxels lie in another file (.hdr/.img). */
  readonly pair: boolean;
  readonly littleEndian: boolean;
  readonly size: Vec3;
  /** Along the fourth axis: points in time, or several measurements. */
  readonly volumes: number;
  readonly type: NumberType;
  /** Bytes before the first voxel. */
  readonly offset: number;
  readonly slope: number;
  readonly intercept: number;
  readonly intent: number;
  /** mm in one unit of the file's lengths; null when it names no unit. */
  readonly unit: number | null;
  /** pixdim[1…3], and pixdim[0] (its sign is qfac), in the file's unit. */
  readonly pixdim: readonly number[];
  readonly sformCode: number;
  /** Row-major 3×4, to RAS, in the file's unit. */
  readonly sform: readonly number[];
  readonly qformCode: number;
  /** b, c, d, and the offset x, y, z in the file's unit. */
  readonly quaternion: readonly number[];
}

/** 1 or 2 for a NIfTI header, 'analyze' for its ancestor without a magic word, null for anything else. */
export function niftiVersion(bytes: Uint8Array): 1 | 2 | 'analyze' | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 348) return null;
  const word = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 3));
  const starts = (n: number): boolean => view.getInt32(0, true) === n || view.getInt32(0, false) === n;
  if (starts(540) && ['n+2', 'ni2'].includes(word(4))) return bytes.length < HEADER_BYTES ? null : 2;
  if (!starts(348)) return null;
  return ['n+1', 'ni1'].includes(word(344)) ? 1 : 'analyze';
}

/** Reads a header. Throws a UserError, naming the file `name`, on one that can't be a scan. */
export function niftiHeader(bytes: Uint8Array, version: 1 | 2, name: string): NiftiHeader {
  const length = version === 1 ? 348 : HEADER_BYTES;
  // Only the header itself: with more bytes the library would walk the extensions, which may lie.
  const raw = Uint8Array.from(bytes.subarray(0, length)).buffer;
  const header = version === 1 ? new NIFTI1() : new NIFTI2();
  header.readHeader(raw);
  const littleEndian = header.littleEndian;
  const pair = String.fromCharCode(bytes[version === 1 ? 345 : 5]) === 'i';
  return {
    version,
    pair,
    littleEndian,
    ...sizesOf(header.dims, name),
    type: voxelType(header.datatypeCode, header.numBitsPerVoxel, name),
    offset: voxelOffset(header.vox_offset, pair, length, name),
    ...rescaling(header.scl_slope, header.scl_inter, name),
    intent: header.intent_code,
    unit: [null, 1000, 1, 0.001][header.xyzt_units & 7] ?? null,
    pixdim: header.pixDims.slice(0, 4),
    sformCode: header.sform_code,
    sform: storedSform(new DataView(raw), version, littleEndian),
    qformCode: header.qform_code,
    quaternion: [
      header.quatern_b,
      header.quatern_c,
      header.quatern_d,
      header.qoffset_x,
      header.qoffset_y,
      header.qoffset_z,
    ],
  };
}

/** The library overwrites the sform with the qform where the qform's code is higher, so this reads it itself. */
function storedSform(view: DataView, version: 1 | 2, littleEndian: boolean): number[] {
  return Array.from({ length: 12 }, (_, n) =>
    version === 1 ? view.getFloat32(280 + 4 * n, littleEndian) : view.getFloat64(400 + 8 * n, littleEndian),
  );
}

function voxelType(code: number, bits: number, name: string): NumberType {
  const type = numberTypes[code];
  if (type === undefined)
    throw new UserError(
      `${name}: its voxels are ${otherTypes[code] ?? `of an unknown kind (datatype ${code})`}, not plain numbers.`,
      'Export it as a volume of plain numbers, such as int16 or float32.',
    );
  if (bits !== 0 && bits !== bytesOf[type] * 8)
    throw new UserError(
      `${name}: its header contradicts itself: ${type} voxels of ${bits} bits.`,
      'Export the file again.',
    );
  return type;
}

function sizesOf(dims: readonly number[], name: string): Pick<NiftiHeader, 'size' | 'volumes'> {
  const count = dims[0];
  if (!(count >= 1 && count <= 7))
    throw new UserError(`${name}: its header is damaged (${count} dimensions).`, 'Export the file again.');
  const used = dims.slice(1, count + 1);
  const channels = used.slice(4).reduce((product, n) => product * n, 1);
  if (channels > 1)
    throw new UserError(
      `${name}: its voxels are vectors or several measurements (${channels} numbers each), not plain numbers.`,
      'Export the one volume that is meant.',
    );
  const size = volumeSize(used.slice(0, 3), name);
  return { size, volumes: volumeCount(used.slice(3), name) };
}

function voxelOffset(stored: number, pair: boolean, header: number, name: string): number {
  const least = pair ? 0 : header + 4;
  // Some writers leave it 0 in a single file, where only the least makes sense.
  const offset = stored === 0 ? least : stored;
  if (!Number.isInteger(offset) || offset < least || offset > 2 ** 40)
    throw new UserError(
      `${name}: its header is damaged (voxels said to start at byte ${stored}).`,
      'Export the file again.',
    );
  return offset;
}

function rescaling(slope: number, intercept: number, name: string): { slope: number; intercept: number } {
  if (slope === 0 || Number.isNaN(slope)) return { slope: 1, intercept: 0 };
  if (!Number.isFinite(slope) || !Number.isFinite(intercept))
    throw new UserError(
      `${name}: its header rescales by numbers that are none (slope ${slope}, intercept ${intercept}).`,
      'Export the file again.',
    );
  return { slope, intercept };
}
