// A measurement on the model: what is taken between which points, and what it comes to.
import type { Vec3 } from '../core/grid.js';
import { cross, dot, lengthOf, minus } from '../core/vec3.js';

/** A straight line, the angle at the second of three points, or how far apart two points are along an axis of the patient. */
export const measureKinds = ['distance', 'angle', 'right-left', 'front-back', 'foot-head'] as const;
export type MeasureKind = (typeof measureKinds)[number];

export interface Measurement {
  readonly kind: MeasureKind;
  readonly name: string;
  /** mm LPS. */
  readonly points: readonly Vec3[];
  readonly shown: boolean;
}

const axes: Readonly<Partial<Record<MeasureKind, 0 | 1 | 2>>> = {
  'right-left': 0,
  'front-back': 1,
  'foot-head': 2,
};

/** The axis that a length is taken along; undefined where it is taken straight. */
export const axisOf = (kind: MeasureKind): 0 | 1 | 2 | undefined => axes[kind];

export const pointsNeeded = (kind: MeasureKind): 2 | 3 => (kind === 'angle' ? 3 : 2);

export const unitOf = (kind: MeasureKind): 'mm' | '°' => (kind === 'angle' ? '°' : 'mm');

/** mm, or degrees (0…180) between the ways from the second point to the others; NaN where two of an angle's points coincide. */
export function measuredValue(kind: MeasureKind, [a, b, c]: readonly Vec3[]): number {
  const axis = axisOf(kind);
  if (axis !== undefined) return Math.abs(b[axis] - a[axis]);
  if (kind === 'distance') return lengthOf(minus(b, a));
  const [u, v] = [minus(a, b), minus(c, b)];
  if (lengthOf(u) === 0 || lengthOf(v) === 0) return Number.NaN;
  return (Math.atan2(lengthOf(cross(u, v)), dot(u, v)) * 180) / Math.PI;
}

/** To a hundredth of a millimetre, or to a tenth of a degree. */
export function measuredText({ kind, points }: Pick<Measurement, 'kind' | 'points'>): string {
  const value = measuredValue(kind, points);
  return kind === 'angle' ? `${value.toFixed(1)}°` : `${value.toFixed(2)} mm`;
}

/** The point to 0.1 µm, so that a measurement told by its address is the very same. */
export const toldPoint = ([x, y, z]: Vec3): Vec3 => [told(x), told(y), told(z)];

const told = (x: number): number => Math.round(x * 1e4) / 1e4;
