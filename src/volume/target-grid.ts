// The isotropic grid that a scan is resampled to: its size, and where it lies among the scan's own voxels.
// A. Zwanenburg et al., Image Biomarker Standardisation Initiative reference manual, 2019 (3WE3: grid centres aligned).
import { type Grid, regrid, spacingOf, type Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';

export interface TargetGrid {
  readonly grid: Grid;
  /** Output voxel i of an axis lies at origin + i·step of the scan's grid. */
  readonly origin: Vec3;
  readonly step: Vec3;
  /** Axes whose voxels stay where they are. */
  readonly same: readonly [boolean, boolean, boolean];
}

/** Spacings that differ by no more than this share are one (single-precision headers): the axis stays as scanned. */
const alike = 1e-6;

/** The finest spacing of the scan, mm, but no coarser than 0.5. */
export const finestSpacing = (scan: Scan): number => Math.min(0.5, ...spacingOf(scan.grid.affine));

function axisOf(scan: Scan, axis: 0 | 1 | 2, spacing: number) {
  const n = scan.grid.size[axis];
  const ratio = spacing / spacingOf(scan.grid.affine)[axis];
  const step = Math.abs(ratio - 1) <= alike ? 1 : ratio;
  const at = scan.nodes?.axis === axis && n > 1 ? scan.nodes.at : null;
  // Each end sample fills half a step beyond itself; on uneven nodes half the end step.
  const low = at ? at[0] - (at[1] - at[0]) / 2 : -0.5;
  const high = at ? at[n - 1] + (at[n - 1] - at[n - 2]) / 2 : n - 0.5;
  const count = Math.max(1, Math.ceil(Number(((high - low) / step).toFixed(9))));
  const origin = (low + high - (count - 1) * step) / 2;
  return { count, origin, step, same: at === null && step === 1 };
}

/** Voxels of `spacing` mm along the scan's own axes: enough to hold it (rounded up), both grids' centres aligned. */
export function targetGrid(scan: Scan, spacing: number): TargetGrid {
  const [x, y, z] = [axisOf(scan, 0, spacing), axisOf(scan, 1, spacing), axisOf(scan, 2, spacing)];
  const origin = [x.origin, y.origin, z.origin] as const;
  const step = [x.step, y.step, z.step] as const;
  const size = [x.count, y.count, z.count] as const;
  const affine = regrid(scan.grid.affine, origin, step);
  return { grid: { size, affine }, origin, step, same: [x.same, y.same, z.same] };
}
