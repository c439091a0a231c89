// Finds the one file at a path that marks structures: the file itself, or the only one of its kind in a folder.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import { fileOnDisk } from './file-on-disk.js';
import { type SegmentationKind, segmentationKind } from './segmentation-kind.js';
import type { StoredFile } from './stored-file.js';

export interface FoundSegmentation {
  readonly kind: SegmentationKind;
  readonly file: StoredFile;
}

/** Folders of more files are a series, or more than one can mean by a mask. */
const MOST_FILES = 4096;

/**
 * Null where the path leads to something else, or to nothing. `name` is for messages. Throws a UserError on a folder
 * with several; folders in it are not looked into.
 */
export async function findSegmentation(
  path: string,
  name: string,
  signal?: AbortSignal,
): Promise<FoundSegmentation | null> {
  const status = await stat(path);
  if (status.isFile()) return kindOf(path, status.size);
  if (!status.isDirectory()) return null;
  const entries = (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isFile());
  if (entries.length > MOST_FILES) return null;
  const found: FoundSegmentation[] = [];
  for (const entry of entries) {
    signal?.throwIfAborted();
    const inside = join(path, entry.name);
    const one = await kindOf(inside, (await stat(inside)).size);
    if (one !== null) found.push(one);
  }
  if (found.length < 2) return found[0] ?? null;
  throw new UserError(
    `${name}: there are ${found.length} files in it that mark structures (DICOM SEG or RTSTRUCT).`,
    'Give the one that is meant, by its own name.',
  );
}

async function kindOf(path: string, size: number): Promise<FoundSegmentation | null> {
  const file = fileOnDisk(path, size);
  const kind = await segmentationKind(file);
  return kind === null ? null : { kind, file };
}
