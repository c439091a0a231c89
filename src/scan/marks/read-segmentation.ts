// A file that marks structures, given as the scan itself: a DICOM segmentation is a label map, contours alone are nothing.
import { UserError } from '../../core/errors.js';
import type { ReadOptions, StoredFiles } from '../stored-scan.js';
import { findSegmentation } from './find-segmentation.js';
import { readSeg } from './read-seg.js';

/** Null where `path` (a file or folder; `name` for messages) leads to something else. Throws a UserError on contours. */
export async function readSegmentation(
  path: string,
  name: string,
  options: ReadOptions,
): Promise<StoredFiles | null> {
  const found = await findSegmentation(path, name, { alone: true, signal: options.signal });
  if (found === null) return null;
  if (found.kind === 'DICOM SEG') return readSeg(found.file, name, options);
  throw new UserError(
    `${name}: this is an RT structure set, contours that were drawn on a scan; there are no voxels in it.`,
    'Give the scan that it was drawn on, and this file beside it as --mask.',
  );
}
