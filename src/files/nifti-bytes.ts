// A volume as a NIfTI-1 file (.nii, or .nii.gz), placed in the patient by sform and, where it can be, qform.
import { gzipSync } from 'fflate';
import { type Affine, determinant, skewDeg, spacingOf, type Vec3 } from '../core/grid.js';

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

const headerBytes = 352;
/** A qform can't hold a shear; axes this near to right angles have none, degrees. */
const squareDeg = 1e-3;
/** fflate's own deflate, not the platform's zlib, whose bytes depend on the processor. */
const level = 6;

/** The file's bytes, the caller's. The same volume gives the same bytes: no name, no date inside. */
export function niftiBytes(volume: NiftiVolume): Uint8Array {
  const { size, voxels } = volume;
  if (voxels.length !== size[0] * size[1] * size[2])
    throw new RangeError(`${voxels.length} voxels do not fill ${size.join(' × ')}`);
  const bytes = new Uint8Array(headerBytes + voxels.byteLength);
  writeHeader(new DataView(bytes.buffer), volume);
  writeVoxels(bytes.subarray(headerBytes), voxels);
  return volume.gzip ? gzipSync(bytes, { level, mtime: 0 }) : bytes;
}

function writeHeader(view: DataView, { size, affine, voxels, description }: NiftiVolume): void {
  const short = (at: number, value: number): void => view.setInt16(at, value, true);
  const float = (at: number, value: number): void => view.setFloat32(at, value, true);
  const [type, bits] = typeOf(voxels);
  const turn = quaternionOf(affine);
  view.setInt32(0, 348, true);
  view.setUint8(38, 'r'.charCodeAt(0));
  [3, ...size, 1, 1, 1, 1].forEach((n, d) => {
    short(40 + 2 * d, n);
  });
  short(70, type);
  short(72, bits);
  [turn.mirrored ? -1 : 1, ...spacingOf(affine), 1, 1, 1, 1].forEach((s, d) => {
    float(76 + 4 * d, s);
  });
  float(108, headerBytes);
  float(112, 1);
  view.setUint8(123, 2);
  ascii(view, 148, 79, description ?? 'Isocast; not for diagnostic use');
  // NIfTI's x runs to the right and its y to the front, ours to the left and to the back
  const ras = affine.map((value, n) => (n < 8 ? -value : value) + 0);
  short(252, skewDeg(affine) <= squareDeg ? 1 : 0);
  short(254, 1);
  [turn.b, turn.c, turn.d, ras[3], ras[7], ras[11], ...ras].forEach((value, n) => {
    float(256 + 4 * n, value);
  });
  ascii(view, 344, 3, 'n+1');
}

function typeOf(voxels: NiftiVolume['voxels']): readonly [code: number, bits: number] {
  if (voxels instanceof Uint8Array) return [2, 8];
  return voxels instanceof Int16Array ? [4, 16] : [16, 32];
}

/** Little-endian, whatever the machine. */
function writeVoxels(bytes: Uint8Array, voxels: NiftiVolume['voxels']): void {
  const width = voxels.BYTES_PER_ELEMENT;
  bytes.set(new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength));
  if (width === 1 || new Uint8Array(new Uint16Array([1]).buffer)[0] === 1) return;
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}

function ascii(view: DataView, at: number, most: number, text: string): void {
  for (let n = 0; n < Math.min(most, text.length); n++) {
    const code = text.charCodeAt(n);
    view.setUint8(at + n, code >= 32 && code < 127 ? code : 63);
  }
}

interface Turn {
  readonly b: number;
  readonly c: number;
  readonly d: number;
  /** True where the third axis has to be flipped to make the turn right-handed (qfac = −1). */
  readonly mirrored: boolean;
}

/** The unit quaternion (its real part ≥ 0 left out) of the axes' directions in RAS. */
function quaternionOf(affine: Affine): Turn {
  const spacing = spacingOf(affine);
  const mirrored = determinant(affine) < 0;
  const entry = (row: number, column: number): number =>
    ((row < 2 ? -1 : 1) * (mirrored && column === 2 ? -1 : 1) * affine[4 * row + column]) / spacing[column];
  const [xx, yy, zz] = [entry(0, 0), entry(1, 1), entry(2, 2)];
  // four times each component squared; the largest is safe to divide by
  const squares = [1 + xx + yy + zz, 1 + xx - yy - zz, 1 - xx + yy - zz, 1 - xx - yy + zz];
  const sums = [
    [entry(2, 1) - entry(1, 2), entry(0, 2) - entry(2, 0), entry(1, 0) - entry(0, 1)],
    [entry(1, 0) + entry(0, 1), entry(0, 2) + entry(2, 0), entry(2, 1) + entry(1, 2)],
  ] as const;
  const [[a1, a2, a3], [s1, s2, s3]] = sums;
  const largest = squares.indexOf(Math.max(...squares));
  const twice = Math.sqrt(squares[largest]);
  const rows = [
    [squares[0], a1, a2, a3],
    [a1, squares[1], s1, s2],
    [a2, s1, squares[2], s3],
    [a3, s2, s3, squares[3]],
  ];
  const [a, b, c, d] = rows[largest].map((value) => value / (2 * twice));
  const sign = a < 0 ? -1 : 1;
  return { b: sign * b + 0, c: sign * c + 0, d: sign * d + 0, mirrored };
}
