// A volume of any size as a NIfTI-1 file in chunks: turned into the file's axis order and packed piece by piece.
import { Gzip } from 'fflate';
import { UserError } from '../core/errors.js';
import type { Grid, Vec3 } from '../core/grid.js';
import {
  isWholeType,
  type Rescaling,
  type StoredType,
  storedNumber,
  storedNumbers,
} from '../core/rescaling.js';
import { niftiHeaderBytes } from './nifti-header-bytes.js';

export interface StoredVolume {
  /** As the file is to hold it: voxel (i, j, k) of it is voxels[start + i·strides[0] + j·strides[1] + k·strides[2]]. */
  readonly grid: Grid;
  readonly start: number;
  readonly strides: Vec3;
  readonly voxels: Int16Array | Float32Array;
  /** The narrowest is the caller's to choose: every value must fit. */
  readonly numberType: StoredType;
  /** How the file says that values are had from its numbers; as they are by default. */
  readonly rescaling?: Rescaling;
  readonly gzip: boolean;
  readonly labels?: boolean;
}

/** The header's 16-bit numbers. */
const longestAxis = 32767;
/** Bytes of a piece: what gzip is handed at once, and all that is copied at a time. */
const pieceBytes = 2 ** 23;
/** Slices that are turned together, so that what the cache has fetched of a row is used. */
const tile = 32;
/** fflate's own deflate. A CT of 9.4 MB: level 1 0.25 s, 39 %; 2 0.27 s, 38 %; 4 0.36 s, 36 %; 6 0.59 s, 35 %. */
const level = 2;

/**
 * The file's bytes in order, each chunk the caller's. The same volume gives the same bytes. `progress` hears the share
 * of voxels that are on their way, 0 … 1. Throws a UserError.
 */
export function niftiChunks(
  volume: StoredVolume,
  progress: (done: number) => void = () => {},
): Iterable<Uint8Array> {
  const { grid, numberType, rescaling, labels } = volume;
  if (grid.size.some((n) => n > longestAxis))
    throw new UserError(
      `The new grid would have ${grid.size.join(' × ')} voxels; NIfTI-1 holds ${longestAxis} along an axis at most.`,
      'Choose a coarser spacing, or crop the scan first.',
    );
  const header = niftiHeaderBytes({ size: grid.size, affine: grid.affine, numberType, rescaling, labels });
  const voxels = pieces(volume, progress);
  return volume.gzip ? packed(header, voxels) : plain(header, voxels);
}

function* plain(header: Uint8Array, voxels: Iterable<Uint8Array>): Generator<Uint8Array> {
  yield header;
  yield* voxels;
}

function* packed(header: Uint8Array, voxels: Iterable<Uint8Array>): Generator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const gzip = new Gzip({ level, mtime: 0 }, (chunk) => {
    if (chunk.length > 0) ready.push(chunk);
  });
  gzip.push(header);
  for (const piece of voxels) {
    gzip.push(piece);
    yield* ready.splice(0);
  }
  gzip.push(new Uint8Array(0), true);
  yield* ready.splice(0);
}

type Numbers = ReturnType<typeof storedNumbers>;

/** Whole slices of the file, as many as make a piece. */
function* pieces(volume: StoredVolume, progress: (done: number) => void): Generator<Uint8Array> {
  const [nx, ny, nz] = volume.grid.size;
  const width = storedNumbers(volume.numberType, 0).BYTES_PER_ELEMENT;
  const slices = Math.max(1, Math.floor(pieceBytes / (nx * ny * width)));
  for (let k0 = 0; k0 < nz; k0 += slices) {
    const k1 = Math.min(nz, k0 + slices);
    const values = storedNumbers(volume.numberType, nx * ny * (k1 - k0));
    turn(volume, k0, k1, values);
    yield littleEndian(values);
    progress(k1 / nz);
  }
}

/** Slices [k0, k1) of the file into `to`, in tiles of the two axes that may change places as the fastest one. */
function turn(volume: StoredVolume, k0: number, k1: number, to: Numbers): void {
  const { grid, start, strides, voxels, rescaling, numberType } = volume;
  const [nx, ny] = grid.size;
  const [si, sj, sk] = strides;
  const whole = isWholeType(numberType);
  for (let j0 = 0; j0 < ny; j0 += tile)
    for (let i0 = 0; i0 < nx; i0 += tile) {
      const [i1, j1] = [Math.min(nx, i0 + tile), Math.min(ny, j0 + tile)];
      for (let k = k0; k < k1; k++)
        for (let j = j0; j < j1; j++) {
          let from = start + i0 * si + j * sj + k * sk;
          const row = ((k - k0) * ny + j) * nx;
          if (rescaling === undefined) for (let i = i0; i < i1; i++, from += si) to[row + i] = voxels[from];
          else
            for (let i = i0; i < i1; i++, from += si)
              to[row + i] = storedNumber(voxels[from], rescaling, whole);
        }
    }
}

function littleEndian(values: Numbers): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const width = values.BYTES_PER_ELEMENT;
  if (width === 1 || new Uint8Array(new Uint16Array([1]).buffer)[0] === 1) return bytes;
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
  return bytes;
}
