// A scan seen on another grid: a description, evaluated slab by slab; the fine grid is never stored.
import type { Grid } from './grid.js';
import type { Scan } from './scan.js';

export const kernelNames = ['nearest', 'linear', 'bspline3', 'catmull-rom', 'lanczos3'] as const;
export type KernelName = (typeof kernelNames)[number];

/**
 * How samples go on beyond an end: the one at the end again and again; mirrored at the outer face of the last voxel (half
 * a step beyond it, so that it comes twice); or zeros.
 */
export const boundaryNames = ['nearest', 'mirror', 'zero'] as const;
export type Boundary = (typeof boundaryNames)[number];

/**
 * One axis of a separable interpolation: output sample i is
 * Σ_t weights[i·width + t] · samples[min(first[i] + t, n − 1)]. Weights already hold the boundary rule.
 */
export interface Taps {
  readonly width: number;
  readonly first: Int32Array;
  readonly weights: Float32Array;
}

/** What to do at any place between the samples, along each of the scan's axes. */
export interface Oblique {
  readonly kernels: readonly [KernelName, KernelName, KernelName];
  readonly boundary: Boundary;
}

/**
 * The scan on `grid` through `kernel`. `samples`, each times `unit`, are the scan's voxels, or their spline coefficients,
 * in the scan's own layout of size `sampleSize`, over a SharedArrayBuffer. Where the axes of `grid` are parallel to the
 * scan's, `taps` say all; elsewhere `oblique` is set, `taps` are empty and the two affines tell where each voxel lies among the samples.
 */
export interface Volume {
  readonly scan: Scan;
  readonly grid: Grid;
  readonly kernel: KernelName;
  readonly samples: Int16Array | Float32Array;
  /** 1 by default. */
  readonly unit?: number;
  readonly sampleSize: readonly [number, number, number];
  readonly taps: readonly [Taps, Taps, Taps];
  readonly oblique?: Oblique;
}
