// Puts finished files in their places, all of them or none.
import { linkSync, lstatSync, renameSync, unlinkSync } from 'node:fs';

export interface Replacement {
  readonly from: string;
  readonly to: string;
  /** Where the earlier file is kept until all are in place. */
  readonly aside: string;
}

/**
 * Synchronous, so that no signal handler of this process sees it half done. Each rename is atomic; where one of them
 * fails, the earlier files come back (on disks without hard links those already replaced cannot).
 */
export function replaceFiles(replacements: readonly Replacement[]): void {
  for (const { to } of replacements) {
    if (lstatSync(to, { throwIfNoEntry: false })?.isDirectory())
      throw Object.assign(new Error(`${to} is a folder`), { code: 'EISDIR' });
  }
  const kept = replacements.filter(({ to, aside }) => attempt(() => linkSync(to, aside)));
  const placed: Replacement[] = [];
  try {
    for (const replacement of replacements) {
      renameSync(replacement.from, replacement.to);
      placed.push(replacement);
    }
  } catch (error) {
    for (const { to, aside } of placed) {
      if (kept.some((k) => k.to === to)) attempt(() => renameSync(aside, to));
      else attempt(() => unlinkSync(to));
    }
    for (const { aside } of kept) attempt(() => unlinkSync(aside));
    throw error;
  }
  for (const { aside } of kept) attempt(() => unlinkSync(aside));
}

function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
