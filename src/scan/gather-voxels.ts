// Stored numbers become a scan's voxels block by block: rescaled, and 16-bit wherever that loses nothing.
import { type Rescaling, storedNumber } from '../core/rescaling.js';
import { valueTally } from '../kernel/value-tally.js';
import { countsOf, type ValueCounts } from './count-values.js';
import type { Numbers } from './volumes/numbers-of.js';

export interface GatheredVoxels {
  readonly voxels: Int16Array | Float32Array;
  /** How often each of their values occurs; of Int16 alone. */
  readonly counted?: ValueCounts;
  /** Values that are NaN, infinite, or too large for single precision. */
  readonly notNumbers: number;
  /** Whole values beyond 2²⁴ that single precision does not hold. */
  readonly rounded: number;
  /** Every stored number can be had back from its voxel. */
  readonly reversible: boolean;
}

export interface VoxelGathering {
  /** The next numbers in their order; borrowed. All blocks are of one kind. */
  take(block: Numbers): void;
  /** After the last one. */
  finish(): GatheredVoxels;
}

/**
 * `slope · stored + intercept` for `count` numbers, over a SharedArrayBuffer: Int16 until a result is not whole or does
 * not fit; then what was written so far moves to Float32.
 */
export function gatherVoxels(count: number, rescaling: Rescaling): VoxelGathering {
  const plain = rescaling.slope === 1 && rescaling.intercept === 0;
  const tally = valueTally();
  let voxels: Int16Array | Float32Array = new Int16Array(new SharedArrayBuffer(2 * count));
  let at = 0;
  let notNumbers = 0;
  let rounded = 0;
  let reversible = true;

  const take = (block: Numbers): void => {
    const end = at + block.length;
    if (voxels instanceof Int16Array) {
      if (fillWhole(block, rescaling, voxels, at)) tally.add(voxels.subarray(at, end));
      else voxels = widened(voxels, at);
    }
    if (voxels instanceof Float32Array) {
      fill(block, rescaling, voxels, at);
      notNumbers += countNotNumbers(voxels.subarray(at, end));
    }
    // Whole numbers as they are come back as they are, and narrow ones from single precision too.
    const sure = plain && (voxels instanceof Int16Array || block.BYTES_PER_ELEMENT <= 2);
    if (!sure) {
      const lost = whatIsLost(block, voxels.subarray(at, end), rescaling, reversible);
      rounded += lost.rounded;
      reversible = lost.reversible;
    }
    at = end;
  };
  const finish = (): GatheredVoxels => ({
    voxels,
    ...(voxels instanceof Int16Array ? { counted: countsOf(tally.counts()) } : {}),
    notNumbers,
    rounded,
    reversible,
  });
  return { take, finish };
}

/** False, with `out` half written, at the first result that is no 16-bit whole number. */
function fillWhole(stored: Numbers, { slope, intercept }: Rescaling, out: Int16Array, at: number): boolean {
  for (let n = 0; n < stored.length; n++) {
    const value = stored[n] * slope + intercept;
    const whole = (value << 16) >> 16;
    if (whole !== value) return false;
    out[at + n] = whole;
  }
  return true;
}

function fill(stored: Numbers, { slope, intercept }: Rescaling, out: Float32Array, at: number): void {
  for (let n = 0; n < stored.length; n++) out[at + n] = stored[n] * slope + intercept;
}

function widened(voxels: Int16Array, filled: number): Float32Array {
  const wide = new Float32Array(new SharedArrayBuffer(4 * voxels.length));
  wide.set(voxels.subarray(0, filled));
  return wide;
}

/** Once that is known not to be so, nobody looks again whether the numbers can be had back. */
function whatIsLost(
  stored: Numbers,
  voxels: Int16Array | Float32Array,
  rescaling: Rescaling,
  reversibleSoFar: boolean,
): Pick<GatheredVoxels, 'rounded' | 'reversible'> {
  const { slope, intercept } = rescaling;
  const single = stored instanceof Float32Array;
  const whole = !single && !(stored instanceof Float64Array);
  let rounded = 0;
  let reversible = reversibleSoFar;
  for (let n = 0; n < stored.length; n++) {
    const value = stored[n] * slope + intercept;
    if (value !== voxels[n] && Number.isInteger(value)) rounded++;
    if (!reversible) continue;
    const back = storedNumber(voxels[n], rescaling, whole);
    reversible = (single ? Math.fround(back) : back) === stored[n];
  }
  return { rounded, reversible };
}

export function countNotNumbers(voxels: Float32Array): number {
  let count = 0;
  for (let p = 0; p < voxels.length; p++) if (voxels[p] - voxels[p] !== 0) count++;
  return count;
}
