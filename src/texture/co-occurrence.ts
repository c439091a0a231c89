// Counts which grey levels lie next to which: the co-occurrence matrix along one direction of the grid.
// R. M. Haralick, K. Shanmugam, I. Dinstein, Textural Features for Image Classification, 1973.
import type { Vec3 } from '../core/grid.js';
import type { Levels } from './discretise.js';

/** One of each two opposite directions to the 26 neighbours at Chebyshev distance 1. */
export const directions: readonly Vec3[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [1, 1, 0],
  [1, -1, 0],
  [1, 0, 1],
  [1, 0, -1],
  [0, 1, 1],
  [0, 1, -1],
  [1, 1, 1],
  [1, 1, -1],
  [1, -1, 1],
  [1, -1, -1],
];

/** First voxel and the one beyond the last that have a neighbour `step` away along an axis of n. */
const span = (n: number, step: number): readonly [number, number] => [
  Math.max(0, -step),
  Math.min(n, n - step),
];

/**
 * counts[(g − 1)·count + h − 1]: how many voxels of level g have one of level h at ± the direction, both inside
 * (symmetric). `levels.of` fills `size`, x fastest. IBSI manual 3.6, LFYI.
 */
export function coOccurrence(levels: Levels, size: Vec3, direction: Vec3): Float64Array {
  const { of, count } = levels;
  const [nx, ny] = size;
  const counts = new Float64Array(count * count);
  const away = direction[0] + nx * (direction[1] + ny * direction[2]);
  const [[i0, i1], [j0, j1], [k0, k1]] = [0, 1, 2].map((axis) => span(size[axis], direction[axis]));
  for (let k = k0; k < k1; k++)
    for (let j = j0; j < j1; j++) {
      const row = nx * (j + ny * k);
      for (let v = row + i0; v < row + i1; v++) {
        if (of[v] === 0 || of[v + away] === 0) continue;
        const [g, h] = [of[v] - 1, of[v + away] - 1];
        counts[g * count + h]++;
        counts[h * count + g]++;
      }
    }
  return counts;
}
