// The grid that a scan is resampled to: its size, and where it lies among the scan's own voxels.
// A. Zwanenburg et al., Image Biomarker Standardisation Initiative reference manual, 2019 (3WE3: grid centres aligned).
import { type Grid, regrid, spacingOf, type Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { sliceFrame } from '../core/slice-frame.js';
import { indexMap } from '../kernel/index-map.js';
import { facesOf } from '../kernel/scan-faces.js';

/** A grid whose axes are parallel to the scan's. */
export interface TargetGrid {
  readonly grid: Grid;
  /** Output voxel i of an axis lies at origin + i·step of the scan's grid; a negative step runs the other way. */
  readonly origin: Vec3;
  readonly step: Vec3;
  /** Axes on which every voxel lies on one of the scan's. */
  readonly same: readonly [boolean, boolean, boolean];
}

export const alignments = ['centre', 'corner', 'origin'] as const;
export const sizeRules = ['ceil', 'round', 'floor'] as const;

/** Distance between voxels along each of the scan's axes (mm), and how the new grid is laid upon the scan. */
export interface GridRule {
  readonly spacing: Vec3;
  readonly alignment: (typeof alignments)[number];
  readonly sizeRule: (typeof sizeRules)[number];
}

type Axis = 0 | 1 | 2;

/** Spacings that differ by no more than this share are one (single-precision headers): the axis stays as scanned. */
const alike = 1e-6;

/** Decimals of a number of voxels that are no noise: IBSI's nine, less what a header in single precision takes. */
export const countDigits = 5;

/** Drift over the whole grid, in voxels of the scan, that is noise of how the two grids were stored. */
const noise = 1e-4;

/** The finest spacing of the scan, mm, but no coarser than `most`; across slanted slices the perpendicular one. */
export const finestSpacing = (scan: Scan, most: number): number =>
  Math.min(most, ...sliceFrame(scan).spacing);

const isEven = (scan: Scan, axis: Axis): boolean => scan.nodes?.axis !== axis || scan.grid.size[axis] < 2;

/** Does the file count its voxels along this axis the other way? */
const runsBack = ({ facts }: Scan, axis: Axis): boolean => facts.storedAxes.includes('RAI'[axis]);

/** "First" is the file's own first voxel, as in ITK, whichever way we count. */
function axisOf(scan: Scan, axis: Axis, { spacing, alignment, sizeRule }: GridRule) {
  const ratio = spacing[axis] / spacingOf(scan.grid.affine)[axis];
  const step = Math.abs(ratio - 1) <= alike ? 1 : ratio;
  const [low, high] = facesOf(scan, axis);
  const count = Math.max(1, Math[sizeRule](Number(((high - low) / step).toFixed(countDigits))));
  const back = runsBack(scan, axis);
  const end = isEven(scan, axis) ? scan.grid.size[axis] - 1 : (scan.nodes?.at.at(-1) ?? 0);
  const origin = {
    centre: (low + high - (count - 1) * step) / 2,
    corner: back ? high - (count - 0.5) * step : low + step / 2,
    origin: back ? end - (count - 1) * step : 0,
  }[alignment];
  return { count, origin, step, same: isEven(scan, axis) && step === 1 && origin === 0 };
}

/** Voxels of these spacings along the scan's own axes. */
export function targetGrid(scan: Scan, rule: GridRule): TargetGrid {
  const [x, y, z] = [axisOf(scan, 0, rule), axisOf(scan, 1, rule), axisOf(scan, 2, rule)];
  const origin = [x.origin, y.origin, z.origin] as const;
  const step = [x.step, y.step, z.step] as const;
  const size = [x.count, y.count, z.count] as const;
  const affine = regrid(scan.grid.affine, origin, step);
  return { grid: { size, affine }, origin, step, same: [x.same, y.same, z.same] };
}

/** How far, in voxels of the scan, `change` an index takes the last of n voxels. */
const drift = (change: number, n: number): number => Math.abs(change) * (n - 1);

/** The given grid as one parallel to the scan's axes (flips allowed), or null where it stands askew to them. */
export function parallelGrid(scan: Scan, grid: Grid): TargetGrid | null {
  const map = indexMap(scan.grid, grid);
  const axes: readonly Axis[] = [0, 1, 2];
  for (const row of axes)
    for (const column of axes)
      if (row !== column && drift(map[4 * row + column], grid.size[column]) > noise) return null;
  const along = (axis: Axis) => {
    const [change, start] = [map[5 * axis], map[4 * axis + 3]];
    const unit = Math.sign(change);
    const step = drift(change - unit, grid.size[axis]) <= noise ? unit : change;
    const whole = Math.round(start);
    const origin = step === unit && Math.abs(start - whole) <= noise ? whole : start;
    return { step, origin, same: isEven(scan, axis) && step === unit && origin === whole };
  };
  const [x, y, z] = [along(0), along(1), along(2)];
  return {
    grid,
    origin: [x.origin, y.origin, z.origin],
    step: [x.step, y.step, z.step],
    same: [x.same, y.same, z.same],
  };
}
