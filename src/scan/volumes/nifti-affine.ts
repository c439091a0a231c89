// Where the voxels of a NIfTI file lie in the patient: sform, else qform, else refused unless the user says.
import { UserError } from '../../core/errors.js';
import { type Affine, determinant, skewDeg, spacingOf, toPatient, type Vec3 } from '../../core/grid.js';
import { assumedAffine } from './assumed-affine.js';
import type { NiftiHeader } from './nifti-header.js';
import { slantRemark } from './slant-remark.js';
import { soundAffine } from './sound-affine.js';

/** Corners of sform and qform that are farther apart than this are told to the user, mm. */
const SAME = 0.1;
/** Axes slanted by more than this are no scan's: a gantry tilts by 30° at most, a registration shears by less. */
const MOST_SHEAR_DEG = 60;
/** Voxel sizes that differ by more than this share are told. */
const SAME_SIZE = 0.002;

export interface NiftiPlace {
  /** To LPS, mm. */
  readonly affine: Affine;
  readonly remarks: readonly string[];
  /** Of these those that leave a doubt. */
  readonly cautions: readonly string[];
}

/** The affine of a NIfTI header. `orientation` such as 'RAS' serves only a file that has neither sform nor qform. */
export function niftiAffine(header: NiftiHeader, name: string, orientation?: string): NiftiPlace {
  const unit = header.unit ?? 1;
  const remarks =
    header.unit === null ? ['The file names no unit of length; its numbers were taken as millimetres.'] : [];
  const sform = header.sformCode > 0 ? checked(toLpsMm(header.sform, unit), 'sform', name) : null;
  const qform = header.qformCode > 0 ? qformOf(header, unit, sform === null, name) : null;
  const apart = sform !== null && qform !== null ? compare(sform, qform, header.size, name) : [];
  remarks.push(...apart);
  const stored = sform ?? qform;
  if (sform !== null) remarks.push(...compareSizes(sform, header, unit), ...template(header.sformCode));
  if (stored !== null) {
    const slanted = slantRemark(stored, header.size);
    return { affine: stored, remarks: [...remarks, ...slanted], cautions: [...apart, ...slanted] };
  }
  if (orientation === undefined)
    throw new UserError(
      `${name}: it does not say how it lies in the patient (no sform, no qform), so left and right are unknown.`,
      'If you know the direction of its axes for certain, give it, for example --assume-orientation RAS.',
    );
  const affine = checked(
    assumedAffine(orientation, header.size, sizesIn(header, unit)),
    `orientation ${orientation}`,
    name,
  );
  const letters = orientation.toUpperCase();
  return {
    affine,
    remarks: [
      ...remarks,
      `The file does not say how it lies in the patient; ${letters} was assumed as told.`,
    ],
    cautions: [],
  };
}

/** What the header gives as voxel sizes, mm. */
function sizesIn({ pixdim }: NiftiHeader, unit: number): Vec3 {
  const size = (n: number): number => Math.abs(pixdim[n]) * unit;
  return [size(1), size(2), size(3)];
}

/** NIfTI's x runs to the right and its y to the front, ours to the left and to the back. */
function toLpsMm(ras: readonly number[], unit: number): Affine {
  const a = ras.map((value, n) => value * (n < 8 ? -unit : unit) + 0);
  return [a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11]];
}

function checked(affine: Affine, what: string, name: string): Affine {
  const shear = skewDeg(soundAffine(affine, what, name));
  if (shear > MOST_SHEAR_DEG)
    throw new UserError(
      `${name}: its ${what} is damaged: its axes are slanted by ${shear.toFixed(1)}°, more than any scan's are.`,
      'Resample the scan to a right-angled grid first, or give the original series.',
    );
  return affine;
}

/** Beside a good sform a broken qform is ignored. */
function qformOf(header: NiftiHeader, unit: number, needed: boolean, name: string): Affine | null {
  try {
    return checked(toLpsMm(quaternionMatrix(header), unit), 'qform', name);
  } catch (error) {
    if (needed) throw error;
    return null;
  }
}

/** Row-major 3×4 of the quaternion, in float64, to RAS. */
function quaternionMatrix({ quaternion, pixdim }: NiftiHeader): number[] {
  let [b, c, d] = quaternion;
  const [, , , x, y, z] = quaternion;
  const rest = 1 - (b * b + c * c + d * d);
  if (rest < -1e-3) return Array.from({ length: 12 }, () => Number.NaN);
  let a = Math.sqrt(Math.max(0, rest));
  if (rest < 1e-7) {
    const length = Math.hypot(b, c, d);
    [a, b, c, d] = [0, b / length, c / length, d / length];
  }
  const [sx, sy] = [Math.abs(pixdim[1]), Math.abs(pixdim[2])];
  const sz = Math.abs(pixdim[3]) * (pixdim[0] < 0 ? -1 : 1);
  return [
    (a * a + b * b - c * c - d * d) * sx,
    2 * (b * c - a * d) * sy,
    2 * (b * d + a * c) * sz,
    x,
    2 * (b * c + a * d) * sx,
    (a * a + c * c - b * b - d * d) * sy,
    2 * (c * d - a * b) * sz,
    y,
    2 * (b * d - a * c) * sx,
    2 * (c * d + a * b) * sy,
    (a * a + d * d - b * b - c * c) * sz,
    z,
  ];
}

function compare(sform: Affine, qform: Affine, size: Vec3, name: string): string[] {
  if (determinant(sform) < 0 !== determinant(qform) < 0)
    throw new UserError(
      `${name}: its sform and qform contradict each other: one is the mirror image of the other, so left and right are unsure.`,
      'Export the file again from the original scan, so that both agree.',
    );
  let apart = 0;
  for (let corner = 0; corner < 8; corner++) {
    const at = size.map((n, a) => ((corner >> a) & 1) * (n - 1));
    const p = toPatient(sform, at[0], at[1], at[2]);
    const q = toPatient(qform, at[0], at[1], at[2]);
    apart = Math.max(apart, Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]));
  }
  if (apart <= SAME) return [];
  return [
    `The file's sform and qform disagree by up to ${apart.toFixed(1)} mm at a corner; the sform was used, as the standard has it.`,
  ];
}

/** After an affine registration the sform may scale the patient; the sizes in the header tell of it. */
function compareSizes(sform: Affine, header: NiftiHeader, unit: number): string[] {
  const sizes = sizesIn(header, unit);
  const taken = spacingOf(sform);
  if (sizes.some((size) => !(size > 0 && Number.isFinite(size)))) return [];
  if (sizes.every((size, n) => Math.abs(taken[n] / size - 1) <= SAME_SIZE)) return [];
  const text = (v: readonly number[]): string => v.map((x) => Number(x.toFixed(4))).join(' × ');
  return [
    `The file's voxel sizes (${text(sizes)} mm) are not those of its sform (${text(taken)} mm), which was used: if the sform comes from a registration, the model is as large as what the scan was registered to.`,
  ];
}

/** NIfTI-1 codes of a frame that is no scanner's. */
const template = (code: number): string[] =>
  code === 3 || code === 4
    ? [
        `The file's sform leads into the space of a template (${code === 3 ? 'Talairach' : 'MNI 152'}), not of the scanner: size and shape may not be the patient's.`,
      ]
    : [];
