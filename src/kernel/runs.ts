// A mask as runs along its rows: what most work on shapes needs, and far fewer than voxels.
import type { Bits } from '../core/bits.js';
import type { Vec3 } from '../core/grid.js';
import { lastWordMask } from './complement-bits.js';

/** Run r covers voxels from[r] ≤ i < to[r]; row (j, k) holds the runs first[k·ny + j] to first[k·ny + j + 1]. */
export interface Runs {
  readonly size: Vec3;
  readonly first: Uint32Array;
  readonly from: Uint16Array;
  readonly to: Uint16Array;
}

/** The longest runs of voxels that are inside (or `outside`), rows in order, ascending in each row. nx < 65536. */
export function runsOf(bits: Bits, outside = false): Runs {
  const [nx, ny, nz] = bits.size;
  if (nx > 65535) throw new RangeError(`a row of ${nx} voxels is too long for runs`);
  const first = new Uint32Array(ny * nz + 1);
  const flip = outside ? -1 : 0;
  let n = 0;
  for (let row = 0; row < ny * nz; row++) {
    n += countRuns(bits, row, flip);
    first[row + 1] = n;
  }
  const from = new Uint16Array(n);
  const to = new Uint16Array(n);
  for (let row = 0; row < ny * nz; row++)
    if (first[row + 1] > first[row]) readRuns(bits, row, flip, first[row], from, to);
  return { size: bits.size, first, from, to };
}

function countRuns(bits: Bits, row: number, flip: number): number {
  const { words, wordsPerRow } = bits;
  const at = row * wordsPerRow;
  const tail = lastWordMask(bits.size[0]);
  let carry = 0;
  let n = 0;
  for (let w = 0; w < wordsPerRow; w++) {
    let x = words[at + w] ^ flip;
    if (w === wordsPerRow - 1) x &= tail;
    let starts = x & ~((x << 1) | carry);
    carry = x >>> 31;
    for (; starts !== 0; starts &= starts - 1) n++;
  }
  return n;
}

function readRuns(
  bits: Bits,
  row: number,
  flip: number,
  r: number,
  from: Uint16Array,
  to: Uint16Array,
): void {
  const { words, wordsPerRow } = bits;
  const at = row * wordsPerRow;
  const tail = lastWordMask(bits.size[0]);
  let carry = 0;
  let run = r;
  for (let w = 0; w < wordsPerRow; w++) {
    let x = words[at + w] ^ flip;
    if (w === wordsPerRow - 1) x &= tail;
    let turns = x ^ ((x << 1) | carry);
    for (; turns !== 0; turns &= turns - 1) {
      const i = 32 * w + 31 - Math.clz32(turns & -turns);
      if (carry === 0) from[run] = i;
      else to[run++] = i;
      carry ^= 1;
    }
  }
  if (carry === 1) to[run] = bits.size[0];
}

/** Sets (or clears) voxels from ≤ i < to of the row whose first word is words[at]. from < to. */
export function paintRun(words: Uint32Array, at: number, from: number, to: number, on: boolean): void {
  const a = at + (from >> 5);
  const b = at + ((to - 1) >> 5);
  const head = -1 << (from & 31);
  const foot = -1 >>> (31 - ((to - 1) & 31));
  for (let w = a; w <= b; w++) {
    const mask = (w === a ? head : -1) & (w === b ? foot : -1);
    if (on) words[w] |= mask;
    else words[w] &= ~mask;
  }
}
