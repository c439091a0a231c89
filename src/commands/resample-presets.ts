// Named ways to resample: the settings that others have published, and our own, each with what it is for.
import type { Given } from '../run.js';

export interface ResamplePreset {
  /** One sentence for --help and the docs. */
  readonly says: string;
  readonly given: Given;
  readonly maskKernel: 'nearest' | 'linear';
  /** As stored, where nothing is said. */
  readonly padding?: 'air';
}

/** What the configurations C, D and E of the IBSI have in common; the rest of each is about texture. */
const ibsiGrid = {
  spacing: 2,
  alignment: 'centre',
  sizeRule: 'ceil',
  boundary: 'nearest',
  antiAlias: 'none',
} as const;

const ibsi = (kernel: 'linear' | 'bspline3', says: string): ResamplePreset => ({
  says,
  given: {
    resample: { ...ibsiGrid, kernel },
    resampleLabels: { spacing: 2, alignment: 'centre', sizeRule: 'ceil' },
    store: { rounding: 'whole', clamp: false, outside: 'nearest' },
    storeMask: { threshold: 0.5 },
  },
  maskKernel: 'linear',
});

export const resamplePresets = {
  'ibsi-c': ibsi(
    'linear',
    'IBSI 1, configuration C: 2 mm, trilinear, grid centres aligned, size rounded up, no anti-alias filter, whole HU',
  ),
  'ibsi-d': ibsi('linear', 'IBSI 1, configuration D: the same voxels as C (what differs comes after them)'),
  'ibsi-e': ibsi('bspline3', 'IBSI 1, configuration E: as C, but by cubic B-splines'),
  'cnn-1mm': {
    says: 'input for a neural network: 1 mm, cubic B-splines after a Gaussian where voxels get coarser, kept within the range of the scan, not rounded',
    given: {
      resample: { spacing: 1, kernel: 'bspline3', antiAlias: 'gaussian' },
      resampleLabels: { spacing: 1 },
      store: { rounding: 'none', clamp: true },
    },
    maskKernel: 'linear',
  },
  print: {
    says: 'the voxels on which convert computes a model: the finest spacing of the scan, 0.5 mm at most, cubic B-splines',
    given: {
      resample: { spacing: 0, kernel: 'bspline3', antiAlias: 'gaussian' },
      resampleLabels: { spacing: 0 },
      store: { rounding: 'none', clamp: false },
    },
    maskKernel: 'linear',
    padding: 'air',
  },
} as const satisfies Readonly<Record<string, ResamplePreset>>;

export type ResamplePresetName = keyof typeof resamplePresets;
