// What this process has on disk that must not stay there: half-written files and the folders made for them.
import { rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

const files = new Set<string>();
const folders = new Set<string>();
let written = 0;

/** A name in `folder` that no other run uses; removed by `removeTemporaries` until `keepFile`. */
export function temporaryFile(folder: string, name: string): string {
  written++;
  const path = join(folder, `.isocast-${process.pid}-${written}-${name}.part`);
  files.add(path);
  return path;
}

/** The file now is what it should be, or is gone. */
export const keepFile = (path: string): boolean => files.delete(path);

/** Folders from the outermost to the innermost, all of them new and empty. */
export function temporaryFolders(paths: readonly string[]): void {
  for (const path of paths) folders.add(path);
}

export function keepFolders(paths: readonly string[]): void {
  for (const path of paths) folders.delete(path);
}

/**
 * Removes every half-written file of this process, and the folders made for them where they are empty. Synchronous and
 * never throwing: for a signal handler.
 */
export function removeTemporaries(): void {
  for (const path of files) attempt(() => unlinkSync(path));
  for (const path of [...folders].reverse()) attempt(() => rmdirSync(path));
  files.clear();
  folders.clear();
}

/** Removes these alone. */
export function removeThese(paths: readonly string[], made: readonly string[]): void {
  for (const path of paths) {
    attempt(() => unlinkSync(path));
    files.delete(path);
  }
  for (const path of [...made].reverse()) {
    attempt(() => rmdirSync(path));
    folders.delete(path);
  }
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Gone already, or not ours any more: nothing is left to do about it.
  }
}
