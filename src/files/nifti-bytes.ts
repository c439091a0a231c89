// A volume as a NIfTI-1 file (.nii, or .nii.gz), placed in the patient by sform and, where it can be, qform.
import { gzipSync } from 'fflate';
import type { Affine, Vec3 } from '../core/grid.js';
import { niftiHeaderBytes } from './nifti-header-bytes.js';

export interface NiftiVolume {
  readonly size: Vec3;
  /** Index of a voxel → mm of its centre, LPS. */
  readonly affine: Affine;
  /** `voxels[i + nx·(j + ny·k)]`. */
  readonly voxels: Uint8Array | Int16Array | Float32Array;
  readonly gzip: boolean;
  /** At most 79 ASCII characters; a fixed text by default. Never a name or a date. */
  readonly description?: string;
}

/** fflate's own deflate, not the platform's zlib, whose bytes depend on the processor. */
const level = 6;

/** The file's bytes, the caller's. The same volume gives the same bytes: no name, no date inside. */
export function niftiBytes(volume: NiftiVolume): Uint8Array {
  const { size, affine, voxels, description } = volume;
  if (voxels.length !== size[0] * size[1] * size[2])
    throw new RangeError(`${voxels.length} voxels do not fill ${size.join(' × ')}`);
  const header = niftiHeaderBytes({ size, affine, numberType: typeOf(voxels), description });
  const bytes = new Uint8Array(header.length + voxels.byteLength);
  bytes.set(header);
  writeVoxels(bytes.subarray(header.length), voxels);
  return volume.gzip ? gzipSync(bytes, { level, mtime: 0 }) : bytes;
}

function typeOf(voxels: NiftiVolume['voxels']): 'uint8' | 'int16' | 'float32' {
  if (voxels instanceof Uint8Array) return 'uint8';
  return voxels instanceof Int16Array ? 'int16' : 'float32';
}

/** Little-endian, whatever the machine. */
function writeVoxels(bytes: Uint8Array, voxels: NiftiVolume['voxels']): void {
  const width = voxels.BYTES_PER_ELEMENT;
  bytes.set(new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength));
  if (width === 1 || new Uint8Array(new Uint16Array([1]).buffer)[0] === 1) return;
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}
