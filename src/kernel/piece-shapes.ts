// How large each connected piece of a mask is, where it lies, and what other masks it meets.
import { type Bits, getBit } from '../core/bits.js';
import type { Components } from './components.js';
import type { Runs } from './runs.js';

/** In voxels; `low` and `high` are the first and last index along each axis. */
export interface PieceShape {
  voxels: number;
  readonly low: [number, number, number];
  readonly high: [number, number, number];
  /** Voxels shared with each of the other masks. */
  readonly shared: number[];
}

/** One for each component, in their order. The other masks have the size of the runs' own. */
export function pieceShapes(
  runs: Runs,
  { labels, sizes }: Components,
  others: readonly Bits[],
): readonly PieceShape[] {
  const shapes = Array.from(
    sizes,
    (voxels): PieceShape => ({
      voxels,
      low: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
      high: [-1, -1, -1],
      shared: others.map(() => 0),
    }),
  );
  const ny = runs.size[1];
  for (let row = 0; row + 1 < runs.first.length; row++) {
    const j = row % ny;
    const k = Math.floor(row / ny);
    for (let r = runs.first[row]; r < runs.first[row + 1]; r++) {
      const { low, high, shared } = shapes[labels[r]];
      stretch(low, high, 0, runs.from[r], runs.to[r] - 1);
      stretch(low, high, 1, j, j);
      stretch(low, high, 2, k, k);
      for (let n = 0; n < others.length; n++)
        for (let i = runs.from[r]; i < runs.to[r]; i++) if (getBit(others[n], i, j, k)) shared[n]++;
    }
  }
  return shapes;
}

function stretch(low: number[], high: number[], axis: number, from: number, to: number): void {
  if (from < low[axis]) low[axis] = from;
  if (to > high[axis]) high[axis] = to;
}
