// What makes the thin walls of a solid thicker: all that lies near their middle.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { keepTriangles } from './keep-triangles.js';
import { leanMesh } from './lean-mesh.js';
import { offsetSurface } from './offset-surface.js';
import { shellsOf } from './shells.js';
import { targetOf } from './target-of.js';

const jobs = 32;
/** mm. Walls that miss the thickness by no more are let be. */
const slack = 0.05;

/**
 * A closed surface around the middle of every wall thinner than `thickness` (mm, by 0.05 at least), half of that away from
 * it: with the solid, it makes these walls as thick as that, within 0.05 mm, with round rims. Empty where no wall is thin.
 */
export async function thickWalls(mesh: Mesh, thickness: number, context: Context): Promise<Mesh> {
  const target = await targetOf(mesh, context);
  const count = target.tree.order.length;
  const pieces = await context.each(
    'thinSheet',
    Array.from({ length: jobs }, (_, n) => ({
      target,
      below: thickness - slack,
      side: Math.max(0.25, thickness / 2),
      first: Math.floor((n * count) / jobs),
      end: Math.floor(((n + 1) * count) / jobs),
    })),
  );
  context.signal.throwIfAborted();
  const sheet = soupOf(pieces);
  // The curve round a rim has half the thickness for a radius: so fine a step misses it by 0.03 mm a millimetre, flat sides not.
  const step = Math.min(0.4, Math.max(0.1, thickness / 5));
  const raw = await offsetSurface(sheet, thickness / 2, step, context, { signed: false });
  // Cavities between the pieces lie inside the wall.
  const { of, all } = shellsOf(raw);
  return leanMesh(keepTriangles(raw, (t) => all[of[t]].volume > 0).mesh, context);
}

function soupOf(pieces: readonly Float32Array[]): Mesh {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const positions = new Float32Array(length);
  let at = 0;
  for (const piece of pieces) {
    positions.set(piece, at);
    at += piece.length;
  }
  return { positions, triangles: Uint32Array.from({ length: length / 3 }, (_, v) => v) };
}
