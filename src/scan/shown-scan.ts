// The whole of a scan in few voxels, upright in the patient's frame, for eyes alone.
import { type Affine, invert, regrid, toPatient, type Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import type { ShownScan } from '../core/shown-scan.js';
import type { Taps } from '../core/volume.js';
import { gatherUpright } from '../kernel/gather-upright.js';
import { reduceVoxels } from '../kernel/reduce-voxels.js';
import { evenTaps, unevenTaps } from '../kernel/reducing-taps.js';
import { countValues, percentile, type ValueCounts } from './count-values.js';
import { hounsfield } from './hounsfield.js';

/** 32 MB that are held while a model is made. */
const usualMost = 16e6;

/**
 * At most so many voxels: copies where the scan has no more and is upright, else means, so that noise is averaged and edges stay
 * in their place. Null for a label map. `counted`: its values, where they are counted already.
 */
export function shownScan(scan: Scan, counted?: ValueCounts, most = usualMost): ShownScan | null {
  if (scan.facts.labels || scan.voxels.length === 0) return null;
  const values = counted ?? countValues(scan.voxels);
  const unit = hounsfield(scan, values) === 'HU' ? 'HU' : '';
  const step = stepOf(scan, values);
  const [low, high] = unit === 'HU' ? boneWindow : rangeOfMost(values);
  const shown = uprightVoxels(scan, most, step);
  return { ...shown, ...(step === 1 ? {} : { step }), unit, window: [low / step, high / step] };
}

/** HU: from fat to hard bone. */
const boneWindow = [-300, 1300] as const;

function rangeOfMost(values: ValueCounts): readonly [number, number] {
  const [low, high] = [percentile(values, 0.01), percentile(values, 0.995)];
  return high > low ? [low, high] : [values.min, values.max > values.min ? values.max : values.min + 1];
}

/** A power of two that lets the values fill 16 bits; 1 for whole numbers. */
function stepOf({ voxels }: Scan, { min, max }: ValueCounts): number {
  const largest = Math.max(Math.abs(min), Math.abs(max));
  if (voxels instanceof Int16Array || !(largest > 0) || !Number.isFinite(largest)) return 1;
  return 2 ** Math.ceil(Math.log2(largest / 32767));
}

interface Upright {
  readonly size: Vec3;
  readonly origin: Vec3;
  readonly spacing: Vec3;
  readonly values: Int16Array;
}

function uprightVoxels(scan: Scan, most: number, step: number): Upright {
  const { grid, voxels } = scan;
  const borders = ([0, 1, 2] as const).map((axis) => bordersOf(scan, axis));
  const low = borders.map((b) => b[0]);
  const length = borders.map((b) => b[b.length - 1] - b[0]);
  const box = boxOf(grid.affine, borders);
  const toIndex = invert(grid.affine);
  const finest = ([0, 1, 2] as const).map((r) => 1 / Math.hypot(toIndex[r], toIndex[4 + r], toIndex[8 + r]));
  const own = ([0, 1, 2] as const).map((c) =>
    Math.hypot(grid.affine[c], grid.affine[4 + c], grid.affine[8 + c]),
  );
  const least = coarsest(box.size, finest, most);
  const counts = [0, 1, 2].map((axis) => {
    const shortest = scan.nodes?.axis === axis ? shortestStep(scan.nodes.at) : 1;
    return Math.max(
      1,
      Math.min(Math.round(length[axis] / shortest), Math.floor((length[axis] * own[axis]) / least + 1e-6)),
    );
  });
  const taps = (axis: 0 | 1 | 2): Taps =>
    scan.nodes?.axis === axis
      ? unevenTaps(borders[axis], counts[axis])
      : evenTaps(grid.size[axis], counts[axis]);
  const values = reduceVoxels({ voxels, size: grid.size, taps: [taps(0), taps(1), taps(2)], step });
  const steps = counts.map((count, axis) => length[axis] / count);
  const first = low.map((from, axis) => from + steps[axis] / 2);
  const affine = regrid(grid.affine, [first[0], first[1], first[2]], [steps[0], steps[1], steps[2]]);
  const size: Vec3 = [counts[0], counts[1], counts[2]];
  if (isUpright(affine, size))
    return {
      size,
      origin: [affine[3], affine[7], affine[11]],
      spacing: [affine[0], affine[5], affine[10]],
      values,
    };
  const onto = latticeIn(
    box,
    finest.map((s) => Math.max(s, least)),
  );
  const outside = values.reduce((lowest, value) => Math.min(lowest, value), 32767);
  return { ...onto, values: gatherUpright({ values, size, toIndex: invert(affine), onto, outside }) };
}

/** Where the cell of each sample begins, and the last one ends, in indices. */
function bordersOf({ grid, nodes }: Scan, axis: 0 | 1 | 2): Float64Array {
  const n = grid.size[axis];
  const at = nodes?.axis === axis ? nodes.at : Float64Array.from({ length: n }, (_, k) => k);
  const before = n > 1 ? at[1] - at[0] : 1;
  const after = n > 1 ? at[n - 1] - at[n - 2] : 1;
  return Float64Array.from({ length: n + 1 }, (_, k) =>
    k === 0 ? at[0] - before / 2 : k === n ? at[n - 1] + after / 2 : (at[k - 1] + at[k]) / 2,
  );
}

function shortestStep(at: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 1; k < at.length; k++) least = Math.min(least, at[k] - at[k - 1]);
  // Two slices that nearly fall together must not make hundreds of the others.
  const mean = at.length > 1 ? (at[at.length - 1] - at[0]) / (at.length - 1) : 1;
  return Math.max(mean / 2, Math.min(least, mean));
}

