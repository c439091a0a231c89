// A reference grid that lies nowhere in the scan is a mistake, unless a value was chosen for what lies outside.
import { UserError } from '../core/errors.js';
import type { Grid } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { indexMap } from '../kernel/index-map.js';
import { facesOf } from '../kernel/scan-faces.js';

export const apartError = (labels: boolean): UserError =>
  new UserError(
    'The reference grid does not overlap the scan: every one of its voxels lies outside.',
    labels
      ? 'Give a reference of the same frame.'
      : 'Give a reference of the same frame; or --outside with a number, if voxels of nothing but that are what you want.',
  );

/** Throws a UserError where the box of the grid's voxel centres, seen along the scan's axes, misses the scan's. */
export function refuseApart(scan: Scan, grid: Grid): void {
  const map = indexMap(scan.grid, grid);
  for (const axis of [0, 1, 2] as const) {
    const ends = [0, 1, 2].map((column) => map[4 * axis + column] * (grid.size[column] - 1));
    const start = map[4 * axis + 3];
    const low = start + ends.reduce((sum, end) => sum + Math.min(0, end), 0);
    const high = start + ends.reduce((sum, end) => sum + Math.max(0, end), 0);
    const [first, last] = facesOf(scan, axis);
    if (low > last || high < first) throw apartError(scan.facts.labels);
  }
}
