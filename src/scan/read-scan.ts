// Reads a scan from a NIfTI, NRRD or MetaImage file or from DICOM slices, whatever they are called.
import { basename, resolve } from 'node:path';
import type { Identity } from '../core/facts.js';
import type { Grid } from '../core/grid.js';
import type { Rescaling } from '../core/rescaling.js';
import type { Scan } from '../core/scan.js';
import type { ValueCounts } from './count-values.js';
import { readDicom } from './dicom/read-dicom.js';
import { explainIo } from './explain-io.js';
import { finishCounted } from './finish-scan.js';
import { identifyScan } from './identify-scan.js';
import { readSegmentation } from './marks/read-segmentation.js';
import type { ReadOptions, StoredFiles } from './stored-scan.js';
import { openVolume } from './volumes/open-volume.js';
import { readVolume } from './volumes/read-volume.js';

export interface ReadScan {
  readonly scan: Scan;
  /** How often each of its values occurs, where that was counted on the way. */
  readonly counted?: ValueCounts;
  /** Of the one file as stored; of several, over their sorted hashes, whatever the files are called. */
  readonly sha256: string;
  /** How many files went in. */
  readonly files: number;
  /** The lattice in the file's own axis order, its numbers as they stand there, to LPS mm. */
  readonly stored: Grid;
  /** How the file holds a voxel, before any rescaling, such as 'int16'. */
  readonly numberType: string;
  /** How its values came from these numbers, where every one can be had back; else null. */
  readonly rescaling: Rescaling | null;
  /** Whose scan it is, where that was asked for and the file says it. */
  readonly identity?: Identity | null;
  /** Tells its frame of reference from others (`frameHash`), where the file names one. For no output. */
  readonly frame?: string | null;
}

/**
 * Reads the NIfTI file (.nii, .hdr/.img, gzipped or not), the NRRD (.nrrd, .nhdr) or MetaImage file (.mha, .mhd), the
 * folder with a DICOM series, or the multi-frame DICOM file at `path`. Throws a UserError on anything that is not one sound scan.
 */
export async function readScan(path: string, options: ReadOptions = {}): Promise<ReadScan> {
  options.signal?.throwIfAborted();
  try {
    const { stored, ...source } = await readStored(path, options);
    options.signal?.throwIfAborted();
    return { ...finishCounted(stored, options.padding), stored: stored.grid, ...source };
  } catch (error) {
    options.signal?.throwIfAborted();
    throw explainIo(error, basename(resolve(path)));
  }
}

async function readStored(path: string, options: ReadOptions): Promise<StoredFiles> {
  const found = await identifyScan(path);
  const name = basename(resolve(path));
  if (found.kind === 'dicom')
    return (await readSegmentation(path, name, options)) ?? readDicom(path, options);
  return readVolume(await openVolume(found, name), name, options);
}
