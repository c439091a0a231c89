// Which places of a joint get a pin: as thick as wished where there is room, at least two, far apart.
import type { PlaneRoom } from '../kernel/plane-room.js';
import { type Grid, pointOf } from '../kernel/section-grid.js';
import { type Connector, type Contact, type PinWish, radiusFor } from './connector.js';

/** Each try a fifth thinner than the one before. */
function diametersOf({ diameter, smallest }: PinWish): number[] {
  const tries: number[] = [];
  for (let d = diameter; d > smallest * 1.05; d *= 0.8) tries.push(Math.round(10 * d) / 10);
  return [...tries, Math.min(smallest, diameter)];
}

/** A boss keeps this near to the outer wall, mm, so that it is rooted in it. */
const hug = 0.7;
/** More room than is needed counts up to so many mm; against distance from the other pins, so much. */
const mostSpare = 2;
const worthOfSpare = 3;

/** `keepsAway` tells whether a connector there is clear of those of other joints. In the order in which they were picked. */
export function pickConnectors(
  { grid, solid, filled }: PlaneRoom,
  contact: Contact,
  wish: PinWish,
  depth: number,
  keepsAway: (connector: Connector) => boolean,
): Connector[] {
  const picked: Connector[] = [];
  const tries = diametersOf(wish);
  const reach = reachOf(grid, contact);
  const count = Math.max(2, Math.min(4, Math.round(reach / 45) + 1));
  for (const [n, diameter] of tries.entries()) {
    const radius = radiusFor(diameter, wish);
    // The thinnest ones may stand close together rather than alone.
    const apart = n === tries.length - 1 ? 2 * radius : Math.max(2 * diameter, reach / 5);
    for (const boss of [false, true]) {
      const room = boss ? filled : solid;
      const places: number[] = [];
      for (let k = 0; k < room.length; k++)
        if (room[k] >= radius && (!boss || room[k] <= radius + hug) && holds(contact, grid, k, radius))
          places.push(k);
      while (picked.length < count) {
        const best = farthest(places, grid, room, radius, picked, apart);
        if (best === null) break;
        const [u, v] = pointOf(grid, best);
        const { axis, at } = contact;
        const connector = { axis, at, u, v, diameter, depth, radius, boss };
        places.splice(places.indexOf(best), 1);
        if (keepsAway(connector)) picked.push(connector);
      }
    }
    // Two keep the pieces from turning; more than that need not be thin.
    if (picked.length >= 2 && diameter < 0.6 * wish.diameter) break;
  }
  return picked;
}

const holds = ({ low, high }: Contact, grid: Grid, k: number, radius: number): boolean => {
  const [u, v] = pointOf(grid, k);
  return u >= low[0] + radius && u <= high[0] - radius && v >= low[1] + radius && v <= high[1] - radius;
};

/** Diagonal of what the grid and the contact share, mm. */
function reachOf({ u, v, step, columns, rows }: Grid, { low, high }: Contact): number {
  const wide = Math.min(high[0], u + columns * step) - Math.max(low[0], u);
  const tall = Math.min(high[1], v + rows * step) - Math.max(low[1], v);
  return Math.hypot(Math.max(0, wide), Math.max(0, tall));
}

function farthest(
  places: readonly number[],
  grid: Grid,
  room: Float32Array,
  radius: number,
  picked: readonly Connector[],
  apart: number,
): number | null {
  const middle = [0, 1].map((d) => places.reduce((sum, k) => sum + pointOf(grid, k)[d], 0) / places.length);
  let best: number | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const k of places) {
    const [u, v] = pointOf(grid, k);
    const away =
      picked.length === 0
        ? Math.hypot(u - middle[0], v - middle[1])
        : Math.min(...picked.map((other) => Math.hypot(u - other.u, v - other.v)));
    if (picked.length > 0 && away < apart) continue;
    const worth = away + worthOfSpare * Math.min(mostSpare, room[k] - radius);
    if (worth > most) [best, most] = [k, worth];
  }
  return best;
}
