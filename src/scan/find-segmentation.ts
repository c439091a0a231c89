// Finds the one file at a path that marks structures: the file itself, or the only one in a folder or an archive.
import { UserError } from '../core/errors.js';
import { filesAt } from './find-dicom.js';
import { looksDicom } from './scan-format.js';
import { type SegmentationKind, segmentationKind } from './segmentation-kind.js';
import type { StoredFile } from './stored-file.js';

export interface FoundSegmentation {
  readonly kind: SegmentationKind;
  readonly file: StoredFile;
}

/** Enough to see that a file is DICOM. */
const START = 256;

/**
 * Null where the path leads to something else. `name` is for messages. `alone`: a folder counts only where no other
 * DICOM is in it, such as the scan that was marked. Throws a UserError where there are several.
 */
export async function findSegmentation(
  path: string,
  name: string,
  { alone = false, signal }: { readonly alone?: boolean; readonly signal?: AbortSignal } = {},
): Promise<FoundSegmentation | null> {
  const { files } = await filesAt(path);
  const found: FoundSegmentation[] = [];
  for (const file of files) {
    signal?.throwIfAborted();
    const kind = await segmentationKind(file);
    if (kind !== null) found.push({ kind, file });
    else if (alone && looksDicom(await file.start(START))) return null;
  }
  if (found.length < 2) return found[0] ?? null;
  throw new UserError(
    `${name}: there are ${found.length} files in it that mark structures (DICOM SEG or RTSTRUCT).`,
    'Give the one that is meant, by its own name.',
  );
}
