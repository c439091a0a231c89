// What a request to resample means: its preset, and what wins over it.
import { UserError } from '../core/errors.js';
import type { Given } from '../run.js';
import { isJsonList, textIn } from './json.js';
import { overlaid } from './overlaid.js';
import type { Request } from './request.js';
import { type ResamplePreset, resamplePresets } from './resample-presets.js';

export interface Wanted {
  readonly preset: string | null;
  readonly given: Given;
  /** What the values are: 'auto', 'grey' or 'labels'. */
  readonly values: string;
  readonly padding: string;
  readonly maskKernel: string;
  readonly label: string | null;
  /** Options asked for by name that mean nothing to a label map. */
  readonly greyOnly: readonly string[];
}

/** Throws a UserError where no grid is chosen, or the preset is unknown. */
export function resampleWanted({ options, given, paths, expected }: Request): Wanted {
  const name = textIn(options, 'preset');
  const preset = name === null ? null : presetOf(name);
  const merged = overlaid(preset?.given ?? {}, given);
  const spacings = [merged.resample?.spacing, merged.resampleLabels?.spacing];
  if (spacings.every((s) => s === undefined) && paths.like === undefined && !options.like) {
    if (expected !== undefined)
      throw new UserError(
        'The record does not say which grid the scan was put on.',
        'Give a record that was not altered.',
      );
    throw new UserError(
      'It was not said which grid the scan is to be put on.',
      'Give --spacing (such as 1), --preset (such as cnn-1mm), or --like with a scan whose grid is to be matched.',
    );
  }
  return {
    preset: name,
    given: merged,
    values: textIn(options, 'values') ?? 'auto',
    padding: textIn(options, 'padding') ?? preset?.padding ?? 'stored',
    maskKernel: textIn(options, 'maskKernel') ?? preset?.maskKernel ?? 'linear',
    label: textIn(options, 'label'),
    greyOnly: isJsonList(options.greyOnly) ? options.greyOnly.map(String) : greyOnlyIn(given),
  };
}

function presetOf(name: string): ResamplePreset {
  const found = Object.entries(resamplePresets).find(([known]) => known === name);
  if (found) return found[1];
  throw new UserError(
    `There is no preset '${name}' for resampling.`,
    `Choose one of ${Object.keys(resamplePresets).join(', ')}.`,
  );
}

const ofGrey = ['kernel', 'boundary', 'antiAlias'];

const greyOnlyIn = ({ resample = {}, store = {} }: Given): string[] => [
  ...ofGrey.filter((name) => resample[name] !== undefined),
  ...Object.keys(store),
];
