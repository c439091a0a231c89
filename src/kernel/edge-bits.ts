// The skin of a mask: those of its voxels that have a face neighbour outside it.
import { type Bits, emptyBits } from '../core/bits.js';
import { lastWordMask } from './complement-bits.js';

/** A new mask. What lies beyond the grid counts as inside: the grid's border alone makes no edge. */
export function edgeBits(inside: Bits): Bits {
  const { words, wordsPerRow } = inside;
  const [nx, ny, nz] = inside.size;
  const out = emptyBits(inside.size);
  const slice = ny * wordsPerRow;
  const beyond = ~lastWordMask(nx) >>> 0;
  for (let k = 0; k < nz; k++) {
    const below = k > 0 ? -slice : 0;
    const above = k + 1 < nz ? slice : 0;
    for (let j = 0; j < ny; j++) {
      const row = (k * ny + j) * wordsPerRow;
      const front = j > 0 ? -wordsPerRow : 0;
      const behind = j + 1 < ny ? wordsPerRow : 0;
      for (let w = row; w < row + wordsPerRow; w++) {
        const here = words[w];
        if (here === 0) continue;
        const isLast = w === row + wordsPerRow - 1;
        const left = (here << 1) | (w > row ? words[w - 1] >>> 31 : 1);
        const filled = isLast ? here | beyond : here;
        const right = (filled >>> 1) | (isLast ? 1 << 31 : words[w + 1] << 31);
        const around =
          left & right & words[w + front] & words[w + behind] & words[w + below] & words[w + above];
        out.words[w] = here & ~around;
      }
    }
  }
  return out;
}
