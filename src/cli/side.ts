// A side of the patient, or a direction, as a unit vector in LPS.
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';

const sides: Readonly<Record<string, Vec3>> = {
  left: [1, 0, 0],
  right: [-1, 0, 0],
  back: [0, 1, 0],
  front: [0, -1, 0],
  up: [0, 0, 1],
  down: [0, 0, -1],
};

export const sideNames: readonly string[] = Object.keys(sides);

/** Throws a UserError that names the flag. */
export function readSide(text: string, name: string): Vec3 {
  const known = Object.entries(sides).find(([side]) => side === text.trim().toLowerCase());
  if (known !== undefined) return known[1];
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const length = Math.hypot(...numbers);
  if (numbers.length !== 3 || !Number.isFinite(length) || length === 0)
    throw new UserError(
      `${name}: '${text}' is no side and no direction.`,
      `Give one of ${sideNames.join(', ')}, or three numbers such as 0,-1,0.5 (LPS).`,
    );
  const [x, y, z] = numbers;
  return [x / length, y / length, z / length];
}
