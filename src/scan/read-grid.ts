// Reads where a scan lies, and nothing else: the grid that another scan is to be put on.
import { basename, resolve } from 'node:path';
import { UserError } from '../core/errors.js';
import type { Grid } from '../core/grid.js';
import { explainIo } from './explain-io.js';
import { hashFile, joinHashes } from './hash-files.js';
import { identifyScan } from './identify-scan.js';
import { niftiAffine } from './nifti-affine.js';
import { HEADER_BYTES, niftiHeader } from './nifti-header.js';
import { voxelsOf } from './nifti-pair.js';
import { readScan } from './read-scan.js';
import { readStart } from './read-start.js';
import type { ReadOptions } from './stored-scan.js';
import { placedGrid } from './to-lps.js';

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

/** Of a NIfTI file its header alone is unpacked. Throws a UserError where there is no even grid to be had. */
export async function readGrid(path: string, options: ReadOptions = {}): Promise<ReadGrid> {
  try {
    const found = await identifyScan(path);
    if (found.kind === 'nifti') return await niftiGrid(found.path, found.version, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw explainIo(error, basename(resolve(path)));
  }
  const { scan, ...source } = await readScan(path, options);
  if (scan.nodes !== undefined)
    throw new UserError(
      `${basename(resolve(path))}: its slices are not evenly spaced, so it is no grid that another scan can be put on.`,
      'Resample it to even voxels first, and give the result as the reference.',
    );
  return { grid: scan.grid, format: scan.facts.format, ...source };
}

async function niftiGrid(path: string, version: 1 | 2, options: ReadOptions): Promise<ReadGrid> {
  const name = basename(path);
  const header = niftiHeader((await readStart(path, HEADER_BYTES)).bytes, version, name);
  const stored: Grid = { size: header.size, affine: niftiAffine(header, name, options.orientation).affine };
  const paths = header.pair ? [path, await voxelsOf(path)] : [path];
  const hashes: string[] = [];
  for (const p of paths) hashes.push(await hashFile(p, options.signal));
  return {
    grid: placedGrid(stored),
    stored,
    sha256: joinHashes(hashes),
    files: paths.length,
    format: version === 1 ? 'NIfTI-1' : 'NIfTI-2',
    numberType: header.type,
  };
}
