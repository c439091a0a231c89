// Measures intensity, texture and shape of a region: the values of the IBSI, by their tags.
import { type Finding, UserError } from '../core/errors.js';
import { spacingOf } from '../core/grid.js';
import { number, written } from '../core/option.js';
import type { Scan } from '../core/scan.js';
import { step } from '../core/step.js';
import { valueRange } from '../kernel/value-range.js';
import { coOccurrenceFeatures } from './co-occurrence-features.js';
import { type Bins, discretise } from './discretise.js';
import type { Features } from './features.js';
import { imageDiagnostics } from './image-diagnostics.js';
import { intensityHistogram } from './intensity-histogram.js';
import { intensityStatistics } from './intensity-statistics.js';
import { maskMorphology } from './mask-morphology.js';
import { reSegment } from './re-segment.js';
import { readRange } from './read-range.js';
import { regionDiagnostics } from './region-diagnostics.js';

/** All on one grid. */
export interface Region {
  /** The values to be measured. */
  readonly image: Scan;
  /** 0 outside, anything else inside. */
  readonly mask: Scan;
  /** The image before a filter made `image` of it: range and outliers are judged by its values. */
  readonly unfiltered?: Scan;
}

export interface TextureValues {
  /** stat_, ih_, cm_…_3D_avg, cm_…_3D_comb and morph_ values. NaN: not defined for this region. */
  readonly features: Features;
  /** Image and region after interpolation (interp), and the region after re-segmentation (reseg). */
  readonly diagnostics: Features;
}

/** Matrices of more levels outgrow what their counts could mean, and memory. */
const mostLevels = 1024;

function insideOf({ voxels }: Scan): Uint8Array {
  const inside = new Uint8Array(voxels.length);
  for (let v = 0; v < voxels.length; v++) inside[v] = voxels[v] === 0 ? 0 : 1;
  return inside;
}

function binsOf(values: { range: string; bins: number; binWidth: number }, filtered: boolean): Bins {
  if (values.binWidth === 0) return { by: 'number', bins: values.bins };
  if (filtered)
    throw new UserError(
      'A fixed bin width has no place to start from on filtered values.',
      'Give a number of bins instead: --bins 32.',
    );
  const [from] = readRange(values.range, '--range');
  if (Number.isFinite(from)) return { by: 'width', width: values.binWidth, from };
  throw new UserError(
    'A fixed bin width needs a place to start from that is the same for every scan.',
    'Give --range with a lower end, such as -1000:400, or a number of bins instead: --bins 32.',
  );
}

const binText = ({ bins, binWidth }: { bins: number; binWidth: number }): string =>
  binWidth > 0
    ? `bins of a fixed width of ${binWidth}, the first at the lower end of the range`
    : `${bins} bins between the region’s least and greatest value`;

function whatIsLeft({ range, outliers }: { range: string; outliers: number }): string {
  const [low, high] = readRange(range, '--range');
  const parts = [
    ...(Number.isFinite(low) ? [`below ${low}`] : []),
    ...(Number.isFinite(high) ? [`above ${high}`] : []),
    ...(outliers > 0
      ? [`more than ${outliers} population standard deviations from the mean of the whole region`]
      : []),
  ];
  return parts.length === 0
    ? 'No voxel of the region was left out for its value'
    : `Voxels of the region with a value ${parts.join(' or ')} were left out of intensity and texture`;
}

/** Spacings that differ by more than this share make neighbours unequal. */
const alike = 1e-3;

function aboutNeighbours({ image }: Region): Finding | null {
  const spacing = spacingOf(image.grid.affine);
  if (Math.max(...spacing) <= (1 + alike) * Math.min(...spacing)) return null;
  return {
    severity: 'warning',
    code: 'neighbours-unequal',
    message: `The voxels are not isotropic (${spacing.map((s) => Number(s.toFixed(3))).join(' × ')} mm): a neighbour along one axis is farther away than along another, so that the co-occurrence values mix distances and depend on how the patient lay in the scanner. Resample to isotropic voxels.`,
  };
}

/** The values of a region. Throws a UserError where it is empty, or becomes so. */
export const texture = step(
  {
    name: 'texture',
    does: 'Measure intensity, texture and shape of a region',
    options: {
      range: written(
        '',
        '<low:high>',
        'leave out voxels beyond this range of values, such as -1000:400; an empty side is open',
        (text, name) => {
          readRange(text, name);
          return text;
        },
        'range',
      ),
      outliers: number(
        0,
        [0, 10],
        'leave out voxels farther from the region’s mean than this many standard deviations; 0 = none',
        { flag: 'outliers', unit: 'sigmas' },
      ),
      bins: number(32, [2, mostLevels], 'grey levels, evenly from the region’s least to its greatest value', {
        flag: 'bins',
        whole: true,
      }),
      binWidth: number(
        0,
        [0, 1e6],
        'grey levels of this width instead, from the lower end of the range; 0 = go by their number',
        { flag: 'bin-width', unit: 'values' },
      ),
    },
    says: (values) =>
      `${whatIsLeft(values)}. Grey levels: ${binText(values)}. Features are those of the Image Biomarker Standardisation Initiative (IBSI 1): intensity statistics, intensity histogram, and grey-level co-occurrence in 3D (13 directions, Chebyshev distance 1, symmetric; averaged over directions, 3D_avg, and of the merged matrix, 3D_comb); volume and area by marching cubes on the binary mask.`,
  },
  (region: Region, values, { note, signal, progress, find }): TextureValues => {
    const { image, mask, unfiltered } = region;
    const { grid, voxels } = image;
    const morphological = insideOf(mask);
    const plain = (unfiltered ?? image).voxels;
    const bins = binsOf(values, unfiltered !== undefined);
    if (!morphological.includes(1))
      throw new UserError(
        'The mask holds no voxel of the image.',
        'Give a mask of this scan that is not empty (for a label map, --label says which one).',
      );
    const range = readRange(values.range, '--range');
    const intensity = reSegment(plain, morphological, { range, outliers: values.outliers });
    if (!intensity.includes(1))
      throw new UserError(
        `No voxel of the mask has a value within ${values.range || 'the outliers’ limits'}.`,
        'Give another --range, or look whether the mask belongs to this scan.',
      );
    const levels = discretise(voxels, intensity, bins, unfiltered ? magnitudeOf(unfiltered.voxels) : 0);
    if (levels.count > mostLevels)
      throw new UserError(
        `Bins of ${values.binWidth} would make ${levels.count} grey levels, more than ${mostLevels}.`,
        'Give a greater --bin-width, or a narrower --range.',
      );
    const warning = aboutNeighbours(region);
    if (warning !== null) find(warning);
    note('grey levels', levels.count);
    progress(0.3);
    signal.throwIfAborted();
    const diagnostics = {
      ...imageDiagnostics(plain, grid, 'interp'),
      ...regionDiagnostics(plain, grid.size, { intensity: morphological, morphological }, 'interp'),
      ...regionDiagnostics(plain, grid.size, { intensity, morphological }, 'reseg'),
    };
    const features = {
      ...maskMorphology(morphological, grid),
      ...intensityStatistics(voxels, intensity),
      ...intensityHistogram(levels),
      ...coOccurrenceFeatures(levels, grid.size),
    };
    note('voxels measured', diagnostics.int_mask_vox_count_reseg_roi);
    return { features, diagnostics };
  },
);

const magnitudeOf = (voxels: Int16Array | Float32Array): number =>
  Math.max(...valueRange(voxels).map(Math.abs));
