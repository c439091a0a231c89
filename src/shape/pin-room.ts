// Where along a cut pins find room.
import type { BodyDistances } from '../kernel/body-distances.js';
import { type PlaneRoom, planeRoom } from '../kernel/plane-room.js';
import type { Section } from '../kernel/plane-section.js';
import { type PinWish, pinRoot, radiusFor } from './connector.js';
import type { Cut } from './plan.js';

/** Room for pins across a cut: sockets on both sides, or with `oneSided` on that without the pins. */
export function pinRoom(
  distances: BodyDistances,
  section: Section,
  { axis, at, pinsOn }: Cut,
  wish: PinWish,
  depth: number,
  oneSided: boolean,
  step: number,
): PlaneRoom {
  const reach = depth + wish.clearance;
  const below = oneSided && pinsOn === 'low' ? pinRoot : reach;
  const above = oneSided && pinsOn === 'high' ? pinRoot : reach;
  const least = radiusFor(Math.min(wish.smallest, wish.diameter), wish);
  return planeRoom(distances, section, axis, at, step, below, above, least);
}
