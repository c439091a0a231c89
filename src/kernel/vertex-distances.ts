// The distances of a run of vertices to a surface: the first half of measuring a deviation.
import type { TargetSurface } from './target-surface.js';
import { withScratch } from './tree-memory.js';

export interface VertexDistancesJob {
  readonly target: TargetSurface;
  readonly positions: Float32Array;
  /** Vertices first … end − 1. */
  readonly first: number;
  readonly end: number;
  /** Written to: per vertex the slot of the nearest triangle, and the distance, mm. */
  readonly slots: Int32Array;
  readonly distances: Float64Array;
}

/** Vertices that a scratch has room for: a good size for a job. */
export const scratchVertices = 16384;

export function vertexDistances({
  target: { tree },
  positions,
  first,
  end,
  slots,
  distances,
}: VertexDistancesJob): null {
  withScratch(tree, (run, scratch) => {
    const { buffer } = tree.memory;
    for (let from = first; from < end; from += scratchVertices) {
      const count = Math.min(scratchVertices, end - from);
      const points = new Float32Array(buffer, scratch, 3 * count);
      const away = new Float64Array(buffer, scratch + 12 * scratchVertices, count);
      const nearest = new Int32Array(buffer, scratch + 20 * scratchVertices, count);
      points.set(positions.subarray(3 * from, 3 * (from + count)));
      run.nearestSlots(tree.at, points.byteOffset, count, nearest.byteOffset, away.byteOffset);
      slots.set(nearest, from);
      distances.set(away, from);
    }
  });
  return null;
}
