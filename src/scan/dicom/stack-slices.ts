// From the places of slices to a lattice: their order, their spacing, their slant, and what keeps them from being one stack.
import { UserError } from '../../core/errors.js';
import type { Affine, Vec3 } from '../../core/grid.js';
import type { SliceGap, SlicesMended, UnevenNodes } from '../../core/scan.js';
import { cross, dot, lengthOf, minus, plus, scaled, unit } from '../../core/vec3.js';
import { soundAffine } from '../volumes/sound-affine.js';
import { sliceGaps } from './slice-gaps.js';
import type { SlicePlane } from './slice-plane.js';

/**
 * No part of a slice may lie farther than this from where it is taken to be, mm: below half a pixel of the finest CT (0.4
 * mm), above what is lost where scanners write directions to 4 digits (0.02 mm at 250 mm) and tables stop (0.05 mm).
 */
const MOST_RESIDUAL = 0.2;
/** A residual from here on is told, mm; positions this near to an even lattice are even: decimal strings round no coarser. */
const TOLD = 0.01;
/** Slices that lean and drift by more than this over the whole stack are slanted; less is how positions are rounded. */
const MOST_SKEW_DEG = 0.1;
const MOST_DRIFT = 0.05;
/** No gantry tilts by more than 30°, no stack leans farther. */
const MOST_TILT_DEG = 50;

export interface Stack {
  /** Voxel (column, row, slice) to LPS mm, slices in ascending order along row × column direction; sheared where they lie slanted. */
  readonly affine: Affine;
  readonly nodes?: UnevenNodes;
  /** Null for an even, upright stack of which nothing was dropped. */
  readonly slices: SlicesMended | null;
  readonly remarks: readonly string[];
}

/** `maxGap`: as in ReadOptions. `duplicates`: how many slices were dropped before. */
export interface StackOptions {
  readonly maxGap?: number;
  readonly duplicates?: number;
}

/** The lattice of slices that are already in ascending order, no two at one place. `name`: the folder's, for messages. */
export function stackSlices(plane: SlicePlane, name: string, options: StackOptions = {}): Stack {
  const [row, column] = rightAngled(plane.orientation, name);
  const normal = cross(row, column);
  const at = plane.positions.map((position) => dot(position, normal));
  const gaps = sliceGaps({ at, between: (n) => between(plane.positions, n) }, name, options.maxGap);
  const { step, even, median } = stepsOf(at);
  const line = lineOf(plane.positions, at, normal);
  const sheared = isSlanted(minus(line.along, normal), at[at.length - 1] - at[0]);
  const index = at.map((t, n) => (even ? n : (t - at[0]) / step));
  const straight = (o: Vec3): Affine => affineOf({ row, column }, plane, o, scaled(normal, step));
  const first = straight(plane.positions[0]);
  // Where slices lie aside of the first one, it is no better than they are.
  const upright = residualOf(first, index, plane) < TOLD ? first : straight(line.middle);
  const affine = sheared ? affineOf({ row, column }, plane, line.start, scaled(line.along, step)) : upright;
  const residual = residualOf(affine, index, plane);
  refuseAstray(residual, name);
  const tiltDeg = sheared ? short(degrees(Math.acos(Math.min(1, 1 / lengthOf(line.along))))) : 0;
  refuseLean(tiltDeg, name);
  const steps = at.slice(1).map((t, n) => t - at[n]);
  const mended: SlicesMended = {
    tiltDeg,
    steps: [short(Math.min(...steps)), short(median), short(Math.max(...steps))],
    gaps: gaps.map(({ from, to, missing }) => ({ from: short(from), to: short(to), missing })),
    duplicates: options.duplicates ?? 0,
    residual: short(residual),
  };
  const plain = !sheared && even && mended.duplicates === 0 && residual < TOLD;
  return {
    affine: soundAffine(affine, 'geometry', name),
    ...(even ? {} : { nodes: { axis: 2, at: Float64Array.from(index) } as const }),
    slices: plain ? null : mended,
    remarks: [...slantRemarks(mended), ...(even ? [] : unevenRemarks(steps)), ...gapRemarks(gaps, at, plane)],
  };
}

const degrees = (radians: number): number => (radians * 180) / Math.PI;

/** To a ten-thousandth of a mm or degree. */
const short = (x: number): number => Number(x.toFixed(4)) + 0;

/** `drift`: aside, per mm along the normal. What drifts farther than the limit of the residual is slanted, lean it or not. */
function isSlanted(drift: Vec3, length: number): boolean {
  const lean = lengthOf(drift);
  const far = lean * length;
  return far > MOST_RESIDUAL || (far > MOST_DRIFT && degrees(Math.atan(lean)) > MOST_SKEW_DEG);
}

/** One step for all where that is so, else the median. */
function stepsOf(at: readonly number[]) {
  const steps = at.slice(1).map((t, n) => t - at[n]);
  const sorted = [...steps].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1];
  const mean = (at[at.length - 1] - at[0]) / steps.length;
  const even = at.every((t, n) => Math.abs(t - at[0] - n * mean) <= Math.min(TOLD, 0.05 * mean));
  return { step: even ? mean : median, even, median };
}

/**
 * The straight line that fits the positions best, by least squares: where it starts, and its way per mm along the normal.
 * `middle`: where one along the normal starts.
 */
