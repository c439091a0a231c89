// Which voxels of a file are the mask: all that it marks, or one label of several.
import { UserError } from '../core/errors.js';
import type { LabelName, Scan } from '../core/scan.js';
import { chooseLabel, labelList } from '../scan/marks/choose-label.js';

/** The label of a text: a number, a name, or 'all' for whatever is not 0. Throws a UserError. */
export function readLabel(text: string, name: string): string {
  const label = text.trim();
  const asNumber = Number(label);
  if (label !== '' && !(asNumber <= 0) && !(Number.isFinite(asNumber) && !Number.isInteger(asNumber)))
    return label.toLowerCase() === 'all' ? 'all' : label;
  throw new UserError(
    `${name}: '${text}' is not a label.`,
    `Give ${name} a whole number above 0, a name that the mask's file gives a label, or all for whatever is not 0.`,
  );
}

function labelsIn({ voxels, facts }: Scan): readonly LabelName[] {
  const found = new Set<number>();
  let last = 0;
  for (let v = 0; v < voxels.length; v++) {
    const value = voxels[v];
    if (value === last) continue;
    last = value;
    if (value < 0 || !Number.isInteger(value))
      throw new UserError(
        `The mask is no mask: it holds the value ${value}.`,
        'Give a file of whole numbers, 0 outside and another one inside, or of shares from 0 to 1.',
      );
    if (value !== 0) found.add(value);
  }
  const named = (id: number): LabelName =>
    facts.labelNames.find((label) => label.id === id) ?? { id, name: '', colour: null };
  return [...found].sort((a, b) => a - b).map(named);
}

/** Shares of voxels: nothing below 0 or above 1, and something between. */
const isShare = (voxels: Int16Array | Float32Array): boolean =>
  voxels instanceof Float32Array && voxels.every((value) => value >= 0 && value <= 1);

/** Shares of the only segment that was read, asked for by its own number or name, or not asked for. */
function sharesOf({ voxels, facts: { labelNames } }: Scan, label: string | null): boolean {
  if (!isShare(voxels)) return false;
  if (label === null) return true;
  if (label === 'all' || labelNames.length !== 1) return false;
  return chooseLabel(labelNames, label, 'mask') === labelNames[0];
}

/**
 * 1 inside and 0 outside; or shares from 0 to 1, where the file holds those and no other label is asked for. `label`: a
 * number, a name in any case, 'all' for whatever is not 0, or null for the only one. A file of several labels is
 * ambiguous: one of them, or all, must be chosen. Throws a UserError.
 */
export function chooseMask(mask: Scan, label: string | null): Scan {
  const { voxels } = mask;
  if (sharesOf(mask, label)) return mask;
  const labels = labelsIn(mask);
  if (labels.length === 0)
    throw new UserError('The mask is empty: every voxel is 0.', 'Give the mask of a structure.');
  if (label === null && labels.length > 1)
    throw new UserError(
      `The mask holds ${labels.length} labels: ${labelList(labels)}.`,
      'Name one after a colon, such as --mask file:1, or take all as one region with --mask file:all.',
    );
  const one = label === null || label === 'all' ? null : idOf(mask, labels, label);
  const inside = new Int16Array(new SharedArrayBuffer(2 * voxels.length));
  for (let v = 0; v < voxels.length; v++)
    inside[v] = (one === null ? voxels[v] !== 0 : voxels[v] === one) ? 1 : 0;
  return { ...mask, voxels: inside };
}

/** A label that the file names but marks nothing with is no mask. */
function idOf({ facts }: Scan, marked: readonly LabelName[], label: string): number {
  const empty = facts.labelNames.filter(({ id }) => marked.every((other) => other.id !== id));
  const { id } = chooseLabel([...marked, ...empty], label, 'mask');
  if (empty.every((other) => other.id !== id)) return id;
  throw new UserError(
    `The mask's label ${labelList(empty.filter((other) => other.id === id))} marks no voxel.`,
    `Choose one that does: ${labelList(marked)}.`,
  );
}
