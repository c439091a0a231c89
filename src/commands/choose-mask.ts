// Which voxels of a file are the mask: all that it marks, or one label of several.
import { UserError } from '../core/errors.js';
import type { Scan } from '../core/scan.js';

/** More labels than this are counted, not listed. */
const mostListed = 20;

/** The label of a text such as 3; 'all' = whatever is not 0; null = the file's only one. Throws a UserError. */
export function readLabel(text: string, name: string): string {
  if (text === 'all' || (/^\d+$/.test(text) && Number(text) > 0)) return text;
  throw new UserError(
    `${name}: '${text}' is not a label.`,
    `Give ${name} a whole number above 0, or all for whatever is not 0.`,
  );
}

function labelsIn(voxels: Int16Array | Float32Array): readonly number[] {
  const found = new Set<number>();
  for (let v = 0; v < voxels.length; v++) {
    const value = voxels[v];
    if (value < 0 || !Number.isInteger(value))
      throw new UserError(
        `The mask is no mask: it holds the value ${value}.`,
        'Give a file of whole numbers, 0 outside and another one inside, or of shares from 0 to 1.',
      );
    if (value !== 0) found.add(value);
  }
  return [...found].sort((a, b) => a - b);
}

/** Shares of voxels: nothing below 0 or above 1, and something between. */
const isShare = (voxels: Int16Array | Float32Array): boolean =>
  voxels instanceof Float32Array && voxels.every((value) => value >= 0 && value <= 1);

/**
 * 1 inside and 0 outside (or shares from 0 to 1, where the file holds those and no label is asked for). A file of
 * several labels is ambiguous: one of them, or all, must be chosen. Throws a UserError.
 */
export function chooseMask(mask: Scan, label: string | null): Scan {
  const { voxels } = mask;
  if (label === null && isShare(voxels)) return mask;
  const labels = labelsIn(voxels);
  const list = labels.length > mostListed ? `${labels.slice(0, mostListed).join(', ')} …` : labels.join(', ');
  if (labels.length === 0)
    throw new UserError('The mask is empty: every voxel is 0.', 'Give the mask of a structure.');
  if (label === null && labels.length > 1)
    throw new UserError(
      `The mask holds ${labels.length} labels: ${list}.`,
      'Choose one with --label, or take all as one region with --label all.',
    );
  if (label !== null && label !== 'all' && !labels.includes(Number(label)))
    throw new UserError(`The mask holds no label ${label}; it holds ${list}.`, 'Choose one of these.');
  const one = label === null || label === 'all' ? null : Number(label);
  const inside = new Int16Array(new SharedArrayBuffer(2 * voxels.length));
  for (let v = 0; v < voxels.length; v++)
    inside[v] = (one === null ? voxels[v] !== 0 : voxels[v] === one) ? 1 : 0;
  return { ...mask, voxels: inside };
}
