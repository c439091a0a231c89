// Connectors for every two pieces that meet.
import type { Finding } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import type { Box } from '../kernel/half-bounds.js';
import { inPatient, planeAxes } from '../kernel/plane-axes.js';
import { planeSection, type Section } from '../kernel/plane-section.js';
import { gridAround, insideSection, pointOf } from '../kernel/section-grid.js';
import { awayFrom } from './away-from.js';
import type { Connector, Contact, PinWish } from './connector.js';
import { pickConnectors } from './pick-connectors.js';
import { pinRoom } from './pin-room.js';
import { type Joint, jointsOf, type Piece, type Plan, piecesOf } from './plan.js';

/** Where two pieces meet, and what holds them together. Pieces by their place in the plan. */
export interface Joined {
  readonly joint: Joint;
  readonly section: Section;
  readonly contact: Contact;
  readonly low: number;
  readonly high: number;
  readonly connectors: readonly Connector[];
}

/** Between the points at which room for pins is looked for, mm. */
const fine = 1;

/** Every two pieces that touch. `pins`: null for none; `oneSided`: sockets only opposite of the pins. */
export function joinPieces(
  plan: Plan,
  name: string,
  pins: PinWish | null,
  oneSided: boolean,
  find: (finding: Finding) => void,
): Joined[] {
  const pieces = piecesOf(plan);
  const bits = jointsOf(plan).flatMap((joint) => joint.bits);
  const all: Joined[] = [];
  for (const joint of jointsOf(plan)) {
    const before = all.flatMap(({ connectors }) => connectors);
    const joined = acrossCut(joint, pieces, pins, oneSided, before, bits);
    all.push(...joined);
    // Pieces of one side are put together before the two sides are: it takes two pins for a cut, not for each pair.
    const count = joined.reduce((sum, { connectors }) => sum + connectors.length, 0);
    if (pins !== null && count < 2) find(lacking(name, joint, pieces, count, pins));
  }
  return all;
}

function acrossCut(
  joint: Joint,
  pieces: readonly Piece[],
  pins: PinWish | null,
  oneSided: boolean,
  before: readonly Connector[],
  bits: readonly Box[],
): Joined[] {
  const { axis, at } = joint.cut;
  const section = planeSection(joint.uncut.body.mesh, axis, at);
  const grid = gridAround(section, fine);
  const inside = insideSection(section, grid);
  const joined: Joined[] = [];
  for (const low of piecesOf(joint.low).filter(({ cell }) => cell.max[axis] === at))
    for (const high of piecesOf(joint.high).filter(({ cell }) => cell.min[axis] === at)) {
      const contact = contactOf(joint, low, high);
      if (!inside.some((is, n) => is === 1 && within(contact, pointOf(grid, n)))) continue;
      const others = [...before, ...joined.flatMap(({ connectors }) => connectors)];
      joined.push({
        joint,
        section,
        contact,
        low: pieces.indexOf(low),
        high: pieces.indexOf(high),
        connectors: pins === null ? [] : connect(joint, section, contact, pins, oneSided, others, bits),
      });
    }
  return joined;
}

function connect(
  { cut, uncut }: Joint,
  section: Section,
  contact: Contact,
  pins: PinWish,
  oneSided: boolean,
  others: readonly Connector[],
  bits: readonly Box[],
): Connector[] {
  let best: Connector[] = [];
  // Where pins as long as wished find no two places, shorter ones may.
  for (const depth of [pins.depth, pins.depth / 2]) {
    const room = pinRoom(uncut.distances, section, cut, pins, depth, oneSided, fine);
    const found = pickConnectors(
      room,
      contact,
      pins,
      depth,
      (connector) =>
        others.every((other) => clearOf(connector, other, pins)) &&
        bits.every((bit) => beside(connector, bit)),
    );
    if (found.length > best.length) best = found;
    if (best.length >= 2) break;
  }
  return best;
}

function contactOf({ cut: { axis, at } }: Joint, low: Piece, high: Piece): Contact {
  const shared = (d: 0 | 1 | 2): [number, number] => overlapOf(low.cell, high.cell, d);
  const [u, v] = planeAxes(axis);
  const [us, vs] = [shared(u), shared(v)];
  return { axis, at, low: [us[0], vs[0]], high: [us[1], vs[1]] };
}

const overlapOf = (a: Box, b: Box, d: 0 | 1 | 2): [number, number] => [
  Math.max(a.min[d], b.min[d]),
  Math.min(a.max[d], b.max[d]),
];

const within = ({ low, high }: Contact, [u, v]: readonly [number, number]): boolean =>
  u > low[0] && u < high[0] && v > low[1] && v < high[1];

/** Whether two connectors, each with its wall, are apart; of the two walls between them one is enough. */
function clearOf(a: Connector, b: Connector, { wall }: PinWish): boolean {
  const points = (of: Connector): Vec3[] =>
    Array.from({ length: 9 }, (_, k) => inPatient(of.axis, of.u, of.v, of.at + (k / 4 - 1) * of.depth));
  const needed = a.radius + b.radius - wall;
  // Between the points of an axis a quarter of its depth is left unseen.
  const unseen = (a.depth + b.depth) / 8;
  const theirs = points(b);
  return points(a).every((p) =>
    theirs.every((q) => Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) > needed + unseen),
  );
}

/** Whether a connector is clear of a bit that another piece keeps. */
const beside = ({ axis, at, u, v, depth, radius }: Connector, bit: Box): boolean =>
  [-1, -0.5, 0, 0.5, 1].every(
    (k) => awayFrom(inPatient(axis, u, v, at + k * depth), bit) > radius + depth / 4,
  );

function lacking(
  name: string,
  joint: Joint,
  pieces: readonly Piece[],
  count: number,
  pins: PinWish,
): Finding {
  const { axis, at } = joint.cut;
  const of = (plan: Plan): string =>
    piecesOf(plan)
      .map((piece) => pieces.indexOf(piece) + 1)
      .join(', ');
  const cut = `The cut through ${name} between pieces ${of(joint.low)} and ${of(joint.high)}`;
  const smallest = Math.min(pins.smallest, pins.diameter);
  const { pieces: outline } = planeSection(joint.uncut.body.mesh, axis, at);
  return {
    severity: 'warning',
    code: count === 0 ? 'no-connector' : 'one-connector',
    message:
      count === 0
        ? `${cut} has no connector: no pin of ${smallest} mm finds ${pins.wall} mm of solid material around its socket.`
        : `${cut} has one connector alone, which doesn't keep it from turning: a second one finds no room.`,
    places: outline.length === 0 ? [] : [inPatient(axis, outline[0], outline[1], at)],
  };
}
