// Reads the mask of a request, onto the scan that it marks; refuses another one than a record speaks of.
import { UserError } from '../core/errors.js';
import { readMask } from '../scan/marks/read-mask.js';
import type { ReadScan } from '../scan/read-scan.js';
import { pathOf, refuseDamaged, refuseOther } from './read-input.js';
import type { Request } from './request.js';
import { scanOptionsIn } from './scan-options.js';

/**
 * `onto`: the scan as it was read. `label`: as `chooseMask` takes it; segments that overlap others are read whole only
 * where they are named. Throws as readInput does.
 */
export async function readMaskInput(
  request: Request,
  onto: ReadScan,
  label: string | null,
): Promise<ReadScan> {
  const { options, signal, onProgress } = request;
  const { orientation, maxGap } = scanOptionsIn(options);
  const path = pathOf('mask', request);
  try {
    const read = await readMask(path, onto.scan, {
      orientation,
      maxGap,
      segment: label === null || label === 'all' ? undefined : label,
      stored: onto.stored,
      frame: onto.frame,
      signal,
      progress: (done) => onProgress('Read the mask', done),
    });
    refuseOther('mask', read.sha256, request);
    return read;
  } catch (error) {
    if (error instanceof UserError) await refuseDamaged('mask', path, request);
    throw error;
  }
}
