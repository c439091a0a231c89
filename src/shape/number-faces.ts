// The number of its piece on each face that was cut, where it has room.
import type { Vec3 } from '../core/grid.js';
import type { Booleans, Solid } from '../kernel/booleans.js';
import { frameFacing } from '../kernel/frame-facing.js';
import { inPatient, planeAxes } from '../kernel/plane-axes.js';
import { type PlaneRoom, planeRoom } from '../kernel/plane-room.js';
import { type Grid, pointOf } from '../kernel/section-grid.js';
import { textBlock } from '../kernel/text-block.js';
import { textPrism } from '../kernel/text-prism.js';
import { awayFrom } from './away-from.js';
import type { Joined } from './join-pieces.js';
import { normalOf } from './plan.js';

/** mm: of the digits; of material behind and around them; heights that are tried. */
const depth = 0.6;
const wall = 1;
const heights = [6, 4, 2.5];
const step = 0.5;

export interface FaceNumbers {
  /** To be taken out of the piece below the plane, and out of the one above; null where there is no room. */
  readonly low: Solid | null;
  readonly high: Solid | null;
}

export function numberFaces(booleans: Booleans, joined: Joined): FaceNumbers {
  const { joint, section, contact } = joined;
  const { axis, at } = contact;
  const room = planeRoom(joint.uncut.distances, section, axis, at, step, depth, depth, wall);
  const free = freePoints(room, joined);
  const along = normalOf({ axis });
  const back: Vec3 = [-along[0], -along[1], -along[2]];
  return {
    low: numbered(booleans, joined, room.grid, free, joined.low + 1, along),
    high: numbered(booleans, joined, room.grid, free, joined.high + 1, back),
  };
}

/** 1 where a digit may be: with enough material behind, clear of the connectors and of the contact's border. */
function freePoints({ grid, solid }: PlaneRoom, { joint, contact, connectors }: Joined): Uint8Array {
  const { axis, at, low, high } = contact;
  return Uint8Array.from(solid, (radius, n) => {
    const [u, v] = pointOf(grid, n);
    const inside = u >= low[0] + wall && u <= high[0] - wall && v >= low[1] + wall && v <= high[1] - wall;
    const clear = connectors.every((one) => Math.hypot(u - one.u, v - one.v) > one.radius);
    const place = inPatient(axis, u, v, at);
    const kept = joint.bits.some((bit) => awayFrom(place, bit) < wall);
    return radius > 0 && inside && clear && !kept ? 1 : 0;
  });
}

function numbered(
  booleans: Booleans,
  { contact: { axis, at } }: Joined,
  grid: Grid,
  free: Uint8Array,
  number: number,
  out: Vec3,
): Solid | null {
  // A 6 and a 9 are told apart by where they stand.
  const text = /^[0689]+$/.test(String(number)) ? `${number}.` : String(number);
  const { right } = frameFacing([0, 0, 0], out);
  const [u] = planeAxes(axis);
  for (const height of heights) {
    const block = textBlock([text], height);
    const level = Math.abs(right[u]) > 0.5;
    const size = level ? [block.width, block.height] : [block.height, block.width];
    const middle = boxPlace(grid, free, size[0] + 2 * step, size[1] + 2 * step);
    if (middle === null) continue;
    const frame = frameFacing(inPatient(axis, middle[0], middle[1], at), out);
    return textPrism(booleans, block.rings, { frame, bend: [0, 0, 0, 0, 0, 0] }, -depth, 1);
  }
  return null;
}

/** The middle of the box of that size which lies on free points alone and is nearest to the middle of them all; null: none. */
function boxPlace(
  grid: Grid,
  free: Uint8Array,
  wide: number,
  tall: number,
): readonly [number, number] | null {
  const { columns, rows } = grid;
  const [w, h] = [Math.ceil(wide / grid.step) + 1, Math.ceil(tall / grid.step) + 1];
  if (w > columns || h > rows) return null;
  const sums = sumsOver(free, columns, rows);
  const [u0, v0] = middleOf(grid, free);
  let best: readonly [number, number] | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let j = 0; j + h <= rows; j++)
    for (let i = 0; i + w <= columns; i++) {
      const o = j * (columns + 1) + i;
      const e = (j + h) * (columns + 1) + i;
      if (sums[e + w] - sums[e] - sums[o + w] + sums[o] < w * h) continue;
      const u = grid.u + (i + (w - 1) / 2) * grid.step;
      const v = grid.v + (j + (h - 1) / 2) * grid.step;
      const away = Math.hypot(u - u0, v - v0);
      if (away < least) [best, least] = [[u, v], away];
    }
  return best;
}

/** How many points are free below and left of each corner. */
function sumsOver(free: Uint8Array, columns: number, rows: number): Uint32Array {
  const sums = new Uint32Array((columns + 1) * (rows + 1));
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const o = (j + 1) * (columns + 1) + i + 1;
      sums[o] = free[j * columns + i] + sums[o - 1] + sums[o - columns - 1] - sums[o - columns - 2];
    }
  return sums;
}

function middleOf(grid: Grid, free: Uint8Array): readonly [number, number] {
  let [u, v, count] = [0, 0, 0];
  for (let n = 0; n < free.length; n++)
    if (free[n] === 1) {
      const [x, y] = pointOf(grid, n);
      u += x;
      v += y;
      count++;
    }
  return [u / count, v / count];
}
