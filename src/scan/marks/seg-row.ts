// Which places a row of slices has, told by those of its slices that are there: empty ones are left out of a file.
import type { Vec3 } from '../../core/grid.js';
import type { Scan } from '../../core/scan.js';

/** Slice n lies at the first one's place + at[n] · step; at[0] = 0, ascending; 0, 1, 2 … where the row is even. */
export interface SliceRow {
  readonly at: readonly number[];
  readonly step: Vec3;
  /** The slice of each place that was given. */
  readonly sliceOf: readonly number[];
}

/** A place this near to one of a row is that one, as a share of the distance of its neighbours. */
const ON_ROW = 0.05;
/** Where the longest step is this many times the shortest, a slice may have been left out: no telling. */
const A_SLICE_LESS = 1.9;
/** No scan has more slices; a file of a few bytes could ask for any number. */
const MOST_SLICES = 16384;
/** Directions that differ by less are one, as a sine. */
export const SAME_DIRECTION = 1e-3;

const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const scaled = (a: Vec3, s: number): Vec3 => [a[0] * s, a[1] * s, a[2] * s];
const minus = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

/**
 * `places`: at least two, ascending along `normal` (of unit length), LPS mm. `stated`: the distance of neighbours that
 * the file gives, mm, or null. A row with that distance comes first, then one whose distance is the shortest step; then
 * the places as they are, where no slice can be missing between them. Null where there is no telling.
 */
export function ownRow(places: readonly Vec3[], normal: Vec3, stated: number | null): SliceRow | null {
  const first = dot(places[0], normal);
  const along = places.map((place) => dot(place, normal) - first);
  const steps = along.slice(1).map((t, n) => t - along[n]);
  const [least, most] = [Math.min(...steps), Math.max(...steps)];
  const way = minus(places[places.length - 1], places[0]);
  const end = along[along.length - 1];
  for (const distance of [stated ?? 0, least]) {
    const numbers = evenly(along, steps, distance);
    if (numbers === null) continue;
    const last = numbers[numbers.length - 1];
    return {
      at: Array.from({ length: last + 1 }, (_, n) => n),
      step: scaled(way, 1 / last),
      sliceOf: numbers,
    };
  }
  if (most >= A_SLICE_LESS * least) return null;
  const median = [...steps].sort((a, b) => a - b)[steps.length >> 1];
  return {
    at: along.map((t) => t / median),
    step: scaled(way, median / end),
    sliceOf: along.map((_, n) => n),
  };
}

/** The number of each place in an even row whose neighbours lie about `distance` apart; null where one is off it. */
function evenly(along: readonly number[], steps: readonly number[], distance: number): number[] | null {
  if (!(distance > 0) || along[along.length - 1] / distance > MOST_SLICES) return null;
  const numbers = [0];
  for (const step of steps) {
    const whole = Math.round(step / distance);
    if (whole < 1 || Math.abs(step / distance - whole) > ON_ROW) return null;
    numbers.push(numbers[numbers.length - 1] + whole);
  }
  const fitted = along[along.length - 1] / numbers[numbers.length - 1];
  return along.every((t, n) => Math.abs(t / fitted - numbers[n]) <= ON_ROW) ? numbers : null;
}

/** The row of the slices of `scan` between the first and the last that is named; null unless every place is one of them. */
export function scanRow(places: readonly Vec3[], normal: Vec3, scan: Scan): SliceRow | null {
  for (const axis of [0, 1, 2] as const) {
    const row = alongAxis(places, normal, scan, axis);
    if (row !== null) return row;
  }
  return null;
}

type Axis = 0 | 1 | 2;

const column = ({ grid: { affine } }: Scan, axis: Axis): Vec3 => [
  affine[axis],
  affine[4 + axis],
  affine[8 + axis],
];

/** The direction that the slices across `axis` are normal to. */
export function sliceNormal(scan: Scan, axis: Axis): Vec3 {
  const [a, b] = [column(scan, axis === 0 ? 1 : 0), column(scan, axis === 2 ? 1 : 2)];
  const n: Vec3 = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  return scaled(n, 1 / Math.hypot(n[0], n[1], n[2]));
}

/** mm between neighbouring slices of the scan that lie across `normal`; null where it has none. */
export function scanDistance(normal: Vec3, scan: Scan): number | null {
  for (const axis of [0, 1, 2] as const)
    if (Math.abs(dot(sliceNormal(scan, axis), normal)) > 1 - SAME_DIRECTION ** 2)
      return Math.abs(dot(column(scan, axis), normal));
  return null;
}

function alongAxis(places: readonly Vec3[], normal: Vec3, scan: Scan, axis: Axis): SliceRow | null {
  if (Math.abs(dot(sliceNormal(scan, axis), normal)) < 1 - SAME_DIRECTION ** 2) return null;
  const { affine, size } = scan.grid;
  const way = dot(column(scan, axis), normal);
  const origin = dot([affine[3], affine[7], affine[11]], normal);
  const nodes =
    scan.nodes?.axis === axis ? scan.nodes.at : Float64Array.from({ length: size[axis] }, (_, n) => n);
  // Ascending along the normal, as the places are.
  const at = way > 0 ? [...nodes] : [...nodes].reverse().map((index) => -index);
  const place = (t: number): number => (t - origin) / Math.abs(way);
  const numbers: number[] = [];
  for (const p of places) {
    const number = nearest(at, place(dot(p, normal)));
    if (number === null || number === numbers.at(-1)) return null;
    numbers.push(number);
  }
  const [from, to] = [numbers[0], numbers[numbers.length - 1]];
  return {
    at: at.slice(from, to + 1).map((index) => index - at[from]),
    step: scaled(column(scan, axis), way > 0 ? 1 : -1),
    sliceOf: numbers.map((n) => n - from),
  };
}

/** Number of the node at x, null where none lies near. */
function nearest(at: readonly number[], x: number): number | null {
  let [low, high] = [0, at.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at[middle] <= x) low = middle;
    else high = middle;
  }
  const n = Math.abs(at[high] - x) < Math.abs(at[low] - x) ? high : low;
  const around = [
    at[n] - (at[n - 1] ?? Number.NEGATIVE_INFINITY),
    (at[n + 1] ?? Number.POSITIVE_INFINITY) - at[n],
  ];
  const step = Math.min(...around.filter(Number.isFinite), at.length < 2 ? 1 : Number.POSITIVE_INFINITY);
  return Math.abs(at[n] - x) <= ON_ROW * step ? n : null;
}
