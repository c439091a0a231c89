// Stored numbers become a scan's voxels: rescaled, and 16-bit wherever that loses nothing.

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
  /** Values that are NaN or infinite. */
  readonly notNumbers: number;
}

/**
 * `slope · stored + intercept` for every number: Int16 when each result is whole and fits, else Float32, over a
 * SharedArrayBuffer. Shared 16-bit numbers that need no rescaling come back as they are, without a copy.
 */
export function toVoxels(stored: Numbers, slope: number, intercept: number): Rescaled {
  const asStored = slope === 1 && intercept === 0;
  const shared = stored.buffer instanceof SharedArrayBuffer;
  if (asStored && shared && stored instanceof Int16Array) return { voxels: stored, notNumbers: 0 };
  const notNumbers = isFloat(stored) ? countNotNumbers(stored) : 0;
  if (fitsInt16(stored, slope, intercept)) {
    const voxels = new Int16Array(new SharedArrayBuffer(stored.length * 2));
    for (let p = 0; p < stored.length; p++) voxels[p] = stored[p] * slope + intercept;
    return { voxels, notNumbers };
  }
  if (asStored && shared && stored instanceof Float32Array) return { voxels: stored, notNumbers };
  const voxels = new Float32Array(new SharedArrayBuffer(stored.length * 4));
  for (let p = 0; p < stored.length; p++) voxels[p] = stored[p] * slope + intercept;
  return { voxels, notNumbers };
}

const isFloat = (stored: Numbers): boolean =>
  stored instanceof Float32Array || stored instanceof Float64Array;

function countNotNumbers(stored: Numbers): number {
  let count = 0;
  for (let p = 0; p < stored.length; p++) if (!Number.isFinite(stored[p])) count++;
  return count;
}

function fitsInt16(stored: Numbers, slope: number, intercept: number): boolean {
  for (let p = 0; p < stored.length; p++) {
    const value = stored[p] * slope + intercept;
    if (value !== Math.round(value) || value < -32768 || value > 32767) return false;
  }
  return true;
}
