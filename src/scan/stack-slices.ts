// From the places of slices to a lattice: their order, their spacing, and what keeps them from being one stack.
import { UserError } from '../core/errors.js';
import type { Affine, Vec3 } from '../core/grid.js';
import type { UnevenNodes } from '../core/scan.js';
import type { DicomSlice } from './dicom-series.js';

/** Slices nearer than this lie at one place, mm. */
export const ONE_PLACE = 0.01;
/** Slices may lie aside of the stack's line by this, mm. */
const MOST_ASIDE = 0.05;
/** The stack's line may lean against the slices' normal by this, degrees. */
const MOST_TILT_DEG = 0.1;
/** Positions this near to an even lattice are even, mm: decimal strings round no coarser. */
const EVEN = 0.01;
/** A step so much longer than the median means that slices are missing. */
const GAP = 2.5;
const LIKELY_GAP = 1.8;

export interface SlicePlane {
  /** Centre of the first pixel of each slice, LPS mm. */
  readonly positions: readonly Vec3[];
  readonly orientation: readonly [Vec3, Vec3];
  /** mm between rows, then between columns. */
  readonly pixelSpacing: readonly [number, number];
}

export interface Stack {
  /** Voxel (column, row, slice) to LPS mm, slices in ascending order along row × column direction. */
  readonly affine: Affine;
  readonly nodes?: UnevenNodes;
  readonly remarks: readonly string[];
}

const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const scaled = (a: Vec3, s: number): Vec3 => [a[0] * s, a[1] * s, a[2] * s];
const minus = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const unit = (a: Vec3): Vec3 => scaled(a, 1 / Math.hypot(a[0], a[1], a[2]));

/** Where slices lie that are known to have a place. */
export function planeOf(slices: readonly DicomSlice[]): SlicePlane {
  const places = slices.flatMap(({ frame }) => (frame.position === null ? [] : [frame.position]));
  const { orientation, pixelSpacing } = slices[0].frame;
  if (places.length < slices.length || orientation === null || pixelSpacing === null)
    throw new Error('a slice without a place was taken for one of a stack');
  return { positions: places, orientation, pixelSpacing };
}

/** Distance of each slice along the normal (row × column direction) from the origin, mm. */
export function alongNormal(plane: SlicePlane): number[] {
  const normal = unit(cross(plane.orientation[0], plane.orientation[1]));
  return plane.positions.map((position) => dot(position, normal));
}

/** The lattice of slices that are already in ascending order, no two at one place. `name`: the folder's, for messages. */
export function stackSlices(plane: SlicePlane, name: string): Stack {
  const [row, column] = rightAngled(plane.orientation, name);
  const normal = cross(row, column);
  const at = plane.positions.map((position) => dot(position, normal));
  const aside = sideways(plane.positions, normal, at, name);
  const steps = at.slice(1).map((t, n) => t - at[n]);
  const sorted = [...steps].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1];
  refuseGaps(steps, median, plane.positions, name);
  const mean = (at[at.length - 1] - at[0]) / steps.length;
  const even = at.every((t, n) => Math.abs(t - at[0] - n * mean) <= Math.min(EVEN, 0.05 * mean));
  const step = even ? mean : median;
  const affine = affineOf(row, column, normal, plane, step);
  if (even) return { affine, remarks: aside };
  const nodes = { axis: 2, at: Float64Array.from(at, (t) => (t - at[0]) / step) } as const;
  return { affine, nodes, remarks: [...aside, ...unevenRemarks(steps, median, plane.positions)] };
}

function affineOf(row: Vec3, column: Vec3, normal: Vec3, plane: SlicePlane, step: number): Affine {
  const i = scaled(row, plane.pixelSpacing[1]);
  const j = scaled(column, plane.pixelSpacing[0]);
  const k = scaled(normal, step);
  const o = plane.positions[0];
  return [i[0], j[0], k[0], o[0], i[1], j[1], k[1], o[1], i[2], j[2], k[2], o[2]];
}

