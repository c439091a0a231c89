// Where the frames of a DICOM segmentation lie among each other: in any order, several at a place, or none.
import { UserError } from '../../core/errors.js';
import type { Affine, Grid, Vec3 } from '../../core/grid.js';
import type { Scan, SlicesMended, UnevenNodes } from '../../core/scan.js';
import { soundAffine } from '../volumes/sound-affine.js';
import { damagedSeg, type SegFrame, type SegHeader } from './seg-header.js';
import { ownRow, SAME_DIRECTION, type SliceRow, scanDistance, scanRow } from './seg-row.js';

/** Frames nearer to each other than this lie at one place, mm. */
const ONE_PLACE = 0.01;
/** Frames may lie aside of their row by this share of a pixel. */
const MOST_ASIDE = 0.1;
const SAME_SPACING = 1e-4;
/** A row that leans by less is upright, degrees. */
const UPRIGHT_DEG = 0.05;

export interface SegLattice {
  readonly grid: Grid;
  readonly nodes?: UnevenNodes;
  /** The slice of each frame. */
  readonly sliceOf: readonly number[];
  readonly slices: SlicesMended | null;
  /** Slices between the first and the last that no frame shows. */
  readonly empty: number;
}

const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const scaled = (a: Vec3, s: number): Vec3 => [a[0] * s, a[1] * s, a[2] * s];
const length = (a: Vec3): number => Math.hypot(a[0], a[1], a[2]);
const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/**
 * The lattice between the first and the last frame. `onto`: the scan that was marked; its own slices are preferred to
 * what the frames alone tell. Throws a UserError where the frames are no stack.
 */
export function segLattice(header: SegHeader, onto: Scan | null, name: string): SegLattice {
  const { rows, columns, frames } = header;
  const [right, down] = axesOf(frames, name);
  const normal = cross(right, down);
  const { places, placeOf } = placesOf(frames, normal);
  const row = rowOf(places, normal, header, onto, name);
  const [betweenRows, betweenColumns] = frames[0].pixelSpacing;
  const off = offOf(places, normal, row);
  if (off.aside > MOST_ASIDE * Math.min(betweenRows, betweenColumns)) throw noStack(name);
  const [x, y, z, o] = [scaled(right, betweenColumns), scaled(down, betweenRows), row.step, places[0]];
  const even = row.at.every((t, n) => t === n);
  const affine: Affine = [x[0], y[0], z[0], o[0], x[1], y[1], z[1], o[1], x[2], y[2], z[2], o[2]];
  return {
    grid: { size: [columns, rows, row.at.length], affine: soundAffine(affine, 'geometry', name) },
    ...(even ? {} : { nodes: { axis: 2, at: Float64Array.from(row.at) } as const }),
    sliceOf: placeOf.map((place) => row.sliceOf[place]),
    slices: mended(row, normal, even, Math.hypot(off.aside, off.along)),
    empty: row.at.length - places.length,
  };
}

const noStack = (name: string): UserError =>
  new UserError(
    `${name}: the slices of this DICOM segmentation lie at uneven places, and it can't be told where slices without anything on them were left out.`,
    'Give it as a mask beside the scan that it was drawn on, or export it as NIfTI or NRRD.',
  );

/** Unit vectors along which columns and rows are counted, the same for all frames. */
function axesOf(frames: readonly SegFrame[], name: string): readonly [Vec3, Vec3] {
  const [{ orientation, pixelSpacing }] = frames;
  const near = (a: readonly number[], b: readonly number[], most: number): boolean =>
    a.every((value, n) => Math.abs(value - b[n]) <= most);
  const alike = (frame: SegFrame): boolean =>
    near(frame.orientation[0], orientation[0], SAME_DIRECTION / 2) &&
    near(frame.orientation[1], orientation[1], SAME_DIRECTION / 2) &&
    near(frame.pixelSpacing, pixelSpacing, SAME_SPACING);
  if (!frames.every(alike))
    throw new UserError(
      `${name}: the frames of this DICOM segmentation differ in orientation or pixel size.`,
      'Export it as one stack of slices, or as NIfTI or NRRD.',
    );
  const [a, b] = orientation;
  const lengths = [length(a), length(b)];
  const sound = lengths.every((n) => Math.abs(n - 1) < 0.01) && Math.abs(dot(a, b)) < 0.01;
  if (!sound || pixelSpacing.some((s) => !(s > 0))) throw damagedSeg(name, 'does not say how its slices lie');
  const right = scaled(a, 1 / lengths[0]);
  const across = cross(right, b);
  const normal = scaled(across, 1 / length(across));
  return [right, cross(normal, right)];
}