interface Box {
  readonly min: Vec3;
  readonly size: Vec3;
}

/** About the outer faces of all voxels, mm LPS. */
function boxOf(affine: Affine, borders: readonly Float64Array[]): Box {
  const ends = borders.map((b) => [b[0], b[b.length - 1]]);
  const corners = ends[0].flatMap((i) =>
    ends[1].flatMap((j) => ends[2].map((k) => toPatient(affine, i, j, k))),
  );
  const low = (c: number): number => Math.min(...corners.map((p) => p[c]));
  const high = (c: number): number => Math.max(...corners.map((p) => p[c]));
  return { min: [low(0), low(1), low(2)], size: [high(0) - low(0), high(1) - low(1), high(2) - low(2)] };
}

/** The smallest spacing, mm, that leaves no more voxels than that where no axis is finer than it can be. */
function coarsest(size: Vec3, finest: readonly number[], most: number): number {
  const count = (least: number): number =>
    size.reduce(
      (all, length, axis) => all * Math.max(1, Math.round(length / Math.max(least, finest[axis]))),
      1,
    );
  let [low, high] = [0, Math.max(...size, ...finest)];
  if (count(low) <= most) return low;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (count(middle) <= most) high = middle;
    else low = middle;
  }
  return high;
}

/** Do its axes run along those of the patient, to a fiftieth of a voxel over the whole length? */
function isUpright(affine: Affine, size: Vec3): boolean {
  return ([0, 1, 2] as const).every((row) =>
    ([0, 1, 2] as const).every((column) => {
      const entry = affine[4 * row + column];
      return row === column ? entry > 0 : Math.abs(entry) * size[column] < 0.02 * Math.abs(affine[5 * row]);
    }),
  );
}

function latticeIn({ min, size }: Box, spacing: readonly number[]): Omit<Upright, 'values'> {
  const counts = size.map((length, axis) => Math.max(1, Math.round(length / spacing[axis])));
  const steps = size.map((length, axis) => length / counts[axis]);
  return {
    size: [counts[0], counts[1], counts[2]],
    origin: [min[0] + steps[0] / 2, min[1] + steps[1] / 2, min[2] + steps[2] / 2],
    spacing: [steps[0], steps[1], steps[2]],
  };
}
