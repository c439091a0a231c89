// Stored numbers become a scan's voxels: rescaled, and 16-bit wherever that loses nothing.
import { storedNumber } from '../core/rescaling.js';

export type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

export interface Rescaled {
  readonly voxels: Int16Array | Float32Array;
  /** Values that are NaN, infinite, or too large for single precision. */
  readonly notNumbers: number;
  /** Whole values beyond 2²⁴ that single precision does not hold. */
  readonly rounded: number;
  /** Every stored number can be had back from its voxel. */
  readonly reversible: boolean;
}

/**
 * `slope · stored + intercept` for every number: Int16 when each result is whole and fits, else Float32, over a
 * SharedArrayBuffer. Shared 16-bit numbers that need no rescaling come back as they are, without a copy.
 */
export function toVoxels(stored: Numbers, slope: number, intercept: number): Rescaled {
  const { voxels, asStored } = rescaled(stored, slope, intercept);
  // Those of double precision, or of a great slope, may be beyond what single precision holds.
  const notNumbers = voxels instanceof Float32Array ? countNotNumbers(voxels) : 0;
  const sure = asStored || (slope === 1 && intercept === 0 && stored.BYTES_PER_ELEMENT <= 2);
  if (sure || notNumbers > 0) return { voxels, notNumbers, rounded: 0, reversible: sure };
  return { voxels, notNumbers, ...whatIsLost(stored, voxels, slope, intercept) };
}

function rescaled(
  stored: Numbers,
  slope: number,
  intercept: number,
): { readonly voxels: Int16Array | Float32Array; readonly asStored: boolean } {
  const plain = slope === 1 && intercept === 0 && stored.buffer instanceof SharedArrayBuffer;
  if (plain && stored instanceof Int16Array) return { voxels: stored, asStored: true };
  const whole = fitsInt16(stored, slope, intercept);
  if (!whole && plain && stored instanceof Float32Array) return { voxels: stored, asStored: true };
  const memory = new SharedArrayBuffer(stored.length * (whole ? 2 : 4));
  const voxels = whole ? new Int16Array(memory) : new Float32Array(memory);
  for (let p = 0; p < stored.length; p++) voxels[p] = stored[p] * slope + intercept;
  return { voxels, asStored: false };
}

function whatIsLost(
  stored: Numbers,
  voxels: Int16Array | Float32Array,
  slope: number,
  intercept: number,
): Pick<Rescaled, 'rounded' | 'reversible'> {
  const rescaling = { slope, intercept };
  const float = isFloat(stored);
  const single = stored instanceof Float32Array;
  let rounded = 0;
  let reversible = true;
  for (let p = 0; p < stored.length; p++) {
    const value = stored[p] * slope + intercept;
    if (value !== voxels[p] && Number.isInteger(value)) rounded++;
    if (!reversible) continue;
    const back = storedNumber(voxels[p], rescaling, !float);
    reversible = (single ? Math.fround(back) : back) === stored[p];
  }
  return { rounded, reversible };
}

const isFloat = (stored: Numbers): boolean =>
  stored instanceof Float32Array || stored instanceof Float64Array;

function countNotNumbers(voxels: Float32Array): number {
  let count = 0;
  for (let p = 0; p < voxels.length; p++) if (!Number.isFinite(voxels[p])) count++;
  return count;
}

function fitsInt16(stored: Numbers, slope: number, intercept: number): boolean {
  for (let p = 0; p < stored.length; p++) {
    const value = stored[p] * slope + intercept;
    if (value !== Math.round(value) || value < -32768 || value > 32767) return false;
  }
  return true;
}
