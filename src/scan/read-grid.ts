// Reads where a scan lies, and nothing else: the grid that another scan is to be put on.
import { basename, resolve } from 'node:path';
import { UserError } from '../core/errors.js';
import type { Grid } from '../core/grid.js';
import { explainIo } from './explain-io.js';
import { hashFile, joinHashes } from './hash-files.js';
import { identifyScan } from './identify-scan.js';
import { readScan } from './read-scan.js';
import { refuseExcess } from './refuse-excess.js';
import type { ReadOptions } from './stored-scan.js';
import { placedGrid } from './to-lps.js';
import { openVolume } from './volumes/open-volume.js';
import type { VolumeFile } from './volumes/volume-file.js';

export interface ReadGrid {
  /** Axes in the order and direction nearest to L, P, S, as `readScan` places the scan. */
  readonly grid: Grid;
  /** The same lattice in the file's own axis order, its numbers as they stand there, to LPS mm. */
  readonly stored: Grid;
  /** As of `readScan`. */
  readonly sha256: string;
  readonly files: number;
  readonly format: string;
  readonly numberType: string;
}

/** Of a file with voxels on one lattice the header alone is unpacked. Throws a UserError where there is no even grid to be had. */
export async function readGrid(path: string, options: ReadOptions = {}): Promise<ReadGrid> {
  const name = basename(resolve(path));
  try {
    const found = await identifyScan(path);
    if (found.kind !== 'dicom') return await volumeGrid(await openVolume(found, name), name, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw explainIo(error, name);
  }
  const { scan, frame: _, identity: __, ...source } = await readScan(path, options);
  if (scan.nodes !== undefined)
    throw new UserError(
      `${name}: its slices are not evenly spaced, so it is no grid that another scan can be put on.`,
      'Resample it to even voxels first, and give the result as the reference.',
    );
  return { grid: scan.grid, format: scan.facts.format, ...source };
}

async function volumeGrid(file: VolumeFile, name: string, options: ReadOptions): Promise<ReadGrid> {
  const stored: Grid = { size: file.size, affine: file.place(options.orientation).affine };
  await refuseExcess(file.raw, file.paths, name);
  const hashes: string[] = [];
  for (const path of file.paths) hashes.push(await hashFile(path, options.signal));
  return {
    grid: placedGrid(stored),
    stored,
    sha256: joinHashes(hashes),
    files: file.paths.length,
    format: file.format,
    numberType: file.raw.type,
  };
}
