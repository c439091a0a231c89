// How far the membership of a label is smoothed along each axis of its map, and what is thick enough to outlast it.
import { type Affine, spacingOf, type Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';

export interface LabelSmoothing {
  /** Voxels of the map. */
  readonly sigma: Vec3;
  /** See LabelMap. */
  readonly clear: Vec3;
  /** See ThinVoxelsJob. */
  readonly safe: Vec3;
  /** False: what is thin shows on the new grid anyway, where it is stamped. */
  readonly thin: boolean;
}

type Axis = 0 | 1 | 2;
const axes: readonly Axis[] = [0, 1, 2];
const perAxis = (make: (axis: Axis) => number): Vec3 => [make(0), make(1), make(2)];

/** σ in voxels of the map per ratio of spacings, where an axis gets coarser: as for grey values. */
const sigmaPerRatio = 0.402;

/** Below this the profile no longer fills the gaps between voxels, and the nearest voxel's label wins anyway. */
const leastSigma = 0.3;

/** In units of σ, beyond this the profile is negative: what lies there helps no other label. */
const clearance = 2.04;

/** In units of σ: a box of one label of this width wins at its middle. */
const safeSigmas = 2.5;

/** In voxels of a coarser grid: a box of this width holds one of its points where the box's label wins, however they lie. */
const safeSteps = 1.5;

/** Voxels; wider boxes would take more memory than such a coarse grid is worth. No label is lost by it. */
const widestBox = 64;

/** From this ratio of spacings on along all axes thin parts are stamped alone: to look at each with so wide a σ takes minutes. */
const coarse = 2;

/** Mean distance between the samples along an axis, in units of the grid's own spacing. */
function meanGap({ grid, nodes }: Scan, axis: Axis): number {
  const n = grid.size[axis];
  return nodes?.axis === axis && n > 1 ? (nodes.at[n - 1] - nodes.at[0]) / (n - 1) : 1;
}

/**
 * For a new grid whose indices `toMap` takes to those of the scan. Where the voxels are not cubes, σ is `smoothing` voxels
 * along the coarsest axis and √(coarsest / own spacing) times that along the others: the steps between thick slices are
 * long, and a filter that sees only a voxel around itself leaves them standing. An oblique cylinder (radius 6 mm at
 * 0.7 × 0.7 × 3 mm, on 0.7 mm) is off by 0.18 mm rms so, by 0.29 without the root, by 0.45 by nearest neighbour;
 * the full ratio takes more of thin things (21 % of a cylinder with a radius of 3 mm; 7 % so).
 */
export function labelSigma(scan: Scan, toMap: Affine, smoothing: number): LabelSmoothing {
  const gap = axes.map((axis) => meanGap(scan, axis));
  const spacing = spacingOf(scan.grid.affine).map((s, axis) => s * gap[axis]);
  const coarsest = Math.max(0, ...spacing.filter((_, axis) => scan.grid.size[axis] > 1));
  const ratio = perAxis((axis) => Math.hypot(...toMap.slice(4 * axis, 4 * axis + 3)) / gap[axis]);
  const sigma = perAxis((axis) => {
    const own = smoothing * Math.sqrt(Math.max(1, coarsest / spacing[axis]));
    return Math.max(leastSigma, own, ratio[axis] > 1 ? sigmaPerRatio * ratio[axis] : 0);
  });
  const widest = (axis: Axis): number =>
    Math.max(safeSigmas * sigma[axis], ratio[axis] > 1 ? safeSteps * ratio[axis] : 1);
  return {
    sigma,
    clear: perAxis((axis) => Math.floor(clearance * sigma[axis])),
    safe: perAxis((axis) => Math.min(widestBox, Math.ceil(widest(axis) - 1e-9))),
    thin: ratio.some((r) => r < coarse),
  };
}
