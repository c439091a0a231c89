// Counts the edges of a grid on which a mask's surface has its vertices, before there is a surface.
import type { Bits } from '../core/bits.js';
import { lastWordMask } from './complement-bits.js';

/**
 * Pairs of neighbouring voxels of which one is inside, beyond the grid being outside. Marching cubes has a vertex for
 * each, and two triangles for each vertex, but for four a handle or piece and what ambiguous cubes add.
 */
export function crossingEdges(inside: Bits): number {
  const { words, wordsPerRow } = inside;
  const [nx, ny, nz] = inside.size;
  const slice = ny * wordsPerRow;
  const tail = lastWordMask(nx);
  const edge = 1 << ((nx - 1) & 31);
  let n = 0;
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) {
      const row = k * slice + j * wordsPerRow;
      let carry = 0;
      for (let w = row; w < row + wordsPerRow; w++) {
        const here = words[w];
        const front = j > 0 ? words[w - wordsPerRow] : 0;
        const below = k > 0 ? words[w - slice] : 0;
        if ((here | front | below | carry) === 0) continue;
        const last = w === row + wordsPerRow - 1;
        const along = (here ^ ((here << 1) | carry)) & (last ? tail : -1);
        n += ones(along) + ones(here ^ front) + ones(here ^ below);
        // What ends with the grid.
        if (last && (here & edge) !== 0) n++;
        if (j === ny - 1) n += ones(here);
        if (k === nz - 1) n += ones(here);
        carry = here >>> 31;
      }
    }
  return n;
}

function ones(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
