// The distances of a run of vertices to a surface: the first half of measuring a deviation.
import { nearestTriangle } from './nearest-triangle.js';
import type { TargetSurface } from './target-surface.js';

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

export function vertexDistances(job: VertexDistancesJob): null {
  const { target, positions, first, end, slots, distances } = job;
  const nearest = nearestTriangle(target.tree);
  let hint = -1;
  for (let v = first; v < end; v++) {
    hint = nearest.slotAt(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2], hint);
    slots[v] = hint;
    distances[v] = nearest.distance();
  }
  return null;
}
