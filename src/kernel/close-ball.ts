// Closing of a mask by an exact Euclidean ball: dilation, then erosion, on a grid wide enough for both.
// J. Serra, "Image Analysis and Mathematical Morphology", 1982.
import { type Bits, emptyBits } from '../core/bits.js';
import type { Vec3 } from '../core/grid.js';
import { wholeRoot } from './ball.js';
import { complementBits } from './complement-bits.js';
import { dilateBall } from './dilate-ball.js';
import { erodeBall } from './erode-ball.js';

/**
 * Fills what no ball of √squared voxels reaches without touching `inside`, on an endless grid that is empty beyond this
 * one: it never removes, and done twice it does nothing more. A new mask; yields the share done.
 */
export function* closeBall(inside: Bits, squared: number): Generator<number, Bits> {
  const reach = wholeRoot(squared);
  const wider = pad(inside, reach);
  const grown = yield* part(dilateBall(wider, squared), 0);
  const shrunk = yield* part(erodeBall(grown, squared), 0.5);
  return crop(shrunk, inside.size, reach);
}

/** The dual: removes what no ball inside reaches. Beyond the grid counts as inside, so it never eats from a cut. */
export function* openBall(inside: Bits, squared: number): Generator<number, Bits> {
  return complementBits(yield* closeBall(complementBits(inside), squared));
}

function* part(work: Generator<number, Bits>, start: number): Generator<number, Bits> {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield start + next.value / 2;
  }
}

/** Whole words before and behind a row, so that rows are copied and not shifted. */
const sideWords = (reach: number): number => Math.ceil(reach / 32);

function pad(bits: Bits, reach: number): Bits {
  const side = sideWords(reach);
  const [nx, ny, nz] = bits.size;
  const size: Vec3 = [nx + 64 * side, ny + 2 * reach, nz + 2 * reach];
  const out = emptyBits(size);
  forRows(bits, out, reach, (from, to) => {
    for (let w = 0; w < bits.wordsPerRow; w++) out.words[to + w] = bits.words[from + w];
  });
  return out;
}

function crop(wide: Bits, size: Vec3, reach: number): Bits {
  const out = emptyBits(size);
  const tail = size[0] & 31 ? (1 << (size[0] & 31)) - 1 : -1;
  forRows(out, wide, reach, (to, from) => {
    for (let w = 0; w < out.wordsPerRow; w++) out.words[to + w] = wide.words[from + w];
    out.words[to + out.wordsPerRow - 1] &= tail;
  });
  return out;
}

/** The first word of every row of the narrow grid, and of the same row of the wide one. */
function forRows(
  narrow: Bits,
  wide: Bits,
  reach: number,
  visit: (narrow: number, wide: number) => void,
): void {
  const [, ny, nz] = narrow.size;
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      visit(
        (k * ny + j) * narrow.wordsPerRow,
        ((k + reach) * wide.size[1] + j + reach) * wide.wordsPerRow + sideWords(reach),
      );
}