function lineOf(
  positions: readonly Vec3[],
  at: readonly number[],
  normal: Vec3,
): { start: Vec3; along: Vec3; middle: Vec3 } {
  const n = positions.length;
  const middle = at.reduce((a, b) => a + b) / n;
  const aside = positions.map((p, s) => minus(minus(p, positions[0]), scaled(normal, at[s] - at[0])));
  const mean = scaled(aside.reduce(plus), 1 / n);
  const spread = at.reduce((sum, t) => sum + (t - middle) ** 2, 0);
  const drift = scaled(aside.map((v, s) => scaled(v, at[s] - middle)).reduce(plus), 1 / spread);
  const centre = plus(positions[0], mean);
  const start = plus(centre, scaled(drift, at[0] - middle));
  return { start, along: plus(normal, drift), middle: centre };
}

function affineOf(
  { row, column }: { readonly row: Vec3; readonly column: Vec3 },
  plane: SlicePlane,
  o: Vec3,
  k: Vec3,
): Affine {
  const i = scaled(row, plane.pixelSpacing[1]);
  const j = scaled(column, plane.pixelSpacing[0]);
  return [i[0], j[0], k[0], o[0], i[1], j[1], k[1], o[1], i[2], j[2], k[2], o[2]];
}

function rightAngled([row, column]: readonly [Vec3, Vec3], name: string): readonly [Vec3, Vec3] {
  const lengths = [row, column].map(lengthOf);
  const off = (Math.asin(Math.min(1, Math.abs(dot(unit(row), unit(column))))) * 180) / Math.PI;
  if (lengths.some((length) => !(Math.abs(length - 1) < 0.01)) || !(off <= MOST_SKEW_DEG))
    throw new UserError(
      `${name}: the direction of its slices is damaged (rows and columns are not at right angles).`,
      'Export the series again from the scanner or the archive.',
    );
  const r = unit(row);
  return [r, unit(minus(column, scaled(r, dot(column, r))))];
}

/** No corner of a slice is farther from its place in the lattice than this, mm. */
function residualOf(a: Affine, index: readonly number[], { positions, apart }: SlicePlane): number {
  const off = positions.map(
    (p, n) =>
      Math.hypot(
        p[0] - (a[2] * index[n] + a[3]),
        p[1] - (a[6] * index[n] + a[7]),
        p[2] - (a[10] * index[n] + a[11]),
      ) + (apart?.[n] ?? 0),
  );
  return Math.max(...off);
}

function refuseAstray(residual: number, name: string): void {
  if (residual <= MOST_RESIDUAL) return;
  throw new UserError(
    `${name}: its slices do not lie in line (up to ${residual.toFixed(2)} mm off, ${MOST_RESIDUAL} mm are allowed), so they are not one stack.`,
    'Give a folder that holds one series only, as the scanner made it.',
  );
}

function refuseLean(tiltDeg: number, name: string): void {
  if (tiltDeg <= MOST_TILT_DEG) return;
  throw new UserError(
    `${name}: its slices lie slanted by ${tiltDeg.toFixed(1)}° in their stack, more than any scanner tilts, so they are not one stack.`,
    'Give a folder that holds one series only, as the scanner made it.',
  );
}

/** Where a step is, by the coordinate that changes most. */
function between(positions: readonly Vec3[], n: number): string {
  const moved = minus(positions[n + 1], positions[n]).map(Math.abs);
  const axis = moved.indexOf(Math.max(...moved));
  return `at ${'xyz'[axis]} = ${positions[n][axis].toFixed(2)} and ${positions[n + 1][axis].toFixed(2)} mm`;
}

function slantRemarks({ tiltDeg, residual }: SlicesMended): string[] {
  const worst = `no slice lies farther than ${Math.max(0.001, residual).toFixed(3)} mm from where it is taken to be.`;
  if (tiltDeg > 0)
    return [
      `Slices lie slanted in their stack by ${tiltDeg.toFixed(2)}° (a tilted gantry), by their positions; each was used at its true place, ${worst}`,
    ];
  if (residual < TOLD) return [];
  return [`Slices lie aside of one another and were put in line: ${worst}`];
}

function unevenRemarks(steps: readonly number[]): string[] {
  const counts = new Map<string, number>();
  for (const step of steps) counts.set(step.toFixed(2), (counts.get(step.toFixed(2)) ?? 0) + 1);
  const kinds = [...counts].sort((a, b) => b[1] - a[1] || Number(a[0]) - Number(b[0]));
  const listed = kinds.slice(0, 5).map(([step, count]) => `${count} × ${step} mm`);
  const more = kinds.length > 5 ? ` and ${kinds.length - 5} other lengths` : '';
  return [`Slices are unevenly spaced (${listed.join(', ')}${more}); each was used at its true place.`];
}

/** The first few by place. */
function gapRemarks(gaps: readonly SliceGap[], at: readonly number[], { positions }: SlicePlane): string[] {
  const listed = gaps.slice(0, 5).map(({ from, missing }) => {
    const where = between(positions, at.indexOf(from));
    return `${missing === 1 ? 'A slice is' : `${missing} slices are`} missing ${where}: what lies in this gap is interpolated.`;
  });
  return gaps.length > 5 ? [...listed, `So it is in ${gaps.length - 5} other places.`] : listed;
}
