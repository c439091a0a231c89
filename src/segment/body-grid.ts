// A coarse grid of right angles over a whole scan, one axis along the scanner's table, to look for the body on.
import { type Affine, type Grid, spacingOf, toPatient, type Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';

export interface BodyGrid {
  readonly grid: Grid;
  /** mm, alike along all axes. */
  readonly spacing: number;
  /** Lengths that are meant for a person are multiplied by this: 1 for a field of view of 200 mm or more, less for a small one. */
  readonly scale: number;
  /** Empty cells at each side along the first two axes. */
  readonly pad: number;
}

const wholeField = 200;
/** mm, for a person: coarse enough for a look in a second or two, fine enough for an ear. */
const personal = 2;
/** A scan of the whole body at 2 mm; beyond it the grid becomes coarser. */
const mostCells = 48_000_000;
/** Empty cells at each side, so that what the field of view cuts off at the side has a border there. */
const pad = 2;

const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const part = (a: Vec3, t: number, b: Vec3): Vec3 => [a[0] - t * b[0], a[1] - t * b[1], a[2] - t * b[2]];
const unit = (a: Vec3): Vec3 => part([0, 0, 0], -1 / Math.hypot(...a), a);

/** The third axis is the direction in which the scan's slices are stacked, also where the gantry was tilted. */
export function bodyGrid({ grid: { size, affine }, nodes }: Scan): BodyGrid {
  const column = (c: 0 | 1 | 2): Vec3 => [affine[c], affine[4 + c], affine[8 + c]];
  const w = unit(column(2));
  const u = unit(part(column(0), dot(column(0), w), w));
  const rest = part(column(1), dot(column(1), w), w);
  const v = unit(part(rest, dot(rest, u), u));
  const axes = [u, v, w];
  const last = size.map((n, c) => (nodes?.axis === c ? nodes.at[n - 1] : n - 1));
  const extent = axes.map((axis) => sides(last, affine, axis));
  const [wide, high, long] = extent.map(([low, top]) => top - low);
  const scale = Math.min(1, Math.min(wide, high) / wholeField);
  const finest = Math.max(personal * scale, Math.min(...spacingOf(affine)) / 2);
  const spacing = Math.max(finest, Math.cbrt((wide * high * long) / mostCells));
  const count = (mm: number, padded: number): number =>
    Math.max(1, Math.ceil(mm / spacing - 1e-6)) + 2 * padded;
  const start = (axis: number, padded: number): number => {
    const [low, top] = extent[axis];
    return (low + top) / 2 - ((count(top - low, padded) - 1) / 2) * spacing;
  };
  const [a, b, c] = [start(0, pad), start(1, pad), start(2, 0)];
  const row = (n: 0 | 1 | 2): readonly [number, number, number, number] => [
    spacing * u[n],
    spacing * v[n],
    spacing * w[n],
    a * u[n] + b * v[n] + c * w[n],
  ];
  return {
    grid: {
      size: [count(wide, pad), count(high, pad), count(long, 0)],
      affine: [...row(0), ...row(1), ...row(2)],
    },
    spacing,
    scale,
    pad,
  };
}

/** How far the whole voxels of a grid, up to these last ones, reach along a direction, mm. */
function sides(last: readonly number[], affine: Affine, axis: Vec3): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let top = Number.NEGATIVE_INFINITY;
  for (let corner = 0; corner < 8; corner++) {
    const at = (c: 0 | 1 | 2): number => ((corner >> c) & 1 ? last[c] + 0.5 : -0.5);
    const along = dot(toPatient(affine, at(0), at(1), at(2)), axis);
    low = Math.min(low, along);
    top = Math.max(top, along);
  }
  return [low, top];
}
