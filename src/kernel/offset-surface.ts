// The surface that keeps a distance from another one: outside it, or inside.
// W. E. Lorensen, H. E. Cline, "Marching Cubes", 1987, on exact distances (Bærentzen and Aanæs, 2005, for their sign).
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import { boundsOf, type Mesh, surfaceArea } from '../core/mesh.js';
import { type DistanceSlabJob, type Level, mostLayers } from './distance-slab.js';
import { joinSlabs } from './join-slabs.js';
import type { DistanceGrid } from './settle-on-level.js';
import { targetOf } from './target-of.js';

export interface Box {
  readonly min: Vec3;
  readonly max: Vec3;
}

export interface OffsetLimits {
  /** Nothing is looked for beyond this box, mm, at whose sides the surface is closed; everywhere by default. */
  readonly box?: Box;
  /** False: distances have no sign, and the mesh may be open, or mere points (triangles of one vertex). `by` is positive then. */
  readonly signed?: boolean;
  /** Only what is at most `by` mm from another solid: closed there too. */
  readonly near?: { readonly mesh: Mesh; readonly by: number };
}

/** Samples of a grid: more would take minutes. */
const mostSamples = 2e10;
/** Triangles that come of it: more can't be worked on. A square of the step's size gets so many. */
const mostTriangles = 3e7;
const perSquare = 3;
/** Samples a slice; a thread holds some ten numbers for each. */
const mostInSlice = 2 ** 24;
/** Samples that a thread holds of a slab, where that is not too thin then. */
const mostInSlab = 2 ** 24;
/** Of a step, by which the grid is moved aside: flat sides that lie on whole numbers do not meet its samples. */
const aside = 0.37;

/**
 * All points whose distance to the solid is `by` (mm, negative inside it), as a closed manifold without self-intersection
 * that faces away from the smaller distances; empty where there are none. `mesh` is closed and faces outward. Samples are
 * `step` apart, mm. Vertices lie on the true surface to 1 µm; where that is smooth, of a radius r, no point misses it by more
 * than step² / 3r; a crease of it is cut off, by half a step at most. The same on any number of threads. A skull at 2 mm in
 * steps of 0.5 mm: 5 s on two threads.
 */
export async function offsetSurface(
  mesh: Mesh,
  by: number,
  step: number,
  context: Pick<Context, 'each' | 'signal'>,
  { box, signed = true, near }: OffsetLimits = {},
): Promise<Mesh> {
  const grid = mesh.triangles.length === 0 ? null : gridAround(mesh, by, step, box);
  if (grid === null) return { positions: new Float32Array(0), triangles: new Uint32Array(0) };
  if (near === undefined && (perSquare * surfaceArea(mesh)) / step ** 2 > mostTriangles)
    throw tooFine(by, step);
  context.signal.throwIfAborted();
  const levels: Level[] = [{ target: await targetOf(mesh, context), signed, level: by }];
  if (near !== undefined)
    levels.push({ target: await targetOf(near.mesh, context), signed: true, level: near.by });
  const jobs: DistanceSlabJob[] = [];
  const [nx, ny, nz] = grid.size;
  const layers = Math.max(4, Math.min(mostLayers, Math.floor(mostInSlab / (nx * ny))));
  for (let c0 = 0; c0 <= nz; c0 += layers) jobs.push({ levels, grid, c0, c1: Math.min(nz + 1, c0 + layers) });
  return joinSlabs(await context.each('distanceSlab', jobs));
}

/** Null where nothing of the surface can lie in the box. */
function gridAround(mesh: Mesh, by: number, step: number, box: Box | undefined): DistanceGrid | null {
  const bounds = boundsOf(mesh);
  const room = Math.max(0, by) + (2 + aside) * step;
  const low = [0, 1, 2].map((d) => bounds.min[d] - room);
  const high = [0, 1, 2].map((d) => bounds.max[d] + room);
  const least = low.map((x, d) => Math.max(x, box?.min[d] ?? x));
  const most = high.map((x, d) => Math.min(x, box?.max[d] ?? x));
  if (least.some((x, d) => x >= most[d])) return null;
  const [nx, ny, nz] = least.map((x, d) => Math.ceil((most[d] - x) / step) + 1);
  if (nx * ny * nz > mostSamples || nx * ny > mostInSlice) throw tooFine(by, step);
  return { origin: [least[0], least[1], least[2]], step, size: [nx, ny, nz] };
}

const tooFine = (by: number, step: number): UserError =>
  new UserError(
    `A surface at a distance of ${by} mm would take too many voxels of ${step} mm.`,
    'Use larger voxels, or a part of the model.',
  );
