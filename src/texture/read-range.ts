// Reads a range of values such as -1000:400.
import { UserError } from '../core/errors.js';

/** [low, high], both in; ±Infinity where a side is empty, and for an empty text. Throws a UserError. */
export function readRange(text: string, name: string): readonly [number, number] {
  if (text.trim() === '') return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const sides = text.split(':').map((side) => side.trim());
  const low = sides[0] === '' ? Number.NEGATIVE_INFINITY : Number(sides[0]);
  const high = sides[1] === '' ? Number.POSITIVE_INFINITY : Number(sides[1]);
  if (sides.length === 2 && low <= high && sides.some((side) => side !== '')) return [low, high];
  throw new UserError(
    `${name}: '${text}' is not a range of values.`,
    `Give ${name} a lower and an upper end, such as -1000:400; an empty side is open.`,
  );
}
