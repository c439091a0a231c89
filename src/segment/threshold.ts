// Takes what lies in a range of grey values as the structure.
import { emptyBits } from '../core/bits.js';
import type { Context } from '../core/context.js';
import { NothingLeftError } from '../core/errors.js';
import { spacingOf, voxelCount } from '../core/grid.js';
import { choice, type Option, written } from '../core/option.js';
import { openedRange, type PresetName, presetNames, presets } from '../core/preset.js';
import type { GreyRange, Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import type { Volume } from '../core/volume.js';
import { slabsOf } from '../kernel/slabs.js';
import { valueRange } from '../kernel/value-range.js';
import { greyRange } from './grey-range.js';
import { rangeText } from './range-text.js';
import { readThreshold } from './threshold-text.js';

const checked = (text: string, name: string): string => {
  if (text !== '') readThreshold(text, name);
  return text;
};

const preset: Option<PresetName | ''> = choice(
  '',
  ['', ...presetNames],
  'a CT preset, in HU; bone where neither a preset nor a threshold is given',
  'preset',
);

const wanted: Option<string> = {
  ...written(
    '',
    '<from:to>',
    '300 (and more), 300:1500, :-200 (and less), otsu, otsu:3 (highest of 3 classes) or half-max; wins over the preset',
    checked,
    'threshold',
  ),
  check: checked,
};

/** The range of grey values, and its mask on the volume's grid. A label map is cut at half its occupancy. */
export const threshold = step(
  {
    name: 'threshold',
    does: 'Take a range of grey values as the structure',
    options: { preset, threshold: wanted },
    says: ({ preset, threshold }, subject = 'scan') =>
      subject === 'label map' ? ofLabels : sentence(preset, threshold),
  },
  async (volume: Volume, { preset, threshold }, context): Promise<Segment> => {
    const range = await greyRange(volume.scan, preset, threshold, context);
    context.note('range', rangeText(range));
    context.progress(0.2);
    const inside = emptyBits(volume.grid.size);
    const jobs = slabsOf(volume.grid).map(({ k0, k1 }) => ({ volume, range, inside, k0, k1 }));
    const slabs = await context.each('classify', jobs);
    const count = slabs.reduce((sum, slab) => sum + slab.count, 0);
    const height = slabs.reduce((sum, slab) => sum + slab.height, 0);
    if (count === 0) throw nothingInside(volume, range);
    tell(volume, count, range, context);
    return { volume, range, grey: inside, inside, contrast: height / count };
  },
);

function tell(volume: Volume, count: number, range: GreyRange, { note, find, progress }: Context): void {
  note('voxels inside', count);
  note('volume inside', (count * spacingOf(volume.grid.affine).reduce((a, b) => a * b)) / 1000, 'ml');
  progress(1);
  if (count < voxelCount(volume.grid)) return;
  find({
    severity: 'warning',
    code: 'all-inside',
    message: `Every voxel of the grid lies in the range (${rangeText(range)}): the model is the scan's own box.`,
  });
}

function nothingInside(volume: Volume, range: GreyRange): NothingLeftError {
  const [least, most] = valueRange(volume.scan.voxels).map((v) => Number(v.toPrecision(6)));
  return new NothingLeftError(
    `threshold: no voxel lies in the range (${rangeText(range)}); the scan's values go from ${least} to ${most}.`,
    'Give --threshold a value within these, such as --threshold otsu, or choose another --preset or crop.',
  );
}

function presetSentence(name: PresetName): string {
  const found = presets.find((p) => p.name === name) ?? presets[0];
  const range = rangeText(openedRange(found.from, found.to));
  return `The structure was taken as ${range} HU (preset ${name} of ${found.source}).`;
}

const ofLabels = 'The structure was taken as what is at least half occupied.';

function sentence(preset: PresetName | '', threshold: string): string {
  if (threshold === '') return presetSentence(preset === '' ? 'bone' : preset);
  const wanted = readThreshold(threshold, 'threshold');
  if (wanted.by === 'range') return `The structure was taken as the grey values ${rangeText(wanted.range)}.`;
  if (wanted.by === 'half-max')
    return 'The structure was taken as the grey values above the half-maximum between its own and the surrounding tissue, found in the scan.';
  return `The structure was taken as the highest of ${wanted.classes} classes of grey values by Otsu's method on the scan's own voxels.`;
}
