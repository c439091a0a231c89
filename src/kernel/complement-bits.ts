// What is outside: the complement of a mask within its grid.
import { type Bits, emptyBits } from '../core/bits.js';

/** The bits of a row's last word that are voxels. */
export const lastWordMask = (nx: number): number => (nx & 31 ? (1 << (nx & 31)) - 1 : -1) >>> 0;

/** A new mask, on wherever `bits` is off. */
export function complementBits(bits: Bits): Bits {
  const { words, wordsPerRow } = bits;
  const out = emptyBits(bits.size);
  const tail = lastWordMask(bits.size[0]);
  for (let w = 0; w < words.length; w++) out.words[w] = ~words[w];
  if (tail !== 0xffffffff)
    for (let w = wordsPerRow - 1; w < words.length; w += wordsPerRow) out.words[w] &= tail;
  return out;
}
