// Reads what a printer can build.
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';

/** Three lengths in mm, as 145,145,193 or 145x145x193. Throws a UserError on anything else. */
export function readBuildSize(text: string, name: string): Vec3 {
  const [x, y, z, ...rest] = text
    .split(/[,x×]/)
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (rest.length > 0 || ![x, y, z].every((side) => Number.isFinite(side) && side > 0 && side <= 10_000))
    throw new UserError(
      `${name}: '${text}' is not the size of a printer.`,
      `Give ${name} as three lengths in mm, such as 145,145,193.`,
    );
  return [x, y, z];
}