/** The places that frames have, ascending along the normal, and the place of each frame. */
function placesOf(frames: readonly SegFrame[], normal: Vec3) {
  const order = frames.map((_, n) => n);
  const along = frames.map(({ position }) => dot(position, normal));
  order.sort((a, b) => along[a] - along[b] || a - b);
  const places: Vec3[] = [];
  const placeOf = frames.map(() => 0);
  let last = Number.NEGATIVE_INFINITY;
  for (const n of order) {
    if (along[n] - last > ONE_PLACE) {
      places.push(frames[n].position);
      last = along[n];
    }
    placeOf[n] = places.length - 1;
  }
  return { places, placeOf };
}

function rowOf(
  places: readonly Vec3[],
  normal: Vec3,
  { frames }: SegHeader,
  onto: Scan | null,
  name: string,
): SliceRow {
  const [{ sliceSpacing, sliceThickness }] = frames;
  if (places.length > 1) {
    const row = onto === null ? null : scanRow(places, normal, onto);
    const most = MOST_ASIDE * Math.min(...frames[0].pixelSpacing);
    if (row !== null && offOf(places, normal, row).aside <= most) return row;
    return ownRow(places, normal, sliceSpacing) ?? refuse(name);
  }
  const thickness = [sliceSpacing, onto && scanDistance(normal, onto), sliceThickness].find(
    (t) => t !== null && t > 0,
  );
  if (thickness === undefined || thickness === null)
    throw new UserError(
      `${name}: this DICOM segmentation is a single slice and does not say how thick that is.`,
      'Give it as a mask beside the scan that it was drawn on.',
    );
  return { at: [0], step: scaled(normal, thickness), sliceOf: [0] };
}

function refuse(name: string): never {
  throw noStack(name);
}

/** How far the farthest place lies from where the row has it, mm: within its slice, and along the normal. */
function offOf(places: readonly Vec3[], normal: Vec3, { at, step, sliceOf }: SliceRow) {
  const [o] = places;
  let [aside, along] = [0, 0];
  for (const [n, p] of places.entries()) {
    const t = at[sliceOf[n]];
    const off: Vec3 = [p[0] - o[0] - t * step[0], p[1] - o[1] - t * step[1], p[2] - o[2] - t * step[2]];
    const up = dot(off, normal);
    along = Math.max(along, Math.abs(up));
    aside = Math.max(aside, Math.sqrt(Math.max(0, dot(off, off) - up * up)));
  }
  return { aside, along };
}

function mended({ at, step }: SliceRow, normal: Vec3, even: boolean, residual: number): SlicesMended | null {
  const tiltDeg = (Math.acos(Math.min(1, Math.abs(dot(step, normal)) / length(step))) * 180) / Math.PI;
  if (even && tiltDeg < UPRIGHT_DEG) return null;
  const distance = Math.abs(dot(step, normal));
  const steps = at.slice(1).map((t, n) => (t - at[n]) * distance);
  steps.sort((a, b) => a - b);
  return {
    tiltDeg: tiltDeg < UPRIGHT_DEG ? 0 : tiltDeg,
    steps: [steps[0] ?? distance, steps[steps.length >> 1] ?? distance, steps.at(-1) ?? distance],
    gaps: [],
    duplicates: 0,
    residual,
  };
}
