// Which slice of a scan each contour lies in, and where in it.
import { type Affine, invert, type Vec3 } from '../../core/grid.js';
import type { Scan } from '../../core/scan.js';

/** A contour is of a slice when all of its points lie within this share of the way to the slice's nearer neighbour. */
const ON_SLICE = 0.25;
/** Points are told apart to this part of a voxel: a contour through a voxel's centre is through it, noise or not. */
const FINEST = 2 ** 13;
/** Contours of one slice this near to each other, as a share of a step, are of one plane. */
const ONE_PLANE = 0.05;
/** Farther than this from its slice, as a share of a step, is worth being said. */
const NEAR_SLICE = 0.02;

export type Axis = 0 | 1 | 2;

/** A contour in the slice of number `slice`: its points on the scan's grid, along the two axes of the slice. */
export interface PlacedContour {
  readonly slice: number;
  /** How far above the slice it lies, as a share of the way to the slice's nearer neighbour. */
  readonly above: number;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

/** Contours of one region on the slices across `axis`; those that have no place there are counted. */
export interface PlacedContours {
  readonly axis: Axis;
  readonly placed: readonly PlacedContour[];
  /** Not flat along the slices: drawn across them, or tilted. */
  readonly askew: number;
  /** Flat, but between two slices, or near one that has a contour which is nearer. */
  readonly between: number;
  /** Beyond the first or last slice. */
  readonly beyond: number;
  /** Greatest distance of a placed contour from its slice, as a share of a step; 0 where it is not worth a word. */
  readonly off: number;
}

/** Grid indices of the samples along an axis. */
export const centresOf = ({ grid, nodes }: Scan, axis: Axis): number | Float64Array =>
  nodes?.axis === axis ? nodes.at : grid.size[axis];

/** `contours`: x, y, z of each point, LPS mm; at least three points each, at least one contour. */
export function placeContours(contours: readonly Float64Array[], scan: Scan): PlacedContours {
  const toIndex = invert(scan.grid.affine);
  const axis = flattest(contours, toIndex);
  const across = axis === 0 ? 1 : 0;
  const down = axis === 2 ? 1 : 2;
  const placed: PlacedContour[] = [];
  let [askew, between, beyond] = [0, 0, 0];
  for (const points of contours) {
    const [low, high] = spanOf(points, toIndex, axis);
    const { slice, step, end } = nearestSlice(scan, axis, (low + high) / 2);
    const at = indexOf(scan, axis, slice);
    const far = Math.max(high - at, at - low) / step;
    if (far <= ON_SLICE) {
      const [u, v] = [alongAxis(points, toIndex, across), alongAxis(points, toIndex, down)];
      placed.push({ slice, above: ((low + high) / 2 - at) / step, u, v });
    } else if (high - low > 2 * ON_SLICE * step) askew++;
    else if (end && Math.abs((low + high) / 2 - at) > step / 2) beyond++;
    else between++;
  }
  const nearest = nearestPlanes(placed);
  between += placed.length - nearest.length;
  const off = nearest.reduce((most, { above }) => Math.max(most, Math.abs(above)), 0);
  return { axis, placed: nearest, askew, between, beyond, off: off > NEAR_SLICE ? off : 0 };
}

/** Of each slice the contours of its nearest plane: those of two planes are no outline and hole of each other. */
function nearestPlanes(placed: readonly PlacedContour[]): PlacedContour[] {
  const best = new Map<number, number>();
  for (const { slice, above } of placed) {
    const known = best.get(slice);
    if (known === undefined || Math.abs(above) < Math.abs(known)) best.set(slice, above);
  }
  return placed.filter(({ slice, above }) => Math.abs(above - (best.get(slice) ?? above)) <= ONE_PLANE);
}

/** The axis along which most contours have no extent. */
function flattest(contours: readonly Float64Array[], toIndex: Affine): Axis {
  const count = [0, 0, 0];
  for (const points of contours) {
    const spans = ([0, 1, 2] as const).map((axis) => spanOf(points, toIndex, axis)).map(([a, b]) => b - a);
    count[spans.indexOf(Math.min(...spans))]++;
  }
  const most = count.indexOf(Math.max(...count));
  return most === 0 ? 0 : most === 1 ? 1 : 2;
}

const indexOf = (scan: Scan, axis: Axis, slice: number): number =>
  scan.nodes?.axis === axis ? scan.nodes.at[slice] : slice;

const indexAlong = (a: Affine, axis: Axis, [x, y, z]: Vec3): number =>
  a[4 * axis] * x + a[4 * axis + 1] * y + a[4 * axis + 2] * z + a[4 * axis + 3];

function spanOf(points: Float64Array, toIndex: Affine, axis: Axis): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let p = 0; p < points.length; p += 3) {
    const index = indexAlong(toIndex, axis, [points[p], points[p + 1], points[p + 2]]);
    if (index < low) low = index;
    if (index > high) high = index;
  }
  return [low, high];
}

function alongAxis(points: Float64Array, toIndex: Affine, axis: Axis): Float64Array {
  const out = new Float64Array(points.length / 3);
  for (let p = 0; p < out.length; p++) {
    const index = indexAlong(toIndex, axis, [points[3 * p], points[3 * p + 1], points[3 * p + 2]]);
    out[p] = Math.round(index * FINEST) / FINEST;
  }
  return out;
}

/** The slice nearest to an index, the distance of its nearer neighbour, and whether it is the first or last. */
function nearestSlice(scan: Scan, axis: Axis, index: number) {
  const n = scan.grid.size[axis];
  const slice = scan.nodes?.axis === axis ? nearestNode(scan.nodes.at, index) : Math.round(index);
  const k = Math.min(n - 1, Math.max(0, slice));
  const at = indexOf(scan, axis, k);
  const below = k > 0 ? at - indexOf(scan, axis, k - 1) : Number.POSITIVE_INFINITY;
  const above = k < n - 1 ? indexOf(scan, axis, k + 1) - at : Number.POSITIVE_INFINITY;
  const step = n === 1 ? 1 : Math.min(below, above);
  return { slice: k, step, end: k === 0 || k === n - 1 };
}

const nearestNode = (at: Float64Array, index: number): number =>
  at.reduce((best, x, n) => (Math.abs(x - index) < Math.abs(at[best] - index) ? n : best), 0);
