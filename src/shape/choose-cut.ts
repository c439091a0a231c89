// Where a body too large for the printer is cut: into the fewest pieces, where the cut is small and pins find room.
import type { Vec3 } from '../core/grid.js';
import { boundsOf } from '../core/mesh.js';
import { type Body, originNumber } from '../core/print-model.js';
import { type FewestBoxes, sumsOf } from '../kernel/fewest-boxes.js';
import { halfBounds } from '../kernel/half-bounds.js';
import type { Axis } from '../kernel/plane-axes.js';
import { planeSection } from '../kernel/plane-section.js';
import type { PinWish } from './connector.js';
import { pickConnectors } from './pick-connectors.js';
import { pinRoom } from './pin-room.js';
import type { Cut, Uncut } from './plan.js';
import { sizeWithPins } from './size-with-pins.js';

/** Evenly spaced planes that are looked at along each axis, and how many of the best are looked at closely. */
const planesPerAxis = 47;
const mostRated = 14;
/** Between the points at which room for pins is looked for, mm. */
const coarse = 2;
/** A piece is no thinner than this, mm. */
const thinnest = 5;

/** Best first; empty where the body is too thin to be cut. `pins`: null where there will be none. */
export function chooseCut(
  uncut: Uncut,
  fewest: FewestBoxes,
  room: Vec3,
  pins: PinWish | null,
  sides: readonly Cut['pinsOn'][],
): Cut[] {
  const planes = ([0, 1, 2] as const).flatMap((axis) => planesAlong(uncut, axis, fewest, room, pins, sides));
  const pieces = Math.min(...planes.map((plane) => plane.pieces));
  const best = planes.filter((plane) => plane.pieces === pieces);
  const rated = thinned(best).map((cut) => ({ ...cut, ...ratingOf(uncut, cut, pins, sides.length === 2) }));
  const largest = Math.max(...rated.map(({ area }) => area));
  return rated
    .map(({ axis, at, pinsOn, offMiddle, area, lack }, n) => ({
      cut: { axis, at, pinsOn },
      n,
      cost: area / Math.max(1e-9, largest) + 0.3 * offMiddle + lack,
    }))
    .sort((a, b) => a.cost - b.cost || a.n - b.n)
    .map(({ cut }) => cut);
}

interface Plane extends Cut {
  /** That its halves will be cut into. */
  readonly pieces: number;
  /** 0 in the middle of the body, 1 at its end. */
  readonly offMiddle: number;
}

function planesAlong(
  { body, faces }: Uncut,
  axis: Axis,
  fewest: FewestBoxes,
  room: Vec3,
  pins: PinWish | null,
  sides: readonly Cut['pinsOn'][],
): Plane[] {
  const { min, max } = boundsOf(body.mesh);
  const length = max[axis] - min[axis];
  const even = Array.from({ length: planesPerAxis }, (_, k) => ((k + 1) * length) / (planesPerAxis + 1));
  const out = pins === null || sides.length < 2 ? 0 : pins.depth;
  // As much as fits exactly, from either end, with pins and without.
  const sums = sumsOf(room, 3).flatMap((sum) => [sum, sum - out]);
  const all = [...even, ...sums, ...sums.map((sum) => length - sum)];
  // No socket is to come out of a face that is cut later.
  const least = pins === null ? thinnest : Math.max(thinnest, pins.depth + pins.clearance + pins.wall);
  const planes = [...new Set(all.filter((x) => x >= least && x <= length - least))]
    .sort((a, b) => a - b)
    .map((x) => min[axis] + x);
  return halfBounds(body.mesh, axis, planes).flatMap(({ below, above }, k) => {
    if (below === null || above === null) return [];
    const at = planes[k];
    const offMiddle = Math.abs((2 * (at - min[axis])) / length - 1);
    return sides.map((pinsOn) => {
      const face = { axis, at, out: pinsOn === 'low' ? out : -out };
      const pieces =
        fewest(sizeWithPins(below, [...faces, face])) + fewest(sizeWithPins(above, [...faces, face]));
      return { axis, at, pinsOn, pieces, offMiddle };
    });
  });
}

/** Spread over those that are there. */
const thinned = (planes: readonly Plane[]): Plane[] =>
  planes.length <= mostRated
    ? [...planes]
    : Array.from(
        { length: mostRated },
        (_, k) => planes[Math.floor(((k + 0.5) * planes.length) / mostRated)],
      );

/** What a cut through letters costs, and how near to them, mm, it would be one. */
const throughMark = 1.5;
const besideMark = 1;

function cutsMark({ mesh, origin }: Body, { axis, at }: Cut): boolean {
  const marked = originNumber('mark');
  const { positions, triangles } = mesh;
  for (let t = 0; t < origin.length; t++) {
    if (origin[t] !== marked) continue;
    const along = [0, 1, 2].map((k) => positions[3 * triangles[3 * t + k] + axis]);
    if (Math.min(...along) - besideMark < at && at < Math.max(...along) + besideMark) return true;
  }
  return false;
}

/** `lack`: of two pins, as thick as wished; and what else speaks against it. */
function ratingOf(
  { body, distances }: Uncut,
  cut: Cut,
  pins: PinWish | null,
  oneSided: boolean,
): { area: number; lack: number } {
  const section = planeSection(body.mesh, cut.axis, cut.at);
  const through = cutsMark(body, cut) ? throughMark : 0;
  if (pins === null) return { area: section.area, lack: through };
  const room = pinRoom(distances, section, cut, pins, pins.depth, oneSided, coarse);
  const everywhere = { axis: cut.axis, at: cut.at, low: [-1e9, -1e9], high: [1e9, 1e9] } as const;
  const found = pickConnectors(room, everywhere, pins, pins.depth, () => true);
  const [first, second] = found;
  const two = [first, second].filter((one) => one !== undefined);
  // Two are needed; a third and a fourth are welcome.
  const missing = 2 - two.length;
  const further = 0.2 * (found.length - two.length);
  const thin = two.reduce((sum, { diameter }) => sum + 1 - diameter / pins.diameter, 0);
  const filled = two.filter(({ boss }) => boss).length;
  return { area: section.area, lack: 2 * missing + thin + 0.2 * filled + through - further };
}
