// Which grid texture and filters work on where none was asked for: the scan's own where that will do, else an isotropic one.
import type { Scan } from '../core/scan.js';
import { sliceFrame } from '../core/slice-frame.js';
import type { Given } from '../run.js';

/** The options of `resample` that choose a grid. */
const choosing = ['spacing', 'grid'];

/** The finest spacing within the slices along these, and the slices where they are. */
function withinSlices(scan: Scan): readonly number[] {
  const { spacing, across } = sliceFrame(scan);
  const finest = Math.min(...spacing.filter((_, axis) => axis !== across));
  return spacing.map((own, axis) => (axis === across ? own : finest));
}

/**
 * The same options, with no anti-alias filter unless one was asked for, and the scan's finest spacing along all axes
 * unless another was; for a filter of 2 dimensions along those within the slices. A scan that has it is left as it is.
 */
export function isotropicDefault(given: Given, scan: Scan, dimensions: number): Given {
  const { resample = {} } = given;
  const chosen = choosing.some((name) => resample[name] !== undefined);
  const spacing = dimensions === 2 ? withinSlices(scan) : 'finest';
  return { ...given, resample: { antiAlias: 'none', ...(chosen ? {} : { spacing }), ...resample } };
}
