// Reads what marks structures in a scan, whatever it is stored as: a label map file, a DICOM segmentation, contours.
import { basename, resolve } from 'node:path';
import type { Grid } from '../../core/grid.js';
import type { Scan } from '../../core/scan.js';
import { explainIo } from '../explain-io.js';
import { finishScan } from '../finish-scan.js';
import { type ReadScan, readScan } from '../read-scan.js';
import type { ReadOptions } from '../stored-scan.js';
import { findSegmentation } from './find-segmentation.js';
import { readRtstruct } from './read-rtstruct.js';
import { readSeg } from './read-seg.js';

export interface MaskOptions extends ReadOptions {
  /** The scan's grid as its file stores it (`ReadScan.stored`), which contours are then on as well. */
  readonly stored?: Grid;
  /** Hash of the scan's frame of reference (`ReadScan.frame`), where it is known. */
  readonly frame?: string | null;
}

/**
 * Labels (whole numbers, 0 outside) or, of a fractional segment alone, shares from 0 to 1. Contours become voxels of
 * `onto`; everything else keeps its own grid. Of a file whose segments may overlap `segment` gives one as it is; others
 * hold all of their labels whatever is asked. Throws a UserError.
 */
export async function readMask(path: string, onto: Scan, options: MaskOptions = {}): Promise<ReadScan> {
  const name = basename(resolve(path));
  options.signal?.throwIfAborted();
  try {
    const found = await findSegmentation(path, name, { signal: options.signal });
    if (found === null) return await readScan(path, { ...options, padding: 'stored' });
    if (found.kind === 'DICOM SEG') {
      const { stored, ...source } = await readSeg(found.file, name, { ...options, onto });
      return { scan: finishScan(stored, 'stored'), stored: stored.grid, ...source };
    }
    const { stored, ...source } = await readRtstruct(found.file, name, onto, options);
    // The contours became voxels of the very grid: neither its axes nor its numbers are to be put in order again.
    const { storedAxes, storedSize, storedSpacing } = onto.facts;
    const facts = { ...stored.facts, labels: true, storedAxes, storedSize, storedSpacing };
    const { grid, nodes } = onto;
    const scan: Scan = { grid, ...(nodes === undefined ? {} : { nodes }), voxels: stored.voxels, facts };
    return { scan, stored: options.stored ?? grid, ...source };
  } catch (error) {
    options.signal?.throwIfAborted();
    throw explainIo(error, name);
  }
}
