// How far each vertex of a surface lies from another surface, to either side: for colours, and for tables of points.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { sharedMesh } from './shared-mesh.js';
import { targetOf } from './target-of.js';
import type { TargetSurface } from './target-surface.js';
import { treeKernels } from './tree-memory.js';

export interface VertexDeviationsJob {
  readonly target: TargetSurface;
  readonly positions: Float32Array;
  /** Vertices first … end − 1. */
  readonly first: number;
  readonly end: number;
  /** Written to: per vertex, mm. */
  readonly deviations: Float32Array;
}

/** A thread does so many at a time. */
const verticesPerJob = 16384;

/** Per vertex of `from`, mm: the distance to the nearest point of `to`, positive outside it. 1 µs each. */
export async function vertexDeviations(
  from: Mesh,
  to: Mesh,
  context: Pick<Context, 'each'>,
): Promise<Float32Array> {
  const { positions } = sharedMesh(from);
  const vertices = positions.length / 3;
  const deviations = new Float32Array(new SharedArrayBuffer(4 * vertices));
  const target = await targetOf(to, context);
  const jobs: VertexDeviationsJob[] = [];
  for (let first = 0; first < vertices; first += verticesPerJob)
    jobs.push({ target, positions, first, end: Math.min(vertices, first + verticesPerJob), deviations });
  await context.each('vertexDeviationsPart', jobs);
  return deviations;
}

/** One job of `vertexDeviations`. */
export function vertexDeviationsPart({
  target,
  positions,
  first,
  end,
  deviations,
}: VertexDeviationsJob): null {
  const { memory, at } = target.tree;
  const { distanceTo } = treeKernels(memory);
  for (let v = first; v < end; v++)
    deviations[v] = distanceTo(at, positions[3 * v], positions[3 * v + 1], positions[3 * v + 2], true);
  return null;
}
