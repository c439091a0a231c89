// One bit a voxel: the mask of a fine grid.
import type { Vec3 } from './grid.js';

/**
 * Voxel (i, j, k) is bit (i & 31) of words[(k·ny + j)·wordsPerRow + (i >> 5)]. The bits beyond nx in a row's last word
 * are always zero. Over a SharedArrayBuffer, so that workers read it in place.
 */
export interface Bits {
  readonly size: Vec3;
  readonly wordsPerRow: number;
  readonly words: Uint32Array;
}

/** An empty mask. */
export function emptyBits(size: Vec3): Bits {
  const wordsPerRow = (size[0] + 31) >> 5;
  const bytes = wordsPerRow * size[1] * size[2] * 4;
  return { size, wordsPerRow, words: new Uint32Array(new SharedArrayBuffer(bytes)) };
}

/** A copy that the caller may write to. */
export function copyBits(bits: Bits): Bits {
  const copy = emptyBits(bits.size);
  copy.words.set(bits.words);
  return copy;
}

export function getBit(bits: Bits, i: number, j: number, k: number): boolean {
  return ((bits.words[(k * bits.size[1] + j) * bits.wordsPerRow + (i >> 5)] >>> (i & 31)) & 1) === 1;
}

export function setBit(bits: Bits, i: number, j: number, k: number, on: boolean): void {
  const w = (k * bits.size[1] + j) * bits.wordsPerRow + (i >> 5);
  if (on) bits.words[w] |= 1 << (i & 31);
  else bits.words[w] &= ~(1 << (i & 31));
}

/** How many voxels are inside. */
export function countBits(bits: Bits): number {
  let n = 0;
  for (let w = 0; w < bits.words.length; w++) {
    let x = bits.words[w];
    if (x === 0) continue;
    x -= (x >>> 1) & 0x55555555;
    x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
    n += (((x + (x >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return n;
}
