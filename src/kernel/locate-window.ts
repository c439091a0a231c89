// The box of a scan's voxels that some vertices see through its blur.
import type { Blur } from '../core/blur.js';
import type { ScanLattice } from './scan-lattice.js';

/** Voxels of the lattice, last ones exclusive. */
export interface Window {
  readonly i0: number;
  readonly i1: number;
  readonly j0: number;
  readonly j1: number;
  readonly k0: number;
  readonly k1: number;
}

/** Beyond so many sigmas there is no blur. */
export const reachSigmas = 3.6;

/** How far around a vertex voxels are looked at, mm: in the slice, and across. */
export const reachOf = ({ inPlane, throughPlane, sliceBox }: Blur): readonly [number, number] => [
  reachSigmas * inPlane,
  reachSigmas * throughPlane + sliceBox / 2,
];

/** First slice whose height is at least h. */
function sliceFrom(heights: Float64Array, h: number): number {
  let [low, high] = [0, heights.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (heights[middle] < h) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `positions`: three numbers a vertex, mm in the frame of the lattice. */
export function locateWindow(
  { heights, steps, lean, size }: ScanLattice,
  blur: Blur,
  positions: Float64Array,
  vertices: Uint32Array,
): Window {
  const [ra, rz] = reachOf(blur);
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const v of vertices)
    for (let d = 0; d < 3; d++) {
      low[d] = Math.min(low[d], positions[3 * v + d]);
      high[d] = Math.max(high[d], positions[3 * v + d]);
    }
  const k0 = sliceFrom(heights, low[2] - rz);
  const k1 = sliceFrom(heights, high[2] + rz);
  const span = (d: 0 | 1): readonly [number, number] => {
    const ends = [lean[d] * heights[Math.min(k0, size[2] - 1)], lean[d] * heights[Math.max(0, k1 - 1)]];
    const from = Math.floor((low[d] - ra - Math.max(...ends)) / steps[d]) - 1;
    const to = Math.ceil((high[d] + ra - Math.min(...ends)) / steps[d]) + 2;
    return [Math.max(0, Math.min(size[d], from)), Math.max(0, Math.min(size[d], to))];
  };
  const [i0, i1] = span(0);
  const [j0, j1] = span(1);
  return { i0, i1, j0, j1, k0, k1: Math.max(k0, k1) };
}
