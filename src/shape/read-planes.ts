// Planes as users write them: where an axis of the patient is met, or by a normal.
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import { dot, lengthOf, scaled } from '../core/vec3.js';

/** Points p with normal · p = at. */
export interface Plane {
  /** Of length 1. */
  readonly normal: Vec3;
  /** mm, LPS. */
  readonly at: number;
  /** As it was written. */
  readonly text: string;
}

const axes: readonly string[] = ['x', 'y', 'z'];

const numbersOf = (text: string): number[] =>
  text.split(',').map((number) => (number.trim() === '' ? Number.NaN : Number(number)));

const isVec3 = (numbers: readonly number[]): boolean =>
  numbers.length === 3 && numbers.every(Number.isFinite);

/**
 * Several, apart by spaces or semicolons. `z=120`: where z is 120 mm (LPS). `1,0.2,0:35`: at right angles to that direction,
 * 35 mm along it from the frame's origin. `1,0.2,0@12,-40,120`: at right angles to it, through that point. Throws a UserError.
 */
export function readPlanes(text: string, name: string): readonly Plane[] {
  const words = text.split(/[;\s]+/).filter((word) => word !== '');
  return words.map((word) => {
    const plane = alongAxis(word) ?? byNormal(word);
    if (plane !== null) return plane;
    throw new UserError(
      `${name}: '${word}' is not a plane such as z=120, 1,0.2,0:35 or 1,0.2,0@12,-40,120.`,
      'Give x=, y= or z= and mm in the patient’s frame (x to the left, y to the back, z to the head); or a normal and, after a colon, its distance along it from the origin in mm; or a normal and, after @, a point in mm. Several stand apart by semicolons.',
    );
  });
}

function alongAxis(text: string): Plane | null {
  const [axis, value, ...more] = text.split('=');
  const d = axes.indexOf(axis.trim().toLowerCase());
  if (d < 0 || value === undefined || value.trim() === '' || more.length > 0) return null;
  const at = Number(value);
  if (!Number.isFinite(at)) return null;
  return { normal: [d === 0 ? 1 : 0, d === 1 ? 1 : 0, d === 2 ? 1 : 0], at, text };
}

function byNormal(text: string): Plane | null {
  const [direction, place, ...more] = text.split(/[:@]/);
  if (place === undefined || more.length > 0) return null;
  const n = numbersOf(direction);
  const p = numbersOf(place);
  if (!isVec3(n) || !isVec3(text.includes('@') ? p : [p.length - 1, p[0], 0])) return null;
  const normal: Vec3 = [n[0], n[1], n[2]];
  const length = lengthOf(normal);
  if (!(length > 1e-6) || length > 1e9) return null;
  const unit = scaled(normal, 1 / length);
  if (!text.includes('@')) return p.length === 1 ? { normal: unit, at: p[0], text } : null;
  return { normal: unit, at: dot(unit, [p[0], p[1], p[2]]), text };
}
