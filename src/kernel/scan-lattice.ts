// A scan's voxels as slices in space: planes of a right-angled raster, each at its own height, pushed aside where tilted.
import type { Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { sliceFrame } from '../core/slice-frame.js';
import { cross, dot } from '../core/vec3.js';

/**
 * Voxel (i, j) of slice k lies at origin + (i·steps[0] + lean[0]·heights[k])·axes[0] + (j·steps[1] +
 * lean[1]·heights[k])·axes[1] + heights[k]·axes[2]; its value is voxels[i·strides[0] + j·strides[1] + k·strides[2]].
 */
export interface ScanLattice {
  readonly voxels: Scan['voxels'];
  readonly size: Vec3;
  readonly strides: Vec3;
  /** mm, LPS. */
  readonly origin: Vec3;
  /** Unit vectors at right angles, right-handed: two in the slice, one across. */
  readonly axes: readonly [Vec3, Vec3, Vec3];
  /** mm. */
  readonly steps: readonly [number, number];
  /** mm, ascending. */
  readonly heights: Float64Array;
  /** mm aside for each mm across, 0 where the slices are not tilted. */
  readonly lean: readonly [number, number];
}

/**
 * `slices`: the axis that they lie across, where others know better; slanted slices know best. Null where the scan has no such slices: one alone, or rows and columns that are not at right angles.
 */
export function scanLattice(
  scan: Pick<Scan, 'grid' | 'nodes' | 'voxels' | 'facts'>,
  slices?: 0 | 1 | 2,
): ScanLattice | null {
  const { grid, nodes, voxels } = scan;
  const frame = sliceFrame(scan);
  const { axes, spacing, square, sheared } = frame;
  const across = sheared ? frame.across : (slices ?? frame.across);
  const order = across === 0 ? ([1, 2] as const) : across === 1 ? ([2, 0] as const) : ([0, 1] as const);
  // In a mirrored frame what faces outward would face inward.
  const [first, second] = dot(cross(axes[0], axes[1]), axes[2]) < 0 ? ([order[1], order[0]] as const) : order;
  const count = grid.size[across];
  if (!square || count < 2 || (nodes !== undefined && nodes.axis !== across)) return null;
  const a = grid.affine;
  const column: Vec3 = [a[across], a[4 + across], a[8 + across]];
  const rise = dot(column, axes[across]);
  const strides = [1, grid.size[0], grid.size[0] * grid.size[1]];
  const leanAlong = (axis: 0 | 1 | 2): number => (sheared ? dot(column, axes[axis]) / rise : 0);
  return {
    voxels,
    size: [grid.size[first], grid.size[second], count],
    strides: [strides[first], strides[second], strides[across]],
    origin: [a[3], a[7], a[11]],
    axes: [axes[first], axes[second], axes[across]],
    steps: [spacing[first], spacing[second]],
    heights: Float64Array.from({ length: count }, (_, k) => (nodes ? nodes.at[k] : k) * rise),
    lean: [leanAlong(first), leanAlong(second)],
  };
}
