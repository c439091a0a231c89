// A scan on its way into a NIfTI file: in which order of axes, and in which kind of number.
import type { Grid } from '../core/grid.js';
import {
  isWholeType,
  type Rescaling,
  type StoredType,
  storedNumber,
  storedNumbers,
} from '../core/rescaling.js';
import type { Scan, UnevenNodes } from '../core/scan.js';
import type { StoredVolume } from '../files/nifti-chunks.js';
import { valueRange } from '../kernel/value-range.js';
import { roundedOff } from '../scan/rounded-off.js';
import { storedAs } from '../scan/stored-as.js';
import { moved } from './moved.js';

export interface Model {
  /** The lattice whose order of axes the file is to have. */
  readonly stored: Grid;
  /** The same lattice as the steps see it, axes nearest to L, P, S. */
  readonly placed: Grid;
  readonly nodes?: UnevenNodes;
  /** How the scan's own file holds a voxel, such as 'uint8'; anything unknown for the narrowest type that fits. */
  readonly numberType: string;
  /** How that file's values came from its numbers, where all can be had back. */
  readonly rescaling?: Rescaling | null;
}

/** To the last digit. */
export const sameGrid = (a: Grid, b: Grid): boolean =>
  a.size.every((n, axis) => n === b.size[axis]) && a.affine.every((x, n) => x === b.affine[n]);

/**
 * As a file of the model's kind holds it. On the model's very grid the affine is taken over to the last digit, and so are
 * its kind of number, slope and intercept where they hold every value: an unchanged scan has its voxels' bytes back.
 * Another grid lies where the model's file lies, not where that was rounded to.
 */
export function storedVolume(scan: Scan, model: Model, gzip: boolean): StoredVolume {
  const as = storedAs(scan.grid, model.stored.affine);
  const unchanged = sameGrid(scan.grid, model.placed);
  return {
    ...as,
    grid: unchanged ? model.stored : moved(as.grid, roundedOff(model.stored, model.placed, model.nodes)),
    voxels: scan.voxels,
    ...(unchanged ? asBefore(scan, model) : { numberType: narrowest(scan, model.numberType) }),
    gzip,
    labels: scan.facts.labels,
  };
}

type Kind = Pick<StoredVolume, 'numberType' | 'rescaling'>;

const types: readonly StoredType[] = [
  'uint8',
  'int8',
  'uint16',
  'int16',
  'uint32',
  'int32',
  'float32',
  'float64',
];

/** The model's own kind of number, slope and intercept where these hold every value; else a kind that does. */
function asBefore(scan: Scan, { numberType, rescaling }: Model): Kind {
  const type = types.find((known) => known === numberType);
  if (type !== undefined && rescaling && holds(scan.voxels, type, rescaling)) {
    const plain = rescaling.slope === 1 && rescaling.intercept === 0;
    return plain ? { numberType: type } : { numberType: type, rescaling };
  }
  return { numberType: type === 'float32' ? type : narrowest(scan, numberType) };
}

/** Is every voxel what a reader makes of the number that would be stored for it? */
function holds(voxels: Scan['voxels'], type: StoredType, rescaling: Rescaling): boolean {
  const { slope, intercept } = rescaling;
  if (Math.fround(slope) !== slope || Math.fround(intercept) !== intercept) return false;
  const whole = isWholeType(type);
  const one = storedNumbers(type, 1);
  for (let v = 0; v < voxels.length; v++) {
    one[0] = storedNumber(voxels[v], rescaling, whole);
    if (Math.fround(one[0] * slope + intercept) !== voxels[v]) return false;
  }
  return true;
}

/** What was 16 bits stays so. */
function narrowest({ voxels, facts }: Scan, wanted: string): StoredVolume['numberType'] {
  if (voxels instanceof Float32Array) return 'float32';
  if (wanted === 'int16' || (wanted !== 'uint8' && !facts.labels)) return 'int16';
  const [low, high] = valueRange(voxels);
  return low >= 0 && high <= 255 ? 'uint8' : 'int16';
}
