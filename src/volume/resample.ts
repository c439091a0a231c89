// Sees a scan on another grid: chooses the grid and prepares the kernel; the values are computed when asked for.
import type { Context } from '../core/context.js';
import { spacingOf, toPatient, type Vec3 } from '../core/grid.js';
import { lengthsText } from '../core/lengths-text.js';
import { choice, toggle } from '../core/option.js';
import type { Scan } from '../core/scan.js';
import { sliceFrame } from '../core/slice-frame.js';
import { step } from '../core/step.js';
import {
  type Boundary,
  boundaryNames,
  type KernelName,
  kernelNames,
  type Taps,
  type Volume,
} from '../core/volume.js';
import { makeTaps } from '../kernel/taps.js';
import { antiAliasOption, antiAliasText, sigmasOf, smoothed } from './anti-alias.js';
import { type ChosenGrid, chooseGrid, gridText } from './choose-grid.js';
import { gridOptions } from './grid-options.js';
import { splineCoefficients } from './spline-coefficients.js';

const kernelText: Readonly<Record<KernelName, string>> = {
  nearest: 'nearest-neighbour interpolation (at a tie the later sample)',
  linear: 'trilinear interpolation',
  bspline3: 'cubic B-spline interpolation (order 3, with its interpolating prefilter)',
  'catmull-rom':
    'cubic convolution (Keys, a = −0.5: the Catmull-Rom spline over 4 samples an axis; along an unevenly sampled axis cubic Hermite interpolation with the slopes of parabolas through 3 samples)',
  lanczos3:
    'Lanczos interpolation (windowed sinc over 6 samples an axis, weights normalised to sum 1 and to first moment 0, so that ramps stay ramps; cubic B-spline along an unevenly sampled axis)',
};

const boundaryText: Readonly<Record<Boundary, string>> = {
  nearest: 'by the nearest value',
  mirror: 'by their mirror image at the outer face of the last voxel (half-sample symmetric)',
  zero: 'by zeros',
};

type Axis = 0 | 1 | 2;
const axes: readonly Axis[] = [0, 1, 2];
const perAxis = <T>(make: (axis: Axis) => T): [T, T, T] => [make(0), make(1), make(2)];

const nodesOf = (scan: Scan, axis: Axis): number | Float64Array =>
  scan.nodes?.axis === axis ? scan.nodes.at : scan.grid.size[axis];

const noTaps: Taps = { width: 1, first: new Int32Array(0), weights: new Float32Array(0) };

function tell(scan: Scan, { grid, along }: ChosenGrid, sigma: Vec3, { note }: Context): void {
  const spacing = spacingOf(grid.affine);
  const isotropic = spacing.every((s) => Math.abs(s / spacing[0] - 1) < 1e-9);
  note('grid', grid.size.join(' × '), 'voxels');
  note('spacing', isotropic ? Number(spacing[0].toFixed(9)) : lengthsText(spacing), 'mm');
  note(
    'centre of the first voxel',
    toPatient(grid.affine, 0, 0, 0)
      .map((x) => x.toFixed(4))
      .join(', '),
    'mm',
  );
  const frame = sliceFrame(scan);
  if (!along) note('axes', 'not parallel to the scan’s');
  if (frame.sheared)
    note('the scan’s spacing in its slices and upright on them', lengthsText(frame.spacing), 'mm');
  const scanSpacing = spacingOf(scan.grid.affine);
  for (const axis of axes)
    if (sigma[axis] > 0)
      note(`anti-alias sigma along axis ${axis + 1}`, sigma[axis] * scanSpacing[axis], 'mm');
}

/** Resamples a scan (see the options). The result refers to the scan's voxels or to a filtered copy. */
export const resample = step(
  {
    name: 'resample',
    does: 'See the scan on another grid',
    options: {
      ...gridOptions,
      kernel: choice('bspline3', kernelNames, 'how values between the voxels are interpolated', 'kernel'),
      boundary: choice(
        'nearest',
        boundaryNames,
        'how the samples go on beyond the scan: the one at the end, mirrored at its outer face, or zeros',
        'boundary',
      ),
      antiAlias: antiAliasOption,
      short: {
        ...toggle(
          false,
          'spline coefficients in 16 bits, in a unit of a quarter of the scan’s or finer, where they fit',
        ),
        inCode: true,
      },
    },
    says: (options, subject = 'scan') => {
      const { kernel, boundary, antiAlias, short } = options;
      const kept =
        short && kernel === 'bspline3'
          ? ' (spline coefficients of whole numbers in 16 bits, off by a quarter of the scan’s unit at most)'
          : '';
      const [what, how] = gridText(options);
      return `The ${subject} was resampled to ${what} by ${kernelText[kernel]}: ${how}, samples continued beyond the ${subject} ${boundaryText[boundary]}, positions in double and values in single precision${kept}, not rounded in this step; axes on which all voxels lie on the ${subject}’s own were left as they are. ${antiAliasText(antiAlias, subject)}`;
    },
  },
  async (scan: Scan, options, context): Promise<Volume> => {
    const { kernel, boundary, antiAlias, short } = options;
    const target = chooseGrid(scan, options);
    const { grid, along } = target;
    const kernelOf = (axis: Axis): KernelName => {
      if (along?.same[axis]) return 'nearest';
      return kernel === 'lanczos3' && scan.nodes?.axis === axis ? 'bspline3' : kernel;
    };
    const sigma = sigmasOf(scan, target, antiAlias);
    tell(scan, target, sigma, context);
    if (kernel === 'lanczos3' && scan.nodes)
      context.note(`kernel along axis ${scan.nodes.axis + 1}`, 'bspline3 (uneven samples)');
    const raw = await smoothed(scan, sigma, boundary, context);
    context.signal.throwIfAborted();
    context.progress(0.4);
    const filtered = perAxis((axis) => (kernelOf(axis) === 'bspline3' ? nodesOf(scan, axis) : null));
    const { samples, unit } = filtered.every((nodes) => nodes === null)
      ? { samples: raw, unit: 1 }
      : await splineCoefficients(raw, scan.grid.size, filtered, context, {
          boundary,
          short: short && along !== null,
        });
    if (samples instanceof Int16Array && samples !== raw)
      context.note('coefficients kept to', unit, 'of the scan’s unit');
    context.progress(1);
    const seen = { scan, grid, kernel, samples, unit, sampleSize: scan.grid.size };
    if (!along)
      return { ...seen, taps: [noTaps, noTaps, noTaps], oblique: { kernels: perAxis(kernelOf), boundary } };
    const { origin, step } = along;
    const tapsOf = (axis: Axis): Taps =>
      makeTaps(kernelOf(axis), nodesOf(scan, axis), origin[axis], step[axis], grid.size[axis], boundary);
    return { ...seen, taps: perAxis(tapsOf) };
  },
);
