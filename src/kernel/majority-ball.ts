// Median of a mask: the majority within an exact Euclidean ball, 32 voxels at a time in bit-sliced counters.
// H. Warren, "Hacker's Delight", 2nd ed., 2012, § 5-1 (carry-save adders).
import { type Bits, copyBits } from '../core/bits.js';
import { ballCount, wholeRoot } from './ball.js';
import { lastWordMask } from './complement-bits.js';
import { dilateBall } from './dilate-ball.js';
import { erodeBall } from './erode-ball.js';
import { spreadReach } from './spread-ball.js';

/**
 * On where more than half of the ball of √squared voxels (squared < 1024) is inside; beyond the grid counts as outside.
 * A new mask; yields the share done.
 */
export function* majorityBall(inside: Bits, squared: number): Generator<number, Bits> {
  const reach = wholeRoot(squared);
  if (reach > spreadReach) throw new RangeError(`a reach of ${reach} voxels is too wide to count`);
  const wide = yield* scaled(dilateBall(inside, squared), 0, 0.1);
  const core = yield* scaled(erodeBall(inside, squared), 0.1, 0.2);
  const out = copyBits(inside);
  const count = makeCounter(squared);
  const nz = inside.size[2];
  for (let k = 0; k < nz; k++) {
    countSlice(inside, wide, core, out, k, reach, count);
    yield 0.2 + (0.8 * (k + 1)) / nz;
  }
  return out;
}

function* scaled(work: Generator<number, Bits>, from: number, to: number): Generator<number, Bits> {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield from + next.value * (to - from);
  }
}

/** Words whose 32 balls are all full or all empty keep what they are; a ball that leaves the grid is never full. */
function countSlice(
  inside: Bits,
  wide: Bits,
  core: Bits,
  out: Bits,
  k: number,
  reach: number,
  counter: Counter,
): void {
  const [nx, ny, nz] = inside.size;
  const { wordsPerRow } = inside;
  const tail = lastWordMask(nx);
  const cut = k < reach || k >= nz - reach;
  for (let j = 0; j < ny; j++) {
    const rowCut = cut || j < reach || j >= ny - reach;
    const row = (k * ny + j) * wordsPerRow;
    for (let w = 0; w < wordsPerRow; w++) {
      const ends = w === 0 || 32 * (w + 1) + reach > nx;
      if (wide.words[row + w] === 0) continue;
      if (!rowCut && !ends && core.words[row + w] === wide.words[row + w]) continue;
      const more = majority(inside, w, j, k, counter);
      out.words[row + w] = w === wordsPerRow - 1 ? more & tail : more;
    }
  }
}

/**
 * Counters of 32 voxels at once: bit b of planes[p] is bit p of voxel b's count. waiting[p] holds a second number of the
 * same weight until a third comes, so that three become one and a carry.
 */
interface Counter {
  readonly squared: number;
  /** The counters start here, so that their top bit is set just when the count is over half the ball. */
  readonly start: number;
  readonly top: number;
  readonly planes: Int32Array;
  readonly waiting: Int32Array;
  readonly waits: Uint8Array;
}

function makeCounter(squared: number): Counter {
  const half = (ballCount(squared) - 1) / 2;
  const top = 32 - Math.clz32(half);
  const start = 2 ** top - (half + 1);
  return {
    squared,
    start,
    top,
    planes: new Int32Array(top + 1),
    waiting: new Int32Array(top + 1),
    waits: new Uint8Array(top + 1),
  };
}

/** The majority of the 32 voxels of word w in row (j, k). */
function majority(inside: Bits, w: number, j: number, k: number, counter: Counter): number {
  const { squared, start, top, planes, waits } = counter;
  const { words, wordsPerRow } = inside;
  const [, ny, nz] = inside.size;
  const reach = wholeRoot(squared);
  for (let p = 0; p <= top; p++) planes[p] = (start >>> p) & 1 ? -1 : 0;
  waits.fill(0);
  let ones = planes[0];
  for (let z = Math.max(0, k - reach); z <= Math.min(nz - 1, k + reach); z++) {
    const disc = squared - (z - k) * (z - k);
    const rows = wholeRoot(disc);
    for (let y = Math.max(0, j - rows); y <= Math.min(ny - 1, j + rows); y++) {
      const at = (z * ny + y) * wordsPerRow + w;
      const before = w > 0 ? words[at - 1] : 0;
      const here = words[at];
      const after = w + 1 < wordsPerRow ? words[at + 1] : 0;
      if ((before | here | after) === 0) continue;
      addCarry(counter, ones & here);
      ones ^= here;
      const half = wholeRoot(disc - (y - j) * (y - j));
      for (let d = 1; d <= half; d++) {
        const a = (here << d) | (before >>> (32 - d));
        const b = (here >>> d) | (after << (32 - d));
        const mixed = a ^ b;
        addCarry(counter, (a & b) | (ones & mixed));
        ones ^= mixed;
      }
    }
  }
  planes[0] = ones;
  return settle(counter);
}

/** Adds two to each counter whose bit is set. */
function addCarry({ planes, waiting, waits }: Counter, bits: number): void {
  let carry = bits;
  for (let p = 1; p < planes.length; p++) {
    if (waits[p] === 0) {
      waits[p] = 1;
      waiting[p] = carry;
      return;
    }
    waits[p] = 0;
    const a = planes[p];
    const b = waiting[p];
    planes[p] = a ^ b ^ carry;
    carry = (a & b) | (carry & (a ^ b));
  }
}

/** Adds what still waits and gives the top plane. */
function settle({ planes, waiting, waits, top }: Counter): number {
  let carry = 0;
  for (let p = 0; p <= top; p++) {
    const a = planes[p];
    const b = waits[p] === 1 ? waiting[p] : 0;
    planes[p] = a ^ b ^ carry;
    carry = (a & b) | (carry & (a ^ b));
  }
  return planes[top];
}
