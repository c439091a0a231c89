// The names that a pattern such as 'slice%03d.raw 1 60 1' stands for.
import { UserError } from '../../core/errors.js';

export const MOST_FILES = 65536;
const pattern =
  /^([^%]{0,200})%(0?)(\d{0,2})[du]([^%]{0,200}?)[ \t]+(\d{1,9})[ \t]+(\d{1,9})[ \t]+(\d{1,9})(?:[ \t]+(\d{1,2}))?$/;

export interface NumberedFiles {
  readonly names: readonly string[];
  /** How many of the volume's axes one file holds; null where it isn't said. */
  readonly axes: number | null;
}

/** Null for a text without a pattern (a plain name). Throws a UserError on one that can't be counted out. */
export function numberedFiles(text: string, name: string): NumberedFiles | null {
  if (!text.includes('%')) return null;
  const found = pattern.exec(text);
  const [first, last, step] = (found ?? []).slice(5, 8).map(Number);
  const count = Math.floor((last - first) / step) + 1;
  if (found === null || !(step >= 1 && count >= 1 && count <= MOST_FILES))
    throw new UserError(
      `${name}: the pattern by which it names its files of voxels can't be followed.`,
      'Export the scan into one file.',
    );
  const [, before, fill, width, after, , , , axes] = found;
  const digits = (n: number): string => String(n).padStart(Number(width), fill === '0' ? '0' : ' ');
  return {
    names: Array.from({ length: count }, (_, n) => `${before}${digits(first + n * step)}${after}`),
    axes: axes === undefined ? null : Number(axes),
  };
}
