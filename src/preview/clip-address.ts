// The cutting plane as a text for the page's address, and back.
import type { Vec3 } from '../core/grid.js';
import { lengthOf, unit } from '../core/vec3.js';
import { bodyAxes, type Clip, clipWays } from './clip-plane.js';

/** 'axial:12.3', 'axial:12.3:flip' or 'view:x,y,z:12.3'. */
export const clipAddress = ({ way, axis, at, flipped }: Clip): string =>
  [
    way,
    ...(way === 'view' ? [axis.map((x) => Number(x.toFixed(5))).join(',')] : []),
    Number(at.toFixed(3)),
    ...(flipped ? ['flip'] : []),
  ].join(':');

const number = /^-?\d{1,5}(\.\d{1,5})?$/;

/** What `clipAddress` wrote; null if it is anything else. */
export function readClipAddress(text: string): Clip | null {
  const [word, ...rest] = text.split(':');
  const way = clipWays.find((one) => one === word);
  if (way === undefined) return null;
  const axis = way === 'view' ? readAxis(rest.shift() ?? '') : bodyAxes[way];
  const [at = '', flip = 'no', ...more] = rest;
  if (axis === null || !number.test(at) || !['no', 'flip'].includes(flip) || more.length > 0) return null;
  return { way, axis, at: Number(at), flipped: flip === 'flip' };
}

function readAxis(text: string): Vec3 | null {
  const numbers = text.split(',');
  if (numbers.length !== 3 || !numbers.every((one) => number.test(one))) return null;
  const [x, y, z] = numbers.map(Number);
  const length = lengthOf([x, y, z]);
  return length < 0.9 || length > 1.1 ? null : unit([x, y, z]);
}
