// Filters a scan by the Laplacian of a Gaussian: blobs and edges of a chosen size stand out, flat regions become 0.
import { type Finding, UserError } from '../core/errors.js';
import { spacingOf } from '../core/grid.js';
import { choice, mm, number } from '../core/option.js';
import type { Scan } from '../core/scan.js';
import { type SliceAxis, sliceAxis } from '../core/slice-axis.js';
import { sliceFrame } from '../core/slice-frame.js';
import { step } from '../core/step.js';
import { boundaryNames } from '../core/volume.js';
import { slabsOf } from '../kernel/slabs.js';
import { valueRange } from '../kernel/value-range.js';

type Axis = 0 | 1 | 2;
const axes: readonly Axis[] = [0, 1, 2];

/** Spacings that differ by no more than this share are taken for one: the sigma is off by as much at most. */
const alike = 1e-3;

const directions = ['left to right', 'front to back', 'head to foot'] as const;
const judgedBy: Readonly<Record<SliceAxis['by'], string>> = {
  file: 'as the DICOM images lie',
  spacing: 'the spacing that stands out',
  assumption: 'the axis stored last; the spacing does not tell',
};

const continued = {
  nearest: 'continued by the nearest sample',
  mirror: 'mirrored at the outer faces of the last voxels',
  zero: 'continued by zeros',
};

/** Sampled on voxels, a narrow Gaussian is no more what its formula says: its samples sum to 1.04 at 0.5 voxels, to 4.1 at 0.25. */
const least = 0.5;

const narrow = (sigma: number, voxels: number): Finding => ({
  severity: 'warning',
  code: 'sigma-below-voxel',
  message: `A sigma of ${sigma} mm is ${Number(voxels.toFixed(3))} voxels: the filter can't be sampled below ${least}, and its response means nothing. Give a larger sigma, or a finer --spacing.`,
});

const wide = (sigma: number, shortest: number): Finding => ({
  severity: 'warning',
  code: 'sigma-beyond-scan',
  message: `A sigma of ${sigma} mm is more than the scan itself, ${shortest} voxels: the response is that of what was put beyond its border.`,
});

/** Throws a UserError where the voxels are not as wide as they are high along the axes to be filtered. */
function refuseUneven(scan: Scan, filtered: readonly Axis[]): void {
  if (sliceFrame(scan).sheared)
    throw new UserError(
      'The Laplacian of a Gaussian needs voxels at right angles; the axes of this scan are slanted.',
      'Resample the scan first, for example with --spacing 1.',
    );
  const spacing = spacingOf(scan.grid.affine);
  const used = filtered.map((axis) => spacing[axis]);
  const uneven = scan.nodes !== undefined && filtered.includes(scan.nodes.axis);
  if (!uneven && Math.max(...used) <= (1 + alike) * Math.min(...used)) return;
  throw new UserError(
    `The Laplacian of a Gaussian needs voxels of one size along the axes it filters; these are ${uneven ? 'unevenly spaced' : `${used.map((s) => Number(s.toFixed(3))).join(' × ')} mm`}.`,
    'Resample the scan to isotropic voxels first, for example with --spacing 1.',
  );
}

/**
 * The scan's response to the IBSI's kernel (convolutional filters, Laplacian of Gaussian, L6PA), Float32, in the scan's
 * unit per voxel² (divide by the voxel's side squared for mm²): sampled at voxel centres, cut off to a cube, not
 * corrected to sum to 0. The kernel is defined on equal spacings alone: on others the second derivatives along two axes
 * have different units, and a scan like that is refused rather than filtered in a way of our own.
 */
export const laplacian = step(
  {
    name: 'laplacian',
    does: 'Filter by the Laplacian of a Gaussian',
    options: {
      sigma: mm(1.5, [0.1, 50], 'sigma of the Gaussian', 'log'),
      truncate: number(4, [1, 10], 'where the kernel is cut off', { flag: 'truncate', unit: 'sigmas' }),
      boundary: choice('mirror', boundaryNames, 'what stands beyond the scan', 'log-boundary'),
      dimensions: number(
        3,
        [2, 3],
        'of the filter: 3 = in the volume, 2 = within each slice (slices lie across the axis whose spacing stands out, else the one that the file stores last; DICOM images are slices)',
        {
          flag: 'dimensions',
          whole: true,
        },
      ),
    },
    says: ({ sigma, truncate, boundary, dimensions }) =>
      `The image was filtered by the Laplacian of a Gaussian (IBSI 2, L6PA) in ${dimensions} dimensions${dimensions === 2 ? ', slice by slice (slices lie across the axis whose spacing stands out, else the one that the file stores last)' : ''}: sigma ${sigma} mm, the kernel sampled at voxel centres, cut off at ${truncate} sigma (rounded to whole voxels, a cube) and not normalised, the image ${continued[boundary]}; sums in double and values in single precision.`,
  },
  async (scan: Scan, { sigma, truncate, boundary, dimensions }, context): Promise<Scan> => {
    const { size, affine } = scan.grid;
    const slices = sliceAxis(scan.facts);
    const filtered = axes.filter((axis) => dimensions === 3 || axis !== slices.axis);
    refuseUneven(scan, filtered);
    const spacing = spacingOf(affine);
    const inVoxels = (axis: Axis): number => (filtered.includes(axis) ? sigma / spacing[axis] : 0);
    const sigmas = [inVoxels(0), inVoxels(1), inVoxels(2)] as const;
    const voxels = sigmas[filtered[0]];
    const shortest = Math.min(...filtered.map((axis) => size[axis]));
    if (voxels < least) context.find(narrow(sigma, voxels));
    else if (voxels > shortest) context.find(wide(sigma, shortest));
    const to = new Float32Array(new SharedArrayBuffer(4 * scan.voxels.length));
    const job = { from: scan.voxels, to, size, sigma: sigmas, truncate, boundary };
    await context.each(
      'laplace',
      slabsOf(scan.grid).map((slab) => ({ ...job, ...slab })),
    );
    const [low, high] = valueRange(to);
    if (dimensions === 2)
      context.note('slices lie across', `${directions[slices.axis]} (${judgedBy[slices.by]})`);
    context.note('sigma', sigmas[filtered[0]], 'voxels');
    context.note('kernel', 2 * Math.floor(truncate * sigmas[filtered[0]] + 0.5) + 1, 'voxels a side');
    context.note('least response', low);
    context.note('greatest response', high);
    return { ...scan, voxels: to, facts: { ...scan.facts, labels: false } };
  },
);
