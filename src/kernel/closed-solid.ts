// A solid without its narrow openings: grown by a radius and shrunk again, as far as that fills something.
// J. Serra, "Image Analysis and Mathematical Morphology", 1982 (closing), on exact distances.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { bodyOf } from '../core/print-model.js';
import { filledBody } from './filled-body.js';
import { offsetSolid } from './offset-solid.js';
import { offsetSurface } from './offset-surface.js';
import { shareOfProgress } from './share-of-progress.js';

/**
 * What a ball of this radius (mm) can't reach from outside, cavities included, `below` mm under its surface: where nothing
 * is closed, it lies that far inside the solid, and can be united with it cleanly. `step` as in `offsetSurface`.
 */
export async function closedSolid(
  mesh: Mesh,
  radius: number,
  below: number,
  step: number,
  context: Context,
): Promise<Mesh> {
  const grown = await offsetSurface(mesh, radius, step, context);
  const whole = filledBody(bodyOf(grown, 'offset')).mesh;
  context.progress(0.4);
  return offsetSolid(whole, -radius - below, step, shareOfProgress(context, 0.4, 1));
}
