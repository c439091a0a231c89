// Finds the cuts that bring a body into pieces that fit, one after the other.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import { boundsOf } from '../core/mesh.js';
import type { Body } from '../core/print-model.js';
import { bodyDistances } from '../kernel/body-distances.js';
import type { Booleans, Solid } from '../kernel/booleans.js';
import { fewestBoxes } from '../kernel/fewest-boxes.js';
import type { Box } from '../kernel/half-bounds.js';
import { chooseCut } from './choose-cut.js';
import type { PinWish } from './connector.js';
import { type Halves, keepBits } from './keep-bits.js';
import { type Cut, normalOf, type PinFace, type Plan } from './plan.js';
import { sizeWithPins } from './size-with-pins.js';

export interface PlanWish {
  /** What a piece may measure, mm, turned as it may be. */
  readonly room: Vec3;
  readonly pins: PinWish | null;
  readonly sides: readonly Cut['pinsOn'][];
}

/** More pieces than these are no plan. */
const mostPieces = 100;
/** Cuts that are made in earnest where the best one leaves loose pieces. */
const mostMade = 2;

/** Throws a UserError where the body can't be cut into pieces that fit. */
export function planPieces(
  booleans: Booleans,
  body: Body,
  solid: Solid,
  name: string,
  wish: PlanWish,
  context: Pick<Context, 'signal'>,
): Plan {
  const fewest = fewestBoxes(wish.room);
  const size = sizeWithPins(boundsOf(body.mesh), []);
  if (fewest(size) > mostPieces) throw tooMany(name, fewest(size), wish.room);
  const planned = (of: Body, within: Solid, cell: Box, faces: readonly PinFace[], left: number): Plan => {
    context.signal.throwIfAborted();
    if (fewest(sizeWithPins(boundsOf(of.mesh), faces)) === 1) return { cell, solid: within };
    if (left === 0) throw tooMany(name, mostPieces, wish.room);
    const uncut = { body: of, distances: bodyDistances(of), faces };
    const cuts = chooseCut(uncut, fewest, wish.room, wish.pins, wish.sides);
    if (cuts.length === 0) throw tooMany(name, 2, wish.room);
    const made = leastLoose(booleans, within, cuts.slice(0, mostMade));
    if (within !== solid) booleans.release(within);
    const { cut } = made;
    const { axis, at, pinsOn } = cut;
    const depth = wish.sides.length === 2 ? (wish.pins?.depth ?? 0) : 0;
    const all = [...faces, { axis, at, out: pinsOn === 'low' ? depth : -depth }];
    const fitting = takesWhatFits(made.halves, (box) => fewest(sizeWithPins(box, all)));
    const { halves, bits } =
      made.loose > 0 ? keepBits(booleans, made.halves, cut, fitting) : { ...made, bits: [] };
    const [high, low] = halves;
    return {
      cut,
      uncut,
      bits,
      low: planned(booleans.body(low, name), low, bounded(cell, cut, 'low'), all, left - 1),
      high: planned(booleans.body(high, name), high, bounded(cell, cut, 'high'), all, left - 1),
    };
  };
  return planned(body, solid, endless, [], 12);
}

const endless: Box = {
  min: [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  max: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
};

function bounded({ min, max }: Box, { axis, at }: Cut, side: 'low' | 'high'): Box {
  const set = (of: Vec3): Vec3 => [axis === 0 ? at : of[0], axis === 1 ? at : of[1], axis === 2 ? at : of[2]];
  return side === 'low' ? { min, max: set(max) } : { min: set(min), max };
}

/** A half takes bits as long as it needs no more cuts for them. */
function takesWhatFits(
  [high, low]: Halves,
  piecesFor: (box: Box) => number,
): (half: 0 | 1, bit: Box) => boolean {
  const boxes: [Box, Box] = [high.boundingBox(), low.boundingBox()];
  const most = [piecesFor(boxes[0]), piecesFor(boxes[1])];
  return (half, bit) => {
    const wider = joinedBox(boxes[half], bit);
    if (piecesFor(wider) > most[half]) return false;
    boxes[half] = wider;
    return true;
  };
}

const joinedBox = (a: Box, b: Box): Box => ({
  min: [Math.min(a.min[0], b.min[0]), Math.min(a.min[1], b.min[1]), Math.min(a.min[2], b.min[2])],
  max: [Math.max(a.max[0], b.max[0]), Math.max(a.max[1], b.max[1]), Math.max(a.max[2], b.max[2])],
});

interface MadeCut {
  readonly cut: Cut;
  readonly halves: Halves;
  /** Bodies that it parted from both halves. */
  readonly loose: number;
}

/** The first that leaves no more than two bodies of one, else the one that leaves fewest. */
function leastLoose(booleans: Booleans, solid: Solid, cuts: readonly Cut[]): MadeCut {
  const before = bodiesIn(booleans, solid);
  let best: MadeCut | null = null;
  for (const cut of cuts) {
    const halves = booleans.split(solid, normalOf(cut), cut.at);
    const loose = bodiesIn(booleans, halves[0]) + bodiesIn(booleans, halves[1]) - before - 1;
    if (best === null || loose < best.loose) {
      if (best !== null) booleans.release(...best.halves);
      best = { cut, halves, loose };
    } else booleans.release(...halves);
    if (loose <= 0) break;
  }
  if (best === null) throw new Error('no cut to make');
  return best;
}

/** Bodies apart from each other; hollows are none. */
export function bodiesIn({ release, volume }: Booleans, solid: Solid): number {
  const shells = solid.decompose();
  const bodies = shells.filter((shell) => volume(shell) > 0).length;
  release(...shells);
  return bodies;
}

const tooMany = (name: string, count: number, room: Vec3): UserError =>
  new UserError(
    `fit: ${name} can't be cut into ${count === 2 ? 'pieces' : `fewer than ${count} pieces`} that fit ${room.map((x) => Number(x.toFixed(1))).join(' × ')} mm.`,
    'Take a larger printer, a smaller --fit-margin, or a smaller model.',
  );
