// The header of a NIfTI-1 file, placed in the patient by sform and, where it can be, qform.
import { type Affine, determinant, skewDeg, spacingOf, type Vec3 } from '../core/grid.js';
import { asStored, type Rescaling, type StoredType } from '../core/rescaling.js';

export interface NiftiHeaderFacts {
  readonly size: Vec3;
  /** Index of a voxel → mm of its centre, LPS. */
  readonly affine: Affine;
  readonly numberType: StoredType;
  /** How values are had from the numbers that follow; as they are by default. */
  readonly rescaling?: Rescaling;
  /** At most 79 ASCII characters; a fixed text by default. Never a name or a date. */
  readonly description?: string;
  /** The values name structures (intent 1002). */
  readonly labels?: boolean;
}

/** Of a single file: the header itself and the four bytes that say there are no extensions. */
const headerBytes = 352;
/** A qform can't hold a shear; axes this near to right angles have none, degrees. */
const squareDeg = 1e-3;
/** NIfTI's datatype, and bits a voxel. */
const codes: Readonly<Record<StoredType, readonly [number, number]>> = {
  uint8: [2, 8],
  int8: [256, 8],
  uint16: [512, 16],
  int16: [4, 16],
  uint32: [768, 32],
  int32: [8, 32],
  float32: [16, 32],
  float64: [64, 64],
};

/** All bytes before the first voxel, the caller's; the voxels follow at once, x fastest, little-endian. */
export function niftiHeaderBytes(facts: NiftiHeaderFacts): Uint8Array {
  const bytes = new Uint8Array(headerBytes);
  writeHeader(new DataView(bytes.buffer), facts);
  return bytes;
}

function writeHeader(
  view: DataView,
  { size, affine, numberType, rescaling = asStored, description, labels }: NiftiHeaderFacts,
): void {
  const short = (at: number, value: number): void => view.setInt16(at, value, true);
  const float = (at: number, value: number): void => view.setFloat32(at, value, true);
  const [type, bits] = codes[numberType];
  const turn = quaternionOf(affine);
  view.setInt32(0, 348, true);
  view.setUint8(38, 'r'.charCodeAt(0));
  [3, ...size, 1, 1, 1, 1].forEach((n, d) => {
    short(40 + 2 * d, n);
  });
  short(68, labels ? 1002 : 0);
  short(70, type);
  short(72, bits);
  [turn.mirrored ? -1 : 1, ...spacingOf(affine), 1, 1, 1, 1].forEach((s, d) => {
    float(76 + 4 * d, s);
  });
  float(108, headerBytes);
  float(112, rescaling.slope);
  float(116, rescaling.intercept);
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
