// What runs straight on along the third axis, or slightly askew: a table has one cross section over its whole length, a body has not.
import { type Bits, emptyBits } from '../core/bits.js';

export interface StraightRunsOptions {
  /** Voxels that a run must have at least. */
  readonly least: number;
  /** Voxels of `mask` between two such runs of one line that are taken as a part of it. */
  readonly bridge: number;
  /** Slopes of the lines: voxels along j for one along k, each. */
  readonly slopes: readonly number[];
}

/**
 * The voxels of `thin` in unbroken runs along lines near k, and what lies between two such runs where `mask` goes on without a gap. A
 * new mask; yields the share done.
 */
export function* straightRuns(
  thin: Bits,
  mask: Bits,
  { least, bridge, slopes }: StraightRunsOptions,
): Generator<number, Bits> {
  const [, ny, nz] = thin.size;
  const out = emptyBits(thin.size);
  for (const [n, slope] of slopes.entries()) {
    const shifts = Int32Array.from({ length: nz }, (_, k) => Math.round(slope * k));
    const [low, high] = [Math.min(0, shifts[nz - 1]), Math.max(0, shifts[nz - 1])];
    for (let j = -high; j < ny - low; j++) {
      // All the slices of this line that lie in the grid are neighbours.
      let [k0, k1] = [0, nz];
      while (k0 < nz && outside(j + shifts[k0], ny)) k0++;
      while (k1 > k0 && outside(j + shifts[k1 - 1], ny)) k1--;
      if (k1 - k0 < least) continue;
      const rows = Int32Array.from({ length: k1 - k0 }, (_, k) => rowOf(thin, j + shifts[k0 + k], k0 + k));
      for (let w = 0; w < thin.wordsPerRow; w++)
        for (let left = longColumns(thin.words, rows, w, least); left !== 0; left &= left - 1)
          markLine([thin.words, mask.words, out.words], rows, w, left & -left, { least, bridge });
      yield (n + (j + high) / (ny + high - low)) / slopes.length;
    }
  }
  return out;
}

const outside = (j: number, ny: number): boolean => j < 0 || j >= ny;
const rowOf = ({ size, wordsPerRow }: Bits, j: number, k: number): number => (k * size[1] + j) * wordsPerRow;

/** The bits of a word that are on in `least` rows running, found for 32 lines at a time. */
function longColumns(thin: Uint32Array, rows: Int32Array, w: number, least: number): number {
  let any = 0;
  for (let n = 0; n < rows.length; n++) any |= thin[rows[n] + w];
  if (any === 0) return 0;
  const words = Uint32Array.from(rows, (row) => thin[row + w]);
  // words[n] holds what is on in the `length` rows from n on.
  let count = words.length;
  for (let length = 1; length < least; ) {
    const further = Math.min(length, least - length);
    count -= further;
    for (let n = 0; n < count; n++) words[n] &= words[n + further];
    length += further;
  }
  let long = 0;
  for (let n = 0; n < count; n++) long |= words[n];
  return long;
}

function markLine(
  [thin, mask, out]: readonly [Uint32Array, Uint32Array, Uint32Array],
  rows: Int32Array,
  word: number,
  bit: number,
  { least, bridge }: { readonly least: number; readonly bridge: number },
): void {
  let start = -1;
  // Where the last long run ended, as long as the mask has gone on since.
  let ended = -1;
  for (let n = 0; n <= rows.length; n++) {
    const on = n < rows.length && (thin[rows[n] + word] & bit) !== 0;
    if (on && start < 0) start = n;
    if (!on && start >= 0) {
      if (n - start >= least) {
        const from = ended >= 0 && start - ended <= bridge ? ended : start;
        for (let m = from; m < n; m++) out[rows[m] + word] |= bit;
        ended = n;
      }
      start = -1;
    }
    if (n < rows.length && (mask[rows[n] + word] & bit) === 0) ended = -1;
  }
}
