// A scan on its way into a NIfTI file: in which order of axes, and in which kind of number.
import type { Grid } from '../core/grid.js';
import type { Scan, UnevenNodes } from '../core/scan.js';
import type { StoredVolume } from '../files/nifti-chunks.js';
import { roundedOff } from '../scan/rounded-off.js';
import { storedAs } from '../scan/stored-as.js';
import { moved } from './moved.js';
import { valueRange } from './value-range.js';

export interface Model {
  /** The lattice whose order of axes the file is to have. */
  readonly stored: Grid;
  /** The same lattice as the steps see it, axes nearest to L, P, S. */
  readonly placed: Grid;
  readonly nodes?: UnevenNodes;
  /** How the scan's own file holds a voxel, such as 'uint8'; anything unknown for the narrowest type that fits. */
  readonly numberType: string;
}

/** To the last digit. */
export const sameGrid = (a: Grid, b: Grid): boolean =>
  a.size.every((n, axis) => n === b.size[axis]) && a.affine.every((x, n) => x === b.affine[n]);

/**
 * As a file of the model's kind holds it. On the model's very grid the affine is taken over to the last digit, and whole
 * numbers that were stored as floats stay floats: an unchanged scan has its bytes back. Another grid lies where the
 * model's file lies, not where that was rounded to.
 */
export function storedVolume(scan: Scan, model: Model, gzip: boolean): StoredVolume {
  const as = storedAs(scan.grid, model.stored.affine);
  const unchanged = sameGrid(scan.grid, model.placed);
  return {
    ...as,
    grid: unchanged ? model.stored : moved(as.grid, roundedOff(model.stored, model.placed, model.nodes)),
    voxels: scan.voxels,
    numberType: unchanged && model.numberType === 'float32' ? 'float32' : narrowest(scan, model.numberType),
    gzip,
    labels: scan.facts.labels,
  };
}

/** What was 16 bits stays so. */
function narrowest({ voxels, facts }: Scan, wanted: string): StoredVolume['numberType'] {
  if (voxels instanceof Float32Array) return 'float32';
  if (wanted === 'int16' || (wanted !== 'uint8' && !facts.labels)) return 'int16';
  const [low, high] = valueRange(voxels);
  return low >= 0 && high <= 255 ? 'uint8' : 'int16';
}
