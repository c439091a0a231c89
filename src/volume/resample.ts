// Sees a scan on a fine isotropic grid: chooses the grid and prepares the kernel; the values are computed when asked for.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import { spacingOf, type Vec3, voxelCount } from '../core/grid.js';
import { choice, mm } from '../core/option.js';
import type { Scan } from '../core/scan.js';
import { step } from '../core/step.js';
import { type KernelName, kernelNames, type Volume } from '../core/volume.js';
import { slabsOf } from '../kernel/slabs.js';
import { makeSmoothingTaps } from '../kernel/smoothing-taps.js';
import { makeTaps } from '../kernel/taps.js';
import { splineCoefficients } from './spline-coefficients.js';
import { finestSpacing, type TargetGrid, targetGrid } from './target-grid.js';

/** A mask of more voxels would outgrow 32-bit bit numbers (and is 256 MB). */
const mostVoxels = 2 ** 31;

/** σ in scan voxels per ratio of spacings: 0.402, a Gaussian of A. Zwanenburg’s MIRP with β = 0.98. */
const sigmaPerRatio = Math.sqrt(-8 * Math.log(0.98));

const kernelText: Readonly<Record<KernelName, string>> = {
  nearest: 'nearest-neighbour interpolation',
  linear: 'trilinear interpolation',
  bspline3: 'cubic B-spline interpolation (order 3, with its interpolating prefilter)',
  lanczos3:
    'Lanczos interpolation (windowed sinc over 6 samples an axis, weights normalised to sum 1; cubic B-spline along an unevenly sampled axis)',
};

type Axis = 0 | 1 | 2;
const axes: readonly Axis[] = [0, 1, 2];
const perAxis = <T>(make: (axis: Axis) => T): [T, T, T] => [make(0), make(1), make(2)];

const nodesOf = (scan: Scan, axis: Axis): number | Float64Array =>
  scan.nodes?.axis === axis ? scan.nodes.at : scan.grid.size[axis];

function refuseTooMany(scan: Scan, target: TargetGrid, spacing: number): void {
  const n = voxelCount(target.grid);
  if (n <= mostVoxels) return;
  let fits = spacing;
  while (voxelCount(targetGrid(scan, fits).grid) > mostVoxels) fits = Math.ceil(fits * 1.02 * 1000) / 1000;
  throw new UserError(
    `At ${spacing} mm the grid would have ${target.grid.size.join(' × ')} voxels (${(n / 1e9).toFixed(1)} thousand million), more than the 2.1 that are possible.`,
    `Give --spacing ${fits} or more, or crop the scan first.`,
  );
}

/** The scan's voxels, smoothed along the axes that get coarser. */
async function smoothed(scan: Scan, sigma: Vec3, { each }: Context): Promise<Int16Array | Float32Array> {
  if (sigma.every((s) => s === 0)) return scan.voxels;
  const to = new Float32Array(new SharedArrayBuffer(scan.voxels.length * 4));
  const volume: Volume = {
    scan,
    grid: scan.grid,
    kernel: 'linear',
    samples: scan.voxels,
    sampleSize: scan.grid.size,
    taps: perAxis((axis) => makeSmoothingTaps(nodesOf(scan, axis), sigma[axis])),
  };
  await each(
    'filterSlices',
    slabsOf(scan.grid).map((slab) => ({ volume, to, ...slab })),
  );
  return to;
}

/** Resamples a scan to isotropic voxels (see the options). The result refers to the scan's voxels or to a filtered copy. */
export const resample = step(
  {
    name: 'resample',
    does: 'See the scan on a fine isotropic grid',
    options: {
      spacing: mm(
        0,
        [0, 20],
        'distance between voxels of the new grid; 0 = the finest spacing of the scan, 0.5 mm at most',
        'spacing',
      ),
      kernel: choice('bspline3', kernelNames, 'how values between the voxels are interpolated', 'kernel'),
      antiAlias: choice(
        'gaussian',
        ['gaussian', 'none'],
        'smoothing before an axis is made coarser',
        'anti-alias',
      ),
    },
    says: ({ spacing, kernel, antiAlias }) =>
      `The scan was resampled to isotropic voxels of ${spacing === 0 ? 'its finest spacing (0.5 mm at most)' : `${spacing} mm`} by ${kernelText[kernel]}: along its own axes, grid dimensions rounded up, grid centres aligned, samples continued beyond the scan by the nearest value, positions in double and values in single precision, not rounded to whole numbers; axes that already had this spacing were left as scanned. ${
        antiAlias === 'gaussian'
          ? 'Along axes made coarser the scan was first smoothed by a Gaussian with a sigma of 0.402 times the ratio of the spacings, in scan voxels.'
          : 'No anti-alias filter was applied.'
      }`,
  },
  async (scan: Scan, { spacing, kernel, antiAlias }, context): Promise<Volume> => {
    const mmPerVoxel = spacing === 0 ? finestSpacing(scan) : spacing;
    const target = targetGrid(scan, mmPerVoxel);
    refuseTooMany(scan, target, mmPerVoxel);
    const kernelOf = (axis: Axis): KernelName => {
      if (target.same[axis]) return 'nearest';
      return kernel === 'lanczos3' && scan.nodes?.axis === axis ? 'bspline3' : kernel;
    };
    const sigma = perAxis((axis) =>
      antiAlias === 'gaussian' && target.step[axis] > 1 ? sigmaPerRatio * target.step[axis] : 0,
    );
    context.note('grid', target.grid.size.join(' × '), 'voxels');
    context.note('spacing', mmPerVoxel, 'mm');
    const scanSpacing = spacingOf(scan.grid.affine);
    for (const axis of axes)
      if (sigma[axis] > 0)
        context.note(`anti-alias sigma along axis ${axis + 1}`, sigma[axis] * scanSpacing[axis], 'mm');
    if (kernel === 'lanczos3' && scan.nodes)
      context.note(`kernel along axis ${scan.nodes.axis + 1}`, 'bspline3 (uneven samples)');
    const raw = await smoothed(scan, sigma, context);
    context.signal.throwIfAborted();
    context.progress(0.4);
    const filtered = perAxis((axis) => (kernelOf(axis) === 'bspline3' ? nodesOf(scan, axis) : null));
    const samples = filtered.every((nodes) => nodes === null)
      ? raw
      : await splineCoefficients(raw, scan.grid.size, filtered, context);
    context.progress(1);
    return {
      scan,
      grid: target.grid,
      kernel,
      samples,
      sampleSize: scan.grid.size,
      taps: perAxis((axis) =>
        makeTaps(
          kernelOf(axis),
          nodesOf(scan, axis),
          target.origin[axis],
          target.step[axis],
          target.grid.size[axis],
        ),
      ),
    };
  },
);
