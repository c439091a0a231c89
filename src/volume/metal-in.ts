// Whether there is metal in a CT scan, how much, and how much of the scan its streaks may have spoilt.
import { determinant, spacingOf, toPatient, type Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { sliceAxis } from '../core/slice-axis.js';
import { metalRuns } from '../kernel/metal-runs.js';
import { valueRange } from '../kernel/value-range.js';

/** Volumes in ml, lengths in mm. */
export interface Metal {
  readonly volume: number;
  /** Slices with metal, and the scan's slices in all. */
  readonly slices: number;
  readonly ofSlices: number;
  /** From foot to head, LPS. */
  readonly from: number;
  readonly to: number;
  /** Of the slices with metal what lies within `streakReach` of it. */
  readonly near: number;
  readonly middle: Vec3;
}

/**
 * HU. The top of the published range of adults' enamel; of children's a little lies above. What 12 bits hold ends at 3071, where the
 * values of metal are cut off.
 */
export const metalFromHU = 2850;

/** mm. On simulated jaws nine tenths of what streaks do to the surface of bone lay within this distance in the slice (docs/table-and-metal.md). */
export const streakReach = 20;

/** mm³: less is the noise of enamel; a filling that a slice or two graze has more. */
const leastVolume = 10;
/** mm²: metal takes as much of a slice at least. */
const leastArea = 1;

/** Null where there is none, and for what is not a CT scan in Hounsfield units. Cheap: one look at each voxel, two where it is CT. */
export function metalIn(scan: Scan, above = metalFromHU): Metal | null {
  const { facts, voxels } = scan;
  if (facts.labels || (facts.modality !== null && facts.modality !== 'CT')) return null;
  const [least, most] = valueRange(voxels);
  return least < -500 && most > above ? metalAbove(scan, above) : null;
}

/** The same whatever the values mean. */
export function metalAbove({ voxels, grid, nodes, facts }: Scan, above: number): Metal | null {
  const { size, affine } = grid;
  const axis = sliceAxis(facts).axis;
  const spacing = spacingOf(affine);
  const area = spacing.reduce((product, s, c) => (c === axis ? product : product * s), 1);
  const cubic = Math.abs(determinant(affine));
  const least = leastArea / area;
  const found = metalRuns(voxels, size, { above, sliceAxis: axis, spacing, reach: streakReach, least });
  if (!found || found.voxels * cubic < leastVolume) return null;
  const at = (p: Vec3): Vec3 => {
    const node = (n: number): number => (nodes ? between(nodes.at, n) : n);
    const place = p.map((n, c) => (nodes?.axis === c ? node(n) : n));
    return toPatient(affine, place[0], place[1], place[2]);
  };
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map(
    (c) =>
      at([
        c & 1 ? found.high[0] : found.low[0],
        c & 2 ? found.high[1] : found.low[1],
        c & 4 ? found.high[2] : found.low[2],
      ])[2],
  );
  return {
    volume: (found.voxels * cubic) / 1000,
    slices: found.slices.length,
    ofSlices: size[axis],
    from: Math.min(...corners),
    to: Math.max(...corners),
    near: (found.near * cubic) / 1000,
    middle: at(found.middle),
  };
}

/** The place of a fractional sample among uneven ones. */
function between(at: Float64Array, sample: number): number {
  const n = Math.min(at.length - 1, Math.floor(sample));
  const next = Math.min(at.length - 1, n + 1);
  return at[n] + (sample - n) * (at[next] - at[n]);
}
