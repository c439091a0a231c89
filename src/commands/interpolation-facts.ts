// What a kernel is, beyond its name, along each axis: the literature means several things by "cubic".
import type { UnevenNodes } from '../core/scan.js';
import type { JsonObject } from './json.js';

const kernels: Readonly<Record<string, JsonObject>> = {
  nearest: { order: 0, prefilter: 'none', supportVoxels: 1, variant: 'nearest neighbour' },
  linear: { order: 1, prefilter: 'none', supportVoxels: 2, variant: 'trilinear' },
  bspline3: {
    order: 3,
    prefilter: 'interpolating (the coefficients reproduce the samples)',
    supportVoxels: 4,
    variant: 'cubic B-spline',
  },
  'catmull-rom': {
    order: 3,
    prefilter: 'none',
    supportVoxels: 4,
    variant: 'cubic convolution, Keys, a = -0.5',
  },
  lanczos3: {
    order: null,
    prefilter: 'none',
    supportVoxels: 6,
    variant:
      'sinc windowed over 3 lobes, weights normalised to sum 1 and to first moment 0 (by the two nearest)',
  },
};

/** What stands in its place along slices that are not evenly spaced; the others are defined there as they are. */
const throughUneven: JsonObject = {
  order: 3,
  prefilter: 'interpolating (the coefficients reproduce the samples)',
  supportVoxels: 4,
  variant: 'cubic B-spline with its knots at the unevenly spaced slices',
};

const uneven: Readonly<Record<string, JsonObject>> = {
  bspline3: throughUneven,
  lanczos3: { kernel: 'bspline3', ...throughUneven },
  'catmull-rom': {
    order: 3,
    prefilter: 'none',
    supportVoxels: 4,
    variant:
      'cubic Hermite interpolation between the unevenly spaced slices, slopes of the parabolas through 3 of them',
  },
};

/** The sidecar's block for the options of `resample`; one for each axis where slices are not evenly spaced. */
export function interpolationFacts(
  { kernel, boundary }: JsonObject,
  nodes: UnevenNodes | undefined,
): JsonObject {
  const name = String(kernel);
  const rest = {
    boundary,
    ofCoefficients: 'the same boundary as the samples',
    exactAxes: 'axes on which every voxel lies on one of the scan’s are not interpolated',
  };
  const other = uneven[name];
  if (nodes === undefined || other === undefined) return { kernel: name, ...kernels[name], ...rest };
  const along = [0, 1, 2].map((axis) => ({
    kernel: name,
    samples: axis === nodes.axis ? 'unevenly spaced' : 'evenly spaced',
    ...(axis === nodes.axis ? other : kernels[name]),
  }));
  return { kernel: name, axes: 'left, posterior, superior (nearest)', along, ...rest };
}
