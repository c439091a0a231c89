// A wall around a solid, which becomes the cavity in it.
import type { Context } from '../core/context.js';
import { type Body, bodyOf } from '../core/print-model.js';
import { filledBody } from './filled-body.js';
import { joinBodies, turnedOver } from './join-bodies.js';
import { keepBody } from './keep-body.js';
import { leanMesh } from './lean-mesh.js';
import { offsetSurface } from './offset-surface.js';
import { shellsOf } from './shells.js';
import { withoutPockets } from './without-pockets.js';

/**
 * From the solid, its own cavities filled, `wall` mm outward. The solid's surface is the cavity's, to the bit and with its
 * origins; the skin is of the origin 'offset'. Shells of the solid, and pockets that the skin closes off, of less than
 * `smallest` mm³ are filled. Null where no shell is as large as that.
 */
export async function wallAround(
  body: Body,
  wall: number,
  step: number,
  smallest: number,
  context: Context,
): Promise<Body | null> {
  const filled = filledBody(body);
  const { all, of } = shellsOf(filled.mesh);
  if (all.every(({ volume }) => volume < smallest)) return null;
  const raw = await offsetSurface(filled.mesh, wall, step, context);
  const skin = await leanMesh(withoutPockets(raw, Math.max(smallest, step ** 3)), context);
  const cavity = keepBody(filled, (t) => all[of[t]].volume >= smallest);
  return joinBodies([bodyOf(skin, 'offset'), turnedOver(cavity)]);
}
