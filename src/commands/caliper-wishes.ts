// Lengths to be measured on the printed part, as a person writes them: 'name:x,y,z:x,y,z', semicolons between.
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import type { CaliperWish } from '../report/wished-calipers.js';

const most = 50;
const longestName = 60;
/** mm; beyond, it is no place in a patient's frame. */
const farthest = 10_000;

/** None without a text. mm, in the frame of the files. Throws a UserError. */
export function caliperWishes(text: string | null): readonly CaliperWish[] {
  if (text === null) return [];
  const wishes = text
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map(wishOf);
  const twice = wishes.find(({ name }, n) => wishes.findIndex((other) => other.name === name) !== n);
  if (twice !== undefined)
    throw new UserError(`Two lengths are called '${twice.name}'.`, 'Give each a name of its own.');
  if (wishes.length > 0 && wishes.length <= most) return wishes;
  throw new UserError(
    wishes.length === 0
      ? '--calipers names no length.'
      : `--calipers names ${wishes.length} lengths; ${most} are the most.`,
    advice,
  );
}

const advice =
  "Write 'name:x,y,z:x,y,z', with semicolons between; mm in the scan's frame (LPS), as the preview tells them.";

function wishOf(text: string): CaliperWish {
  const [name = '', from, to, ...more] = text.split(':').map((part) => part.trim());
  const fit = name !== '' && name.length <= longestName && /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(name);
  if (!fit || more.length > 0)
    throw new UserError(`'${text.slice(0, 80)}' is no length to be measured.`, advice);
  const [a, b] = [pointOf(from), pointOf(to)];
  if (a.every((x, d) => x === b[d]))
    throw new UserError(`The length '${name}' goes from a point to itself.`, advice);
  return { name: name.normalize('NFC'), from: a, to: b };
}

function pointOf(text = ''): Vec3 {
  const [x, y, z, ...more] = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const numbers = [x, y, z];
  if (more.length === 0 && numbers.every((n) => Number.isFinite(n) && Math.abs(n) <= farthest))
    return [x, y, z];
  throw new UserError(`'${text.slice(0, 80)}' is no point.`, advice);
}
