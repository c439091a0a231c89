// Lengths of a printed part as a person writes them down: numbers with commas between, a dash for what was not taken.
import { UserError } from '../core/errors.js';

/** mm; a model beyond that is none that is printed. */
const longest = 5000;
const notTaken: readonly string[] = ['-', '–', '−', 'x', 'X', ''];

/** mm, in the order of the calipers; null: not taken. Throws a UserError. */
export function printedLengths(text: string): readonly (number | null)[] {
  const values = text.split(',').map((one) => lengthIn(one.trim()));
  if (values.some((value) => value !== null)) return values;
  throw new UserError('--calipers tells of no length.', 'Give those that were taken, in mm: 102.31,45.2,-');
}

function lengthIn(text: string): number | null {
  if (notTaken.includes(text)) return null;
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0 && value <= longest) return value;
  throw new UserError(
    `'${text.slice(0, 40)}' is no length in mm.`,
    'Write a point for the decimals, commas between the lengths, and - or x for one that was not taken: 102.31,45.2,-',
  );
}
