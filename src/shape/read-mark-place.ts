// Reads where a mark shall be.
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';

export type MarkPlace = 'auto' | 'tag' | Vec3;

/** 'auto', 'tag', or three numbers 'x,y,z', mm LPS. Throws a UserError on anything else. */
export function readMarkPlace(text: string, name: string): MarkPlace {
  if (text === 'auto' || text === 'tag') return text;
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (numbers.length !== 3 || !numbers.every(Number.isFinite))
    throw new UserError(
      `${name}: '${text}' is no place for a mark.`,
      `Give ${name} as auto, as tag, or as a point of the model in mm: x,y,z (LPS).`,
    );
  return [numbers[0], numbers[1], numbers[2]];
}
