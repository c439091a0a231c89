// The surface that keeps a distance from another one, of no more triangles than that takes, and without specks.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { decimateMesh } from './decimate-mesh.js';
import { keepTriangles } from './keep-triangles.js';
import { type OffsetLimits, offsetSurface } from './offset-surface.js';
import { shellsOf } from './shells.js';

/** How far the triangles may be from those between the voxels, mm. A skull's at 2 mm: a quarter of them is left. */
const tolerance = 0.02;

/**
 * As `offsetSurface`, by 0.02 mm less exact; shells that enclose less than `smallest` (mm³, at least a voxel) are left
 * out. Half a minute for two million triangles.
 */
export async function offsetSolid(
  mesh: Mesh,
  by: number,
  step: number,
  context: Context,
  { smallest = 0, ...limits }: OffsetLimits & { readonly smallest?: number } = {},
): Promise<Mesh> {
  const raw = await offsetSurface(mesh, by, step, context, limits);
  const { of, all } = shellsOf(raw);
  const least = Math.max(smallest, step ** 3);
  const large = keepTriangles(raw, (t) => Math.abs(all[of[t]].volume) >= least).mesh;
  return (await decimateMesh(large, large, 4, tolerance, context)).mesh;
}
