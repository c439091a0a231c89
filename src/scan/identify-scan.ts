// Finds out what a path leads to: a NIfTI header, DICOM, or nothing that can be read as a scan.
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../core/errors.js';
import { otherHalf } from './nifti-pair.js';
import { readStart } from './read-start.js';
import { FORMAT_BYTES, scanFormat } from './scan-format.js';

/** `path` is where the header is: of a NIfTI pair, the half that holds it. */
export type Identified =
  | { readonly kind: 'nifti'; readonly path: string; readonly version: 1 | 2 }
  | { readonly kind: 'dicom'; readonly path: string };

/** By content, not by name. Throws a UserError on anything that is neither. */
export async function identifyScan(path: string): Promise<Identified> {
  const status = await stat(path);
  if (status.isDirectory()) return { kind: 'dicom', path };
  const name = basename(path);
  if (!status.isFile())
    throw new UserError(
      `${name}: it is neither a file nor a folder.`,
      'Give a NIfTI file or a DICOM folder.',
    );
  const start = await readStart(path, FORMAT_BYTES);
  const format = scanFormat(start.bytes);
  if (format.kind !== 'other') return { ...format, path };
  if (start.gzipped && start.bytes.length === 0)
    throw new UserError(`${name}: its gzip compression is damaged or cut off.`, 'Copy or export it again.');
  const header = await headerBeside(path);
  if (header !== null) return header;
  if (format.looksLike === 'empty')
    throw new UserError(`${name}: the file is empty.`, 'Copy or export it again.');
  throw new UserError(
    `${name}: it is not a NIfTI or DICOM file (it looks like ${format.looksLike}).`,
    'Give a NIfTI file (.nii, .nii.gz, .hdr/.img) or the folder of a DICOM series.',
  );
}

/** For the voxel half of a pair: its header. */
async function headerBeside(path: string): Promise<Identified | null> {
  const other = await otherHalf(path);
  if (other === null) return null;
  const format = scanFormat((await readStart(other, FORMAT_BYTES)).bytes);
  return format.kind === 'nifti' ? { ...format, path: other } : null;
}
