// A mask of some of its components.
import { type Bits, emptyBits } from '../core/bits.js';
import type { Components } from './components.js';
import { paintRun, type Runs } from './runs.js';

/** A new mask of those components c with keep[c] = 1. */
export function pickComponents(runs: Runs, { labels }: Components, keep: Uint8Array): Bits {
  const out = emptyBits(runs.size);
  for (let row = 0; row + 1 < runs.first.length; row++)
    for (let r = runs.first[row]; r < runs.first[row + 1]; r++)
      if (keep[labels[r]] === 1) paintRun(out.words, row * out.wordsPerRow, runs.from[r], runs.to[r], true);
  return out;
}
