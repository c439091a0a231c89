// A box in the patient's frame as users write it: three ranges in mm.
import { UserError } from './errors.js';

/** Lower and upper end, mm; infinite where it is open. */
export type Range = readonly [number, number];

function side(text: string, open: number): number {
  if (text.trim() === '') return open;
  return Number(text);
}

/** x0:x1,y0:y1,z0:z1 in mm LPS, an empty side open. `name`: of the option. Throws a UserError. */
export function readBox(text: string, name: string): readonly [Range, Range, Range] {
  const ranges = text.split(',').map((range): Range => {
    const sides = range.split(':');
    if (sides.length !== 2) return [Number.NaN, Number.NaN];
    return [side(sides[0], Number.NEGATIVE_INFINITY), side(sides[1], Number.POSITIVE_INFINITY)];
  });
  if (ranges.length !== 3 || !ranges.every(([low, high]) => low < high))
    throw new UserError(
      `${name}: '${text}' is not a box such as -50:50,:,0:80.`,
      'Give three ranges in mm, x (to the left), y (to the back), z (to the head), lower:upper each; an empty side is open.',
    );
  return [ranges[0], ranges[1], ranges[2]];
}
