// Finds out what a path leads to: a NIfTI, NRRD or MetaImage header, DICOM, or nothing that can be read as a scan.
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { UserError } from '../core/errors.js';
import { FORMAT_BYTES, type ScanFormat, scanFormat } from './scan-format.js';
import { otherHalf } from './volumes/nifti-pair.js';
import { readStart } from './volumes/read-start.js';

/** `path` is where the header is: of a NIfTI pair, the half that holds it. An archive is taken for one of DICOM files. */
export type Identified =
  | { readonly kind: 'nifti'; readonly path: string; readonly version: 1 | 2 }
  | { readonly kind: 'nrrd'; readonly path: string }
  | { readonly kind: 'meta-image'; readonly path: string }
  | { readonly kind: 'dicom'; readonly path: string };

const formats =
  'Give a NIfTI (.nii, .nii.gz, .hdr/.img), NRRD (.nrrd, .nhdr) or MetaImage file (.mha, .mhd), or DICOM files: a folder, a .zip or one file.';

/** By content, not by name. Throws a UserError on anything that is none of these. */
export async function identifyScan(path: string): Promise<Identified> {
  const status = await stat(path);
  if (status.isDirectory()) return { kind: 'dicom', path };
  const name = basename(resolve(path));
  if (!status.isFile()) throw new UserError(`${name}: it is neither a file nor a folder.`, formats);
  const start = await readStart(path, FORMAT_BYTES);
  const format = scanFormat(start.bytes);
  if (start.gzipped) refusePacked(format, start.bytes.length, name);
  if (format.kind === 'archive') return { kind: 'dicom', path };
  if (format.kind !== 'other') return { ...format, path };
  const header = await headerBeside(path);
  if (header !== null) return header;
  if (format.looksLike === 'empty')
    throw new UserError(`${name}: the file is empty.`, 'Copy or export it again.');
  if (/\.(raw|zraw|img)(\.gz)?$/i.test(name))
    throw new UserError(
      `${name}: it holds voxels without a header, so their size and place are unknown.`,
      'Give the header file that belongs to it (.mhd, .nhdr or .hdr), with this file beside it.',
    );
  throw new UserError(
    `${name}: it is not a NIfTI, NRRD, MetaImage or DICOM file (it looks like ${format.looksLike}).`,
    formats,
  );
}

/** NIfTI alone may be gzipped as a whole. */
function refusePacked({ kind }: ScanFormat, unpacked: number, name: string): void {
  if (unpacked === 0)
    throw new UserError(`${name}: its gzip compression is damaged or cut off.`, 'Copy or export it again.');
  if (kind === 'nifti' || kind === 'other') return;
  throw new UserError(
    `${name}: it is gzipped as a whole, which only NIfTI files may be.`,
    'Unpack it first (gunzip), and give what comes out.',
  );
}

/** For the voxel half of a pair: its header. */
async function headerBeside(path: string): Promise<Identified | null> {
  const other = await otherHalf(path);
  if (other === null) return null;
  const format = scanFormat((await readStart(other, FORMAT_BYTES)).bytes);
  return format.kind === 'nifti' ? { ...format, path: other } : null;
}
