// Reads the header of a file with voxels on one lattice, whichever of the formats it is.
import type { Identified } from '../identify-scan.js';
import { readMetaImage } from './read-meta-image.js';
import { readNifti } from './read-nifti.js';
import { readNrrd } from './read-nrrd.js';
import type { VolumeFile } from './volume-file.js';

/** What `identifyScan` finds, but for DICOM. */
export type FoundVolume = Exclude<Identified, { readonly kind: 'dicom' }>;

/** `name`: how messages call the file. No voxel is read. Throws a UserError on a header that can't be a scan's. */
export function openVolume(found: FoundVolume, name: string): Promise<VolumeFile> {
  if (found.kind === 'nifti') return readNifti(found.path, found.version, name);
  if (found.kind === 'nrrd') return readNrrd(found.path, name);
  return readMetaImage(found.path, name);
}
