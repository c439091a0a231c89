// The distances of a run of vertices to a surface: the first half of measuring a deviation.
import type { TargetSurface } from './target-surface.js';
import { withScratch } from './tree-memory.js';

export interface VertexDistancesJob {
  readonly target: TargetSurface;
  readonly positions: Float32Array;
  /** Vertices first … end − 1, no more than `mostVertices`. */
  readonly first: number;
  readonly end: number;
  /** Written to: per vertex the slot of the nearest triangle, and the distance, mm. */
  readonly slots: Int32Array;
  readonly distances: Float64Array;
}

/** Vertices that one job can be about: what a scratch has room for. */
export const mostVertices = 16384;

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
    const count = end - first;
    const points = new Float32Array(buffer, scratch, 3 * count);
    const away = new Float64Array(buffer, scratch + 12 * mostVertices, count);
    const nearest = new Int32Array(buffer, scratch + 20 * mostVertices, count);
    points.set(positions.subarray(3 * first, 3 * end));
    run.nearestSlots(tree.at, points.byteOffset, count, nearest.byteOffset, away.byteOffset);
    slots.set(nearest, first);
    distances.set(away, first);
  });
  return null;
}
