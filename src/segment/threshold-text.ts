// Reads what a user writes for a threshold: a value, a range, or a way to find one.
import { UserError } from '../core/errors.js';
import { openedRange } from '../core/preset.js';
import type { GreyRange } from '../core/segment.js';

/** How the range is come by; `classes` are those of Otsu's method, the highest of which is taken. */
export type Wanted =
  | { readonly by: 'range'; readonly range: GreyRange }
  | { readonly by: 'otsu'; readonly classes: number }
  | { readonly by: 'half-max' };

/** The most classes of multi-Otsu. */
const mostClasses = 6;

/** `300`, `300:`, `300:1500`, `:-200`, `otsu`, `otsu:3`, `half-max`. Anything else is a UserError. */
export function readThreshold(text: string, name: string): Wanted {
  if (text === 'half-max') return { by: 'half-max' };
  const [left, right, ...more] = text.split(':').map((part) => part.trim());
  if (left === 'otsu' && more.length === 0) {
    const classes = right === undefined ? 2 : Number(right === '' ? Number.NaN : right);
    if (Number.isInteger(classes) && classes >= 2 && classes <= mostClasses) return { by: 'otsu', classes };
    throw unreadable(text, name, `otsu takes 2 to ${mostClasses} classes`);
  }
  const from = left === '' ? Number.NEGATIVE_INFINITY : Number(left);
  const to = right === undefined || right === '' ? Number.POSITIVE_INFINITY : Number(right);
  const open = from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY;
  if (more.length > 0 || Number.isNaN(from) || Number.isNaN(to) || open)
    throw unreadable(text, name, 'not a threshold');
  if (from > to) throw unreadable(text, name, 'the lower limit lies above the upper one');
  return { by: 'range', range: openedRange(from, to) };
}

const unreadable = (text: string, name: string, why: string): UserError =>
  new UserError(
    `${name}: '${text}': ${why}.`,
    `Write ${name} as 300 (and more), 300:1500, :-200 (and less), otsu, otsu:3 or half-max.`,
  );
