// Dilation by a small ball, 32 voxels at a time: rows widened once per width, discs shared by the slices above and below.
// R. van den Boomgaard, R. van Balen, "Methods for fast morphological image transforms using bitmapped binary images", 1992.
import { type Bits, emptyBits } from '../core/bits.js';
import { wholeRoot } from './ball.js';
import { lastWordMask } from './complement-bits.js';

/** The widest reach in voxels, so that a row widens by one word at most. */
export const spreadReach = 31;

/**
 * Every voxel whose centre lies within √squared voxels of the centre of a voxel of `inside`; squared < 1024. A new mask;
 * yields the share done. Cost grows with the ball's cross section.
 */
export function* spreadBall(inside: Bits, squared: number): Generator<number, Bits> {
  const reach = wholeRoot(squared);
  if (reach > spreadReach) throw new RangeError(`a reach of ${reach} voxels is too wide to spread`);
  const out = emptyBits(inside.size);
  const scratch = makeScratch(inside, reach);
  const nz = inside.size[2];
  for (let k = 0; k < nz; k++) {
    spreadSlice(inside, out, k, squared, scratch);
    yield (k + 1) / nz;
  }
  return out;
}

/** `wide[w]` is the slice widened by w voxels both ways along its rows, with `reach` empty rows before and behind. */
interface Scratch {
  readonly reach: number;
  readonly wide: readonly Uint32Array[];
  readonly disc: Uint32Array;
}

function makeScratch(inside: Bits, reach: number): Scratch {
  const rowWords = inside.wordsPerRow;
  const ny = inside.size[1];
  const wide = Array.from({ length: reach + 1 }, () => new Uint32Array((ny + 2 * reach) * rowWords));
  return { reach, wide, disc: new Uint32Array(ny * rowWords) };
}

function spreadSlice(inside: Bits, out: Bits, k: number, squared: number, scratch: Scratch): void {
  const { reach, wide, disc } = scratch;
  const [nx, ny, nz] = inside.size;
  const rowWords = inside.wordsPerRow;
  const slice = inside.words.subarray(k * ny * rowWords, (k + 1) * ny * rowWords);
  let first = 0;
  while (first < slice.length && slice[first] === 0) first++;
  if (first === slice.length) return;
  let last = slice.length - 1;
  while (slice[last] === 0) last--;
  const j0 = Math.floor(first / rowWords);
  const j1 = Math.floor(last / rowWords) + 1;
  const pad = reach * rowWords;
  for (const w of wide) w.fill(0);
  wide[0].set(slice, pad);
  const tail = lastWordMask(nx);
  for (let w = 1; w <= reach; w++)
    widen(wide[w - 1], wide[w], (reach + j0) * rowWords, (reach + j1) * rowWords, rowWords, tail);
  for (let dz = 0; dz <= reach; dz++) {
    const rows = wholeRoot(squared - dz * dz);
    const a = Math.max(0, j0 - rows) * rowWords;
    const b = Math.min(ny, j1 + rows) * rowWords;
    const middle = wide[rows];
    for (let n = a; n < b; n++) disc[n] = middle[n + pad];
    for (let dy = 1; dy <= rows; dy++)
      orBoth(disc, wide[wholeRoot(squared - dz * dz - dy * dy)], a, b, pad, dy * rowWords);
    if (k - dz >= 0) orInto(out.words, (k - dz) * ny * rowWords, disc, a, b);
    if (dz > 0 && k + dz < nz) orInto(out.words, (k + dz) * ny * rowWords, disc, a, b);
  }
}

/** Rows [a, b) of `from` widened by one voxel both ways; `tail` keeps the last word of a row to its voxels. */
function widen(
  from: Uint32Array,
  to: Uint32Array,
  a: number,
  b: number,
  rowWords: number,
  tail: number,
): void {
  for (let row = a; row < b; row += rowWords) {
    let before = 0;
    let here = from[row];
    for (let w = 0; w < rowWords; w++) {
      const after = w + 1 < rowWords ? from[row + w + 1] : 0;
      to[row + w] = here | (here << 1) | (before >>> 31) | (here >>> 1) | (after << 31);
      before = here;
      here = after;
    }
    to[row + rowWords - 1] &= tail;
  }
}

function orBoth(
  disc: Uint32Array,
  wide: Uint32Array,
  a: number,
  b: number,
  pad: number,
  offset: number,
): void {
  const up = pad - offset;
  const down = pad + offset;
  for (let n = a; n < b; n++) disc[n] |= wide[n + up] | wide[n + down];
}

function orInto(words: Uint32Array, at: number, disc: Uint32Array, a: number, b: number): void {
  for (let n = a; n < b; n++) words[at + n] |= disc[n];
}
