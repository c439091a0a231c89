// How thick a solid is at each vertex of its surface, and how wide the gap outside it.
// A. Shapira et al., "Consistent Mesh Partitioning and Skeletonisation Using the Shape Diameter Function", 2008 (one ray).
import type { Context } from '../core/context.js';
import type { TargetSurface } from './target-surface.js';
import { withScratch } from './tree-memory.js';

export interface WallsJob {
  readonly surface: TargetSurface;
  readonly positions: Float32Array;
  /** mm; nothing farther away is looked for. */
  readonly reach: number;
  /** Vertices first … end − 1. */
  readonly first: number;
  readonly end: number;
  /** Written to, per vertex: the way to the opposite wall through the solid, and through the outside; Infinity beyond reach. */
  readonly inward: Float32Array;
  readonly outward: Float32Array;
}

export interface Walls {
  /** Per vertex, mm: to the opposite wall through the solid. Infinity where it is farther than was looked. */
  readonly inward: Float32Array;
  /** The same through the outside. */
  readonly outward: Float32Array;
}

/** What a scratch has room for. */
const verticesPerJob = 16384;

interface Known {
  readonly reach: number;
  readonly walls: Promise<Walls>;
}

/** Of each surface the search that went farthest. */
const known = new WeakMap<TargetSurface, Known>();

/**
 * `surface` is that of a mesh with these positions, on shared memory. Walls beyond `reach` (mm) may be among what is found,
 * where somebody looked farther before.
 */
export function wallsOf(
  surface: TargetSurface,
  positions: Float32Array,
  reach: number,
  context: Pick<Context, 'each'>,
): Promise<Walls> {
  const before = known.get(surface);
  if (before !== undefined && before.reach >= reach) return before.walls;
  const walls = search(surface, positions, reach, context);
  known.set(surface, { reach, walls });
  walls.catch(() => known.delete(surface));
  return walls;
}

async function search(
  surface: TargetSurface,
  positions: Float32Array,
  reach: number,
  { each }: Pick<Context, 'each'>,
): Promise<Walls> {
  const vertices = positions.length / 3;
  const inward = new Float32Array(new SharedArrayBuffer(4 * vertices));
  const outward = new Float32Array(new SharedArrayBuffer(4 * vertices));
  const jobs: WallsJob[] = [];
  for (let first = 0; first < vertices; first += verticesPerJob) {
    const end = Math.min(vertices, first + verticesPerJob);
    jobs.push({ surface, positions, reach, first, end, inward, outward });
  }
  await each('wallsPart', jobs);
  return { inward, outward };
}

/** One job of `wallsOf`. */
export function wallsPart({ surface, positions, reach, first, end, inward, outward }: WallsJob): null {
  const { tree, vertexNormals } = surface;
  withScratch(tree, (run, scratch) => {
    const { buffer } = tree.memory;
    const count = end - first;
    const points = new Float32Array(buffer, scratch, 3 * count);
    const inner = new Float32Array(buffer, scratch + 12 * verticesPerJob, count);
    const outer = new Float32Array(buffer, scratch + 16 * verticesPerJob, count);
    points.set(positions.subarray(3 * first, 3 * end));
    run.wallsOf(
      tree.at,
      points.byteOffset,
      vertexNormals.byteOffset + 12 * first,
      count,
      reach,
      reach,
      inner.byteOffset,
      outer.byteOffset,
      scratch + 20 * verticesPerJob,
    );
    inward.set(inner, first);
    outward.set(outer, first);
  });
  return null;
}
