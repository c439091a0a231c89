// The plane that cuts the model in the preview: which way it faces, how far it can go, which side stays.
import type { Vec3 } from '../core/grid.js';
import { nearestSide, sideLetter } from '../core/patient-sides.js';
import { dot, scaled } from '../core/vec3.js';

export const clipWays = ['axial', 'coronal', 'sagittal', 'view'] as const;
export type ClipWay = (typeof clipWays)[number];

export interface Clip {
  readonly way: ClipWay;
  /** Length 1: for the three planes of the body an axis of LPS, for 'view' from the model to the eye. */
  readonly axis: Vec3;
  /** Where along the axis, mm LPS. */
  readonly at: number;
  /** Which side goes: what lies towards +axis, or the other. */
  readonly flipped: boolean;
}

export const bodyAxes: Readonly<Record<Exclude<ClipWay, 'view'>, Vec3>> = {
  axial: [0, 0, 1],
  coronal: [0, 1, 0],
  sagittal: [1, 0, 0],
};
/** A radiologist sees axial slices from the feet, coronal ones from the front and sagittal ones from the patient's left. */
export const flippedAtFirst: Readonly<Record<ClipWay, boolean>> = {
  axial: true,
  coronal: true,
  sagittal: false,
  view: false,
};

/** From what stays to what goes, length 1: where the eye sees the cut from. */
export const clipNormal = ({ axis, flipped }: Clip): Vec3 => (flipped ? scaled(axis, -1) : axis);

/** Where along the axis a box lies, mm: from its first corner to its last. */
export function clipRange(axis: Vec3, min: Vec3, max: Vec3): readonly [low: number, high: number] {
  let [low, high] = [0, 0];
  for (let c = 0; c < 3; c++) {
    const ends = [axis[c] * min[c], axis[c] * max[c]];
    low += Math.min(...ends);
    high += Math.max(...ends);
  }
  return [low, high];
}

const coordinate = ['x', 'y', 'z'] as const;

/** Such as 'S 42.3 mm (z = 42.3)' or 'R 3.0 mm (x = −3.0)'; for an oblique plane how far it is from the `middle` of the model. */
export function clipText({ way, axis, at }: Clip, middle: Vec3): string {
  if (way === 'view') return `${signed(at - dot(axis, middle))} mm from the model’s middle`;
  const side = sideLetter(nearestSide(scaled(axis, at < 0 ? -1 : 1)));
  const c = coordinate[axis.indexOf(1)];
  return `${side} ${Math.abs(at).toFixed(1)} mm (${c} = ${signed(at)})`;
}

const signed = (x: number): string =>
  x
    .toFixed(1)
    .replace(/^-0\.0$/, '0.0')
    .replace('-', '−');
