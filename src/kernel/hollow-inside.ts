// A solid made hollow: its outside stays as it is, and what lies deeper than the wall is gone.
import type { Context } from '../core/context.js';
import { type Body, bodyOf } from '../core/print-model.js';
import { joinBodies, turnedOver } from './join-bodies.js';
import { keepBody } from './keep-body.js';
import { nestedShells } from './nested-shells.js';
import { offsetSolid } from './offset-solid.js';

export interface Hollowed {
  readonly body: Body;
  /** Hollows that were made. */
  readonly count: number;
}

/**
 * Hollows of less than `smallest` mm³ are not made. A cavity of the solid that lies in a hollow becomes part of it: with a
 * wall round it, it would hang there loosely. Null where nothing is deep enough. `step` as in `offsetSurface`; the wall is
 * right to some 0.05 mm, and thicker where the hollow has edges. New triangles are of the origin 'inside'.
 */
export async function hollowInside(
  body: Body,
  wall: number,
  step: number,
  smallest: number,
  context: Context,
): Promise<Hollowed | null> {
  const hollow = await offsetSolid(
    body.mesh,
    -wall,
    step,
    context,
    {},
    (volume) => volume >= Math.max(smallest, step ** 3),
  );
  if (hollow.triangles.length === 0) return null;
  const hollows = nestedShells(hollow);
  const own = nestedShells(body.mesh);
  /** The smallest solid shell around a place: whose material that is. */
  const ownerAt = (place: readonly [number, number, number], except?: number): number =>
    own
      .around(place, except)
      .filter((n) => own.all[n].volume > 0)
      .reduce((a, b) => (a < 0 || own.all[b].volume < own.all[a].volume ? b : a), -1);
  const owners = hollows.places.map((place) => ownerAt(place));
  const stays = own.all.map(({ volume }, n) => {
    if (volume > 0) return true;
    const owner = ownerAt(own.places[n], n);
    return !hollows.around(own.places[n]).some((h) => owners[h] === owner);
  });
  const outside = keepBody(body, (t) => stays[own.of[t]]);
  return {
    body: joinBodies([outside, turnedOver(bodyOf(hollow, 'inside'))]),
    count: hollows.all.length,
  };
}
