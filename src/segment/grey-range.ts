// Which range of grey values is the structure: asked for by value, by name, or found in the scan.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import { openedRange, type PresetName, presets } from '../core/preset.js';
import type { Scan } from '../core/scan.js';
import type { GreyRange } from '../core/segment.js';
import { halfMaximum } from './half-max.js';
import { binsOf, greyOf, histogramOf } from './histogram.js';
import { otsu } from './otsu.js';
import { patiently } from './patiently.js';
import { readThreshold } from './threshold-text.js';

/** Names structures by their occupancy: 0 none of the voxel, 1000 all of it. */
const halfOccupied: GreyRange = { from: 500, to: Number.POSITIVE_INFINITY };

/** The threshold if one was given, else the preset, else bone. A label map has a range of its own, whatever was asked. */
export async function greyRange(
  scan: Scan,
  preset: PresetName | '',
  threshold: string,
  context: Context,
): Promise<GreyRange> {
  if (scan.facts.labels) return labelRange(preset !== '' || threshold !== '', context);
  if (threshold === '') return presetRange(preset === '' ? 'bone' : preset, context);
  const wanted = readThreshold(threshold, 'threshold');
  if (wanted.by === 'otsu') return otsuRange(scan, wanted.classes, context);
  if (wanted.by === 'half-max') return halfMaxRange(scan, context);
  context.note('range chosen', 'as given');
  return wanted.range;
}

function labelRange(asked: boolean, { note, find }: Context): GreyRange {
  note('range chosen', 'half occupied by the label');
  if (asked)
    find({
      severity: 'warning',
      code: 'preset-on-labels',
      message:
        'The model is made of labels, which name structures and measure nothing: the preset or threshold asked for was not used.',
    });
  return halfOccupied;
}

function presetRange(name: PresetName, { note }: Context): GreyRange {
  const found = presets.find((p) => p.name === name) ?? presets[0];
  note('range chosen', `preset ${found.name} (${found.source})`);
  return openedRange(found.from, found.to);
}

async function otsuRange(scan: Scan, classes: number, context: Context): Promise<GreyRange> {
  const bins = binsOf(scan);
  const counts = await patiently(histogramOf(scan.voxels, bins), context, 0, 0.2);
  const starts = otsu(counts, classes).map((b) => greyOf(bins, b));
  if (starts.length === 0) throw tooFewValues(classes);
  context.note('range chosen', `Otsu, ${classes} classes, on the scan's own voxels`);
  starts.forEach((start, c) => {
    context.note(starts.length === 1 ? 'Otsu threshold' : `Otsu threshold ${c + 1}`, start);
  });
  return { from: starts[starts.length - 1], to: Number.POSITIVE_INFINITY };
}

async function halfMaxRange(scan: Scan, context: Context): Promise<GreyRange> {
  const found = await patiently(halfMaximum(scan, binsOf(scan)), context, 0, 0.2);
  if (found === undefined) throw tooFewValues(2);
  const { level, below, above, noise, plateau } = found;
  context.note('range chosen', "half-maximum between the two tissues, on the scan's own voxels");
  context.note('tissue below', below);
  context.note('tissue above', above);
  context.note('tissue above taken as', plateau);
  context.note('noise', noise);
  return { from: level, to: Number.POSITIVE_INFINITY };
}

const tooFewValues = (classes: number): UserError =>
  new UserError(
    `threshold: the scan has fewer than ${classes} different values, too few to tell ${classes} classes apart.`,
    'Give the threshold as a value, such as --threshold 300.',
  );
