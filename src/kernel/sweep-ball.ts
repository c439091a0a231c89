// Dilation by a ball of any size at one price: exact 2-D distances slice by slice, then a sweep up and one down.
// A. Meijster, J. Roerdink, W. Hesselink, "A general algorithm for computing distance transforms in linear time", 2000.
import { type Bits, emptyBits } from '../core/bits.js';
import { wholeRoot } from './ball.js';

/**
 * Every voxel whose centre lies within √squared voxels of the centre of a voxel of `inside`. A new mask; yields the
 * share done. Holds a few slices besides, whatever the radius.
 */
export function* sweepBall(inside: Bits, squared: number): Generator<number, Bits> {
  const out = emptyBits(inside.size);
  const [nx, ny, nz] = inside.size;
  const sweep: Sweep = {
    reach: wholeRoot(squared),
    roots: Uint16Array.from({ length: squared + 1 }, (_, n) => wholeRoot(n)),
    across: new Uint16Array(nx * ny),
    until: new Int32Array(nx * ny),
    rows: new Int32Array(ny),
    starts: new Int32Array(ny + 1),
  };
  for (const down of [false, true]) {
    sweep.until.fill(-1);
    for (let step = 0; step < nz; step++) {
      const k = down ? nz - 1 - step : step;
      if (measureRows(inside, k, sweep)) for (let i = 0; i < nx; i++) light(i * ny, ny, step, sweep);
      paint(out, k, step, sweep.until);
      yield (step + 1 + (down ? nz : 0)) / (2 * nz);
    }
  }
  return out;
}

/** What a sweep carries along. The entry of column (i, j) is i·ny + j. */
interface Sweep {
  readonly reach: number;
  /** Whole square root of every number up to the squared radius. */
  readonly roots: Uint16Array;
  /** In this slice: voxels along the row to the nearest one inside; reach + 1 where there is none within reach. */
  readonly across: Uint16Array;
  /** The last step of the sweep at which the column is within the ball of a voxel passed. */
  readonly until: Int32Array;
  readonly rows: Int32Array;
  readonly starts: Int32Array;
}

/** Fills `across` for slice k; false if the slice is empty. */
function measureRows(inside: Bits, k: number, { reach, across }: Sweep): boolean {
  const [nx, ny] = inside.size;
  const { words, wordsPerRow } = inside;
  const far = reach + 1;
  let any = 0;
  for (let w = k * ny * wordsPerRow; w < (k + 1) * ny * wordsPerRow; w++) any |= words[w];
  if (any === 0) return false;
  for (let j = 0; j < ny; j++) {
    const row = (k * ny + j) * wordsPerRow;
    let d = far;
    for (let i = 0, n = j; i < nx; i++, n += ny) {
      d = (words[row + (i >> 5)] >>> (i & 31)) & 1 ? 0 : d < far ? d + 1 : far;
      across[n] = d;
    }
    d = far;
    for (let n = (nx - 1) * ny + j; n >= 0; n -= ny) {
      d = across[n] === 0 ? 0 : d < far ? d + 1 : far;
      if (d < across[n]) across[n] = d;
    }
  }
  return true;
}

/** One column of the slice: the lower envelope of across² + (j − row)², and how far up it lights each voxel. */
function light(at: number, ny: number, step: number, sweep: Sweep): void {
  const { reach, roots, across, until, rows, starts } = sweep;
  let q = -1;
  for (let j = 0; j < ny; j++) {
    const g = across[at + j];
    if (g > reach) continue;
    let start = 0;
    for (; q >= 0; q--) {
      const r = rows[q];
      const h = across[at + r];
      // The first row where row j's parabola is strictly below row r's.
      start = Math.floor((j * j - r * r + g * g - h * h) / (2 * (j - r))) + 1;
      if (start > starts[q]) break;
      start = 0;
    }
    if (start >= ny) continue;
    q++;
    rows[q] = j;
    starts[q] = Math.max(0, start);
  }
  starts[q + 1] = ny;
  const squared = roots.length - 1;
  for (; q >= 0; q--) {
    const r = rows[q];
    const g = across[at + r];
    const rise = roots[squared - g * g];
    const last = Math.min(starts[q + 1], r + rise + 1);
    for (let j = Math.max(starts[q], r - rise); j < last; j++) {
      const end = step + roots[squared - g * g - (j - r) * (j - r)];
      if (end > until[at + j]) until[at + j] = end;
    }
  }
}

/** Sets the voxels of slice k whose column is lit at this step. */
function paint(out: Bits, k: number, step: number, until: Int32Array): void {
  const [nx, ny] = out.size;
  const { words, wordsPerRow } = out;
  for (let j = 0; j < ny; j++) {
    const row = (k * ny + j) * wordsPerRow;
    for (let i = 0, n = j; i < nx; i++, n += ny) if (until[n] >= step) words[row + (i >> 5)] |= 1 << (i & 31);
  }
}
