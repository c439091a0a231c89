// Two masks of one grid as one: in either, in both, or in the first alone.
import { type Bits, emptyBits } from '../core/bits.js';

/** A new mask. Both masks have one size. */
export function combineBits(a: Bits, b: Bits, how: 'or' | 'and' | 'and-not'): Bits {
  const out = emptyBits(a.size);
  const [p, q, r] = [a.words, b.words, out.words];
  if (how === 'or') for (let w = 0; w < r.length; w++) r[w] = p[w] | q[w];
  else if (how === 'and') for (let w = 0; w < r.length; w++) r[w] = p[w] & q[w];
  else for (let w = 0; w < r.length; w++) r[w] = p[w] & ~q[w];
  return out;
}
