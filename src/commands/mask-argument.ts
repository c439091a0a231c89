// Tells the file of a mask from the label of it that is meant: both are written as one, such as labels.nii.gz:liver.
import { stat } from 'node:fs/promises';
import { UserError } from '../core/errors.js';
import { readLabel } from './choose-mask.js';

export interface MaskArgument {
  readonly path: string;
  /** A number, a name, 'all', or null where none was given. */
  readonly label: string | null;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * Splits 'file:label' at a colon, at the first one whose left side is a file or folder, so that names of labels may hold
 * colons. What is itself a file or folder has no label, nor has what is none at all, or begins with the letter of a drive.
 * `label`: given otherwise; two different ones are a UserError.
 */
export async function maskArgument(text: string, label: string | null = null): Promise<MaskArgument> {
  const own = await split(text);
  if (own.label === null) return { path: own.path, label };
  if (label !== null && label !== own.label)
    throw new UserError(
      `Two labels of the mask were given: '${own.label}' and '${label}'.`,
      'Give one: after the colon of --mask, or by --label.',
    );
  return own;
}

async function split(text: string): Promise<MaskArgument> {
  if (await exists(text)) return { path: text, label: null };
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    const path = text.slice(0, colon);
    if (path === '' || !(await exists(path))) continue;
    return { path, label: readLabel(text.slice(colon + 1), '--mask') };
  }
  // No such file: the last colon is the likeliest, but for that of a drive.
  const colon = text.lastIndexOf(':');
  if (colon < 2 || /[/\\]/.test(text.slice(colon))) return { path: text, label: null };
  return { path: text.slice(0, colon), label: readLabel(text.slice(colon + 1), '--mask') };
}
