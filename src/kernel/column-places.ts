// Where columns can rise from below into a solid so that each ends inside its lowest wall.
import type { Underside } from './underside.js';

export interface ColumnPlace {
  /** Along and across, mm. */
  readonly x: number;
  readonly y: number;
  /** Where the column ends, mm. */
  readonly top: number;
  /** Radius of its end, mm; it may be a point of a thicker column. */
  readonly tip: number;
  /** Where the solid begins above its middle, mm. */
  readonly bottom: number;
}

export interface ColumnWish {
  readonly count: number;
  readonly radius: number;
  /** mm. Where the solid begins lower than this, it needs none. */
  readonly floor: number;
}

/** mm that a column enters: at its middle, and everywhere. */
const enters = 1.5;
const entersAll = 0.3;
/** mm of the wall that are left above it. */
const leaves = 0.8;
/** Share of the solid's height, and mm, that count as its lowest region. */
const lowestShare = 0.35;
const lowestLeast = 15;
/** mm higher that is as bad as one mm nearer to another column. */
const rise = 1;

/** Places well apart from each other and from where the solid lies on the floor; fewer than wished where there are no more. */
export function columnPlaces(view: Underside, wish: ColumnWish): readonly ColumnPlace[] {
  const { bottom, top } = view;
  let low = Infinity;
  let high = -Infinity;
  for (let n = 0; n < bottom.length; n++) {
    low = Math.min(low, bottom[n]);
    if (Number.isFinite(top[n])) high = Math.max(high, top[n]);
  }
  const below = low + Math.max(lowestLeast, lowestShare * (high - low));
  for (const tip of [wish.radius, wish.radius / 2]) {
    const all = candidates(view, wish, tip);
    const near = all.filter((place) => place.bottom <= below);
    const found = spread(near.length > 0 ? near : all, view, wish, low);
    if (found.length > 0) return found;
  }
  return [];
}

function candidates(view: Underside, { radius, floor }: ColumnWish, tip: number): readonly ColumnPlace[] {
  const { size, bottom, cell, low } = view;
  const found: ColumnPlace[] = [];
  for (let j = 0; j < size[1]; j++)
    for (let i = 0; i < size[0]; i++) {
      const at = bottom[i + size[0] * j];
      if (!Number.isFinite(at) || at < floor + 1) continue;
      const top = endAbove(view, i, j, radius, tip);
      if (top === null) continue;
      found.push({ x: low[0] + (i + 0.5) * cell, y: low[1] + (j + 0.5) * cell, top, tip, bottom: at });
    }
  return found;
}

/** Where a column there would end; null where it would not find enough material over its whole end, or pass through some. */
function endAbove(
  { size, cell, bottom, top }: Underside,
  i: number,
  j: number,
  radius: number,
  tip: number,
): number | null {
  const reach = Math.ceil(radius / cell);
  let end = bottom[i + size[0] * j] + enters;
  let most = Infinity;
  for (let dj = -reach; dj <= reach; dj++)
    for (let di = -reach; di <= reach; di++) {
      const away = cell * Math.hypot(di, dj);
      if (away > radius + cell / 2) continue;
      const inside = i + di >= 0 && i + di < size[0] && j + dj >= 0 && j + dj < size[1];
      const n = i + di + size[0] * (j + dj);
      if (!inside || !Number.isFinite(bottom[n])) {
        if (away <= tip) return null;
        continue;
      }
      if (away <= tip) end = Math.max(end, bottom[n] + entersAll);
      most = Math.min(most, top[n] - leaves);
    }
  return end <= most ? end : null;
}

/** One after the other, each as far from those before as can be, the lower ones first. */
function spread(
  all: readonly ColumnPlace[],
  view: Underside,
  { count, radius, floor }: ColumnWish,
  low: number,
): readonly ColumnPlace[] {
  const taken = restingPlaces(view, floor);
  const [mx, my] = [0, 1].map((d) => view.low[d] + (view.size[d] * view.cell) / 2);
  const room = all.map(({ x, y }) =>
    Math.min(Infinity, ...taken.map((place) => Math.hypot(x - place[0], y - place[1]))),
  );
  const found: ColumnPlace[] = [];
  while (found.length < count) {
    let best = -1;
    let most = -Infinity;
    for (const [n, { x, y, bottom }] of all.entries()) {
      if (room[n] < 4 * radius) continue;
      const apart = Number.isFinite(room[n]) ? room[n] : Math.hypot(x - mx, y - my);
      const score = apart - rise * (bottom - low);
      if (score <= most) continue;
      most = score;
      best = n;
    }
    if (best < 0) break;
    const next = all[best];
    found.push(next);
    for (const [n, { x, y }] of all.entries())
      room[n] = Math.min(room[n], Math.hypot(x - next.x, y - next.y));
  }
  return found;
}

/** The middle of where the solid lies on the floor, if it does. */
function restingPlaces({ size, cell, low, bottom }: Underside, floor: number): readonly [number, number][] {
  let [x, y, count] = [0, 0, 0];
  for (let n = 0; n < bottom.length; n++) {
    if (bottom[n] > floor) continue;
    x += low[0] + ((n % size[0]) + 0.5) * cell;
    y += low[1] + (Math.floor(n / size[0]) + 0.5) * cell;
    count++;
  }
  return count === 0 ? [] : [[x / count, y / count]];
}
