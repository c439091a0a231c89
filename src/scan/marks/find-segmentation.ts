// Finds the one file at a path that marks structures: the file itself, or the only one in a folder or an archive.
import { stat } from 'node:fs/promises';
import { UserError } from '../../core/errors.js';
import { fileOnDisk } from '../dicom/file-on-disk.js';
import { filesAt } from '../dicom/find-dicom.js';
import { startOfFile } from '../dicom/start-of-file.js';
import type { StoredFile } from '../dicom/stored-file.js';
import { FORMAT_BYTES, looksDicom, scanFormat } from '../scan-format.js';
import { type SegmentationKind, segmentationKind } from './segmentation-kind.js';

export interface FoundSegmentation {
  readonly kind: SegmentationKind;
  readonly file: StoredFile;
}

/**
 * Null where the path leads to something else. `name` is for messages. `alone`: a folder counts only where no other
 * DICOM is in it, such as the scan that was marked. Throws a UserError where there are several.
 */
export async function findSegmentation(
  path: string,
  name: string,
  { alone = false, signal }: { readonly alone?: boolean; readonly signal?: AbortSignal } = {},
): Promise<FoundSegmentation | null> {
  const status = await stat(path);
  if (status.isFile()) {
    const one = await onlyFile(fileOnDisk(path, status.size), alone);
    if (one !== 'several') return one;
  }
  const { files } = await filesAt(path);
  const found: FoundSegmentation[] = [];
  for (const file of files) {
    signal?.throwIfAborted();
    const kind = await segmentationKind(file);
    if (kind !== null) found.push({ kind, file });
    else if (alone && looksDicom(await startOfFile(file, FORMAT_BYTES))) return null;
  }
  if (found.length < 2) return found[0] ?? null;
  throw new UserError(
    `${name}: there are ${found.length} files in it that mark structures (DICOM SEG or RTSTRUCT).`,
    'Give the one that is meant, by its own name.',
  );
}

/** 'several' for an archive, and for DICOM that may be the directory of a disc where more than the file itself counts. */
async function onlyFile(file: StoredFile, alone: boolean): Promise<FoundSegmentation | null | 'several'> {
  const kind = await segmentationKind(file);
  if (kind !== null) return { kind, file };
  const format = scanFormat(await startOfFile(file, FORMAT_BYTES));
  return format.kind === 'archive' || (format.kind === 'dicom' && !alone) ? 'several' : null;
}
