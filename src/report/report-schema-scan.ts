// The part of the report's schema that speaks of the scan.
import type { Identity, SourceFacts } from '../core/facts.js';
import type { LabelName, ScanFacts, SliceGap, SlicesMended } from '../core/scan.js';
import type { EdgeSpread, Noise, Sharpness, SliceSpread } from '../core/sharpness.js';
import type { ValueHistogram } from '../core/value-histogram.js';
import {
  above0,
  as,
  atLeast0,
  choice,
  count,
  flag,
  list,
  number,
  object,
  orNull,
  type Schema,
  sha256,
  text,
} from './schema-words.js';

const identity = object<Identity>("what the scan's header says of the patient; null where it says nothing", {
  name: orNull(text("the patient's name")),
  id: orNull(text("the patient's number")),
  birthDate: orNull(text('date of birth')),
  sex: orNull(text("the patient's sex")),
  studyDate: orNull(text('date of the study')),
  accession: orNull(text('accession number')),
});

const labelName = object<LabelName>('what the file calls one of its labels', {
  id: number('the value of its voxels'),
  name: text('as the file has it'),
  colour: orNull(as('colour', 'as the file shows it')),
});

const gap = object<SliceGap>('slices that the stack lacks', {
  from: number("mm along the stack's normal: the last slice before the gap"),
  to: number('mm: the first slice after it'),
  missing: count('how many there should be'),
});

const slices = object<SlicesMended>('how the slices lay where they were no even, upright stack', {
  tiltDeg: atLeast0("degrees between the stack's line and the slices' normal"),
  steps: as('vec3', 'mm: shortest, median and longest distance between neighbours along the normal'),
  gaps: list('where slices are missing', gap),
  duplicates: count('slices dropped because the same slice was there already'),
  residual: atLeast0('mm: no slice lies farther from where it is taken to be'),
});

const formats: readonly ScanFacts['format'][] = [
  'NIfTI-1',
  'NIfTI-2',
  'DICOM',
  'NRRD',
  'MetaImage',
  'DICOM SEG',
  'RTSTRUCT',
];

const histogram = object<ValueHistogram>('how often which value occurs; null of a label map', {
  low: number('where the first bin begins, unit of the scan (HU for CT)'),
  binWidth: above0('of each bin, unit of the scan'),
  counts: list('voxels, bin by bin', count('voxels')),
  below: count('voxels below the first bin'),
  above: count('voxels above the last bin'),
});

const scan = object<ScanFacts>('the acquisition; unknown = null', {
  format: choice('of the file', formats),
  modality: orNull(text('CT, MR, … as DICOM names it')),
  labels: flag('true: the values name structures and measure nothing'),
  storedAxes: text('axis order of the file, three letters such as RAS'),
  storedSize: as('counts3', 'voxels along the axes as stored'),
  storedSpacing: as('vec3', 'mm between them'),
  sliceThickness: orNull(above0('mm')),
  reconstructionKernel: orNull(text('as the scanner names it')),
  tubeVoltageKV: orNull(above0('kV')),
  manufacturer: orNull(text('of the scanner')),
  scannerModel: orNull(text('as its maker names it')),
  bodyPart: orNull(text('HEAD, CHEST, … as DICOM names it')),
  labelNames: list('what the file calls its labels', labelName),
  slices: orNull(slices),
  cautions: list('what was chosen or taken for granted, and may be wrong', text('a sentence')),
  remarks: list('what was unusual and what was done about it', text('a sentence')),
});

const spread = {
  sigma: atLeast0('mm: standard deviation of all that blurs an edge in this direction'),
  fwhm: atLeast0('mm: full width at half maximum'),
  standardError: atLeast0('mm: of sigma'),
  edges: count('how many edges it was measured at'),
};

const sharpness = object<Sharpness>('blur and noise, measured in the scan itself; not known = null', {
  inPlane: orNull(object<EdgeSpread>('in the slices', spread)),
  throughPlane: orNull(
    object<SliceSpread>('across the slices', {
      ...spread,
      sliceBox: atLeast0('mm: a slice is an average over this thickness'),
      gaussianSigma: orNull(atLeast0('mm: what is left of sigma without that')),
      gaussianError: orNull(atLeast0('mm: standard error of that')),
    }),
  ),
  sliceAxis: choice('0, 1, 2 = x, y, z: what the slices lie across', [0, 1, 2]),
  sliceAxisBy: choice('what that was judged by', ['file', 'spacing', 'edges', 'assumption']),
  noise: orNull(
    object<Noise>('in the most homogeneous tissue', {
      sd: atLeast0('standard deviation, unit of the scan (HU for CT)'),
      tissue: number('mean value of that tissue, unit of the scan'),
      windows: count('how many windows of 7 × 7 voxels were taken'),
    }),
  ),
  reasons: list('why something is not known', text('a sentence')),
});

/** Under $defs. */
export const scanWords: Readonly<Record<string, Schema>> = { identity, scan, sharpness };

export const sourceSchema = object<SourceFacts>('what the model was made from', {
  name: text("the model's name, as told; never from the scan"),
  case: orNull(text('a pseudonym for the case, as told')),
  identity: orNull(as('identity', 'only where it was asked for')),
  scan: as('scan', 'the acquisition'),
  size: as('counts3', 'voxels along the axes nearest to L, P, S'),
  spacing: as('vec3', 'mm between them'),
  directions: list("three columns of three: directions of the grid's axes, LPS", number('a cosine'), {
    minItems: 9,
    maxItems: 9,
  }),
  extent: object<SourceFacts['extent']>('the box around the centres of all voxels', {
    min: as('place', 'its least corner'),
    max: as('place', 'its greatest corner'),
  }),
  range: list('lowest and highest value, unit of the scan (HU for CT)', as('measure', 'a value'), {
    minItems: 2,
    maxItems: 2,
  }),
  histogram: orNull(histogram),
  uneven: flag('true: the slices are not evenly spaced'),
  sharpness: as('sharpness', 'blur and noise'),
  sha256: sha256("over all input files' bytes, in a stated order"),
});
