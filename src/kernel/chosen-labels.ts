// Which ids of a label map are taken together: how that is written, and which voxels it names.
import { UserError } from '../core/errors.js';
import { type Option, written } from '../core/option.js';
import { labelsIn } from './labels-in.js';

export const lowestLabel = -32768;
export const highestLabel = 32767;

/** The ranges of ids that a text such as `1,5,7-9` names; null = all. */
function readLabels(text: string): readonly (readonly [number, number])[] | null {
  if (text.trim() === 'all') return null;
  return text.split(',').map((part) => {
    const found = /^\s*(-?\d+)(?:\s*-\s*(-?\d+))?\s*$/.exec(part);
    const [low, high] = found ? [Number(found[1]), Number(found[2] ?? found[1])] : [1, 0];
    if (low > high || high > highestLabel)
      throw new UserError(
        `labels: '${text}' is not a list of label ids.`,
        'Give all, or ids and ranges of ids separated by commas, such as 1,5,7-9.',
      );
    return [low, high] as const;
  });
}

/** For the steps that take labels; a command has its own way to ask for them. */
export const labelsOption: Option<string> = {
  ...written('all', '<ids>', 'label ids to take together; all = every one but 0', (text) => {
    readLabels(text);
    return text;
  }),
  inCode: true,
};

/** chosen[id − lowestLabel] = 1 for each wanted id. Throws a UserError where a wanted range holds no id. */
export function chosenLabels(voxels: Int16Array, labels: string): Uint8Array {
  const ids = labelsIn(voxels);
  const chosen = new Uint8Array(highestLabel - lowestLabel + 1);
  const ranges = readLabels(labels);
  for (const id of ids)
    if (ranges === null || ranges.some(([a, b]) => id >= a && id <= b)) chosen[id - lowestLabel] = 1;
  for (const [a, b] of ranges ?? [])
    if (!ids.some((id) => id >= a && id <= b))
      throw new UserError(
        `labels: ${a === b ? `there is no label ${a}` : `there are no labels ${a} to ${b}`} in the label map.`,
        ids.length > 0
          ? `Choose of the labels that are there: ${ids.join(', ')}.`
          : 'The label map is empty: give another one.',
      );
  return chosen;
}