function rightAngled([row, column]: readonly [Vec3, Vec3], name: string): readonly [Vec3, Vec3] {
  const lengths = [row, column].map((v) => Math.hypot(v[0], v[1], v[2]));
  const off = (Math.asin(Math.min(1, Math.abs(dot(unit(row), unit(column))))) * 180) / Math.PI;
  if (lengths.some((length) => !(Math.abs(length - 1) < 0.01)) || !(off <= MOST_TILT_DEG))
    throw new UserError(
      `${name}: the direction of its slices is damaged (rows and columns are not at right angles).`,
      'Export the series again from the scanner or the archive.',
    );
  const r = unit(row);
  return [r, unit(minus(column, scaled(r, dot(column, r))))];
}

/** Remarks on slices that lie aside of the first one's normal; refuses a tilted gantry and a stack in disorder. */
function sideways(positions: readonly Vec3[], normal: Vec3, at: readonly number[], name: string): string[] {
  const n = positions.length - 1;
  const aside = positions.map((p, s) => minus(minus(p, positions[0]), scaled(normal, at[s] - at[0])));
  const drift = scaled(aside[n], 1 / (at[n] - at[0]));
  const tiltDeg = (Math.atan(Math.hypot(drift[0], drift[1], drift[2])) * 180) / Math.PI;
  const drifted = Math.hypot(aside[n][0], aside[n][1], aside[n][2]);
  const fromLine = aside.map((v, s) => minus(v, scaled(drift, at[s] - at[0])));
  const jitter = Math.max(...fromLine.map((v) => Math.hypot(v[0], v[1], v[2])));
  if (jitter > MOST_ASIDE)
    throw new UserError(
      `${name}: its slices do not lie over one another (up to ${jitter.toFixed(2)} mm aside), so they are not one stack.`,
      'Give a folder that holds one series only, as the scanner made it.',
    );
  if (tiltDeg > MOST_TILT_DEG && drifted > MOST_ASIDE)
    throw new UserError(
      `${name}: its slices were taken with a tilted gantry (${tiltDeg.toFixed(2)}°), which this version can't straighten.`,
      'Have the scanner reconstruct the series without tilt.',
    );
  const most = Math.max(jitter, drifted);
  if (most <= 0.001) return [];
  return [`Slices lie up to ${most.toFixed(3)} mm aside of one another; they were put in line.`];
}

function refuseGaps(
  steps: readonly number[],
  median: number,
  positions: readonly Vec3[],
  name: string,
): void {
  const gap = steps.findIndex((step) => step > GAP * median);
  if (gap < 0) return;
  throw new UserError(
    `${name}: slices are missing: ${steps[gap].toFixed(2)} mm lie between neighbours ${between(positions, gap)}, elsewhere ${median.toFixed(2)} mm.`,
    'Export the whole series, or give a folder with only the part that you need.',
  );
}

/** Where a step is, by the coordinate that changes most. */
function between(positions: readonly Vec3[], n: number): string {
  const moved = minus(positions[n + 1], positions[n]).map(Math.abs);
  const axis = moved.indexOf(Math.max(...moved));
  return `at ${'xyz'[axis]} = ${positions[n][axis].toFixed(2)} and ${positions[n + 1][axis].toFixed(2)} mm`;
}

function unevenRemarks(steps: readonly number[], median: number, positions: readonly Vec3[]): string[] {
  const counts = new Map<string, number>();
  for (const step of steps) counts.set(step.toFixed(2), (counts.get(step.toFixed(2)) ?? 0) + 1);
  const kinds = [...counts].sort((a, b) => b[1] - a[1] || Number(a[0]) - Number(b[0]));
  const listed = kinds.slice(0, 5).map(([step, count]) => `${count} × ${step} mm`);
  const more = kinds.length > 5 ? ` and ${kinds.length - 5} other lengths` : '';
  const said = `Slices are unevenly spaced (${listed.join(', ')}${more}); each was used at its true place.`;
  const gap = steps.findIndex((step) => step > LIKELY_GAP * median);
  if (gap < 0) return [said];
  return [said, `A slice may be missing ${between(positions, gap)}: what lies in this gap is interpolated.`];
}
