// Holes of a mask: parts of the background that do not reach the border of the grid.
import { type Bits, copyBits } from '../core/bits.js';
import { componentsOf } from './components.js';
import { paintRun, type Runs, runsOf } from './runs.js';

/** What filling did. Counts in voxels. */
export interface Filled {
  readonly inside: Bits;
  readonly filled: number;
  /** How many holes were filled, and how many were left because they are too big. */
  readonly holes: number;
  readonly left: number;
}

/**
 * Fills the background that doesn't reach the grid's border, where it is at most `most` voxels big. 'faces': cavities,
 * background connected through faces. 'slice-faces': holes in each slice of equal k, whose border is the slice's frame.
 * A new mask; yields the share done.
 */
export function* fillEnclosed(
  inside: Bits,
  link: 'faces' | 'slice-faces',
  most: number,
): Generator<number, Filled> {
  const runs = runsOf(inside, true);
  const { labels, sizes } = yield* componentsOf(runs, link);
  const open = reachesBorder(runs, labels, sizes.length, link === 'faces');
  const words = copyBits(inside);
  let filled = 0;
  let holes = 0;
  let left = 0;
  for (let c = 0; c < sizes.length; c++) {
    if (open[c] === 1) continue;
    if (sizes[c] > most) {
      open[c] = 1;
      left++;
    } else {
      filled += sizes[c];
      holes++;
    }
  }
  if (holes > 0) paintClosed(words, runs, labels, open);
  return { inside: words, filled, holes, left };
}

/** 1 for each component that touches the border. */
function reachesBorder(runs: Runs, labels: Uint32Array, count: number, ends: boolean): Uint8Array {
  const [nx, ny, nz] = runs.size;
  const open = new Uint8Array(count);
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) {
      const rim = j === 0 || j === ny - 1 || (ends && (k === 0 || k === nz - 1));
      for (let r = runs.first[k * ny + j]; r < runs.first[k * ny + j + 1]; r++)
        if (rim || runs.from[r] === 0 || runs.to[r] === nx) open[labels[r]] = 1;
    }
  return open;
}

function paintClosed(bits: Bits, runs: Runs, labels: Uint32Array, open: Uint8Array): void {
  for (let row = 0; row + 1 < runs.first.length; row++)
    for (let r = runs.first[row]; r < runs.first[row + 1]; r++)
      if (open[labels[r]] === 0) paintRun(bits.words, row * bits.wordsPerRow, runs.from[r], runs.to[r], true);
}
