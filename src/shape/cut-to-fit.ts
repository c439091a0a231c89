// Cuts one part into pieces that fit the printer, with all that holds them together.
import type { Context } from '../core/context.js';
import type { Vec3 } from '../core/grid.js';
import type { PrintPart } from '../core/print-model.js';
import type { Booleans, Solid } from '../kernel/booleans.js';
import { mended } from '../kernel/mend-body.js';
import { shellsOf } from '../kernel/shells.js';
import { type Connector, pinRoot } from './connector.js';
import { bossSolid, dowelSolid, pinSolid, socketSolid } from './connector-solids.js';
import { cutAgain } from './cut-again.js';
import { freeName } from './free-name.js';
import { type Joined, joinPieces } from './join-pieces.js';
import { numberFaces } from './number-faces.js';
import { assemblyOf, jointsOf, type Plan, piecesOf } from './plan.js';
import { type PlanWish, planPieces } from './plan-pieces.js';

export interface CutWish extends PlanWish {
  readonly dowels: boolean;
  readonly numbers: boolean;
}

export interface CutPart {
  /** Numbered from 1 in the order of the cuts; after them the dowels. */
  readonly parts: readonly PrintPart[];
  readonly pieces: number;
  readonly connectors: readonly Connector[];
}

/**
 * Pieces lie where they were in the whole. `taken`: names of other parts; those of the pieces are added. Throws a UserError
 * where the part can't be cut so that it fits.
 */
export function cutToFit(
  booleans: Booleans,
  part: PrintPart,
  wish: CutWish,
  taken: Set<string>,
  context: Context,
): CutPart {
  const { name } = part;
  const solid = booleans.solid(part, name);
  const plan = planPieces(booleans, part, solid, name, wish, context);
  context.progress(0.4);
  const oneSided = !wish.dowels;
  const joined = joinPieces(plan, name, wish.pins, oneSided, context.find);
  const connectors = joined.flatMap((one) => one.connectors);
  for (const { cut } of jointsOf(plan))
    context.note(`cut through ${name}`, cut.at, `mm along ${'xyz'[cut.axis]}`);
  const bits = jointsOf(plan).reduce((sum, joint) => sum + joint.bits.length, 0);
  if (bits > 0) context.note('bits that reach across a cut, with the piece they hang on', bits);
  context.note(`assembly of ${name}`, assemblyOf(plan));
  const solids = cutSolids(booleans, plan, solid, joined, wish);
  context.progress(0.6);
  const tools = toolsFor(booleans, solids.length, joined, wish);
  const pieces = solids.map((piece, n): PrintPart => {
    context.signal.throwIfAborted();
    const { added, removed } = tools[n];
    const whole = added.length === 0 ? piece : booleans.union([piece, ...added]);
    const ready = removed.length === 0 ? whole : booleans.difference(whole, removed);
    const title = freeName(`${name}-${n + 1}`, taken);
    const made = { ...part, name: title, ...mended(booleans.body(ready, title), title) };
    context.progress(0.6 + (0.4 * (n + 1)) / solids.length);
    return made;
  });
  tellLoose(part, pieces, context);
  const dowels = wish.dowels
    ? connectors.map((one, n) => dowelPart(booleans, part, one, freeName(`${name}-dowel-${n + 1}`, taken)))
    : [];
  return { parts: [...pieces, ...dowels], pieces: pieces.length, connectors };
}

/** The pieces, with hollows filled where a connector needs it. */
function cutSolids(
  booleans: Booleans,
  plan: Plan,
  solid: Solid,
  joined: readonly Joined[],
  { pins, dowels }: CutWish,
): Solid[] {
  const bosses = joined.flatMap(({ joint, connectors }) =>
    connectors
      .filter(({ boss }) => boss)
      .map((one) => {
        const reach = one.depth + (pins?.clearance ?? 0) + (pins?.wall ?? 0);
        const low = !dowels && joint.cut.pinsOn === 'low' ? pinRoot : reach;
        const high = !dowels && joint.cut.pinsOn === 'high' ? pinRoot : reach;
        return bossSolid(booleans, one, low, high, pins?.wall ?? 0);
      }),
  );
  if (bosses.length === 0) return piecesOf(plan).map((piece) => piece.solid);
  booleans.release(...piecesOf(plan).map((piece) => piece.solid));
  const filled = booleans.union([solid, ...bosses]);
  booleans.release(solid, ...bosses);
  return cutAgain(booleans, plan, filled);
}

interface Tools {
  readonly added: Solid[];
  readonly removed: Solid[];
}

function toolsFor(
  booleans: Booleans,
  count: number,
  joined: readonly Joined[],
  { pins, dowels, numbers }: CutWish,
): Tools[] {
  const tools = Array.from({ length: count }, (): Tools => ({ added: [], removed: [] }));
  for (const one of joined) {
    const { low, high, joint, connectors } = one;
    const upward = joint.cut.pinsOn === 'low';
    const [bearer, other] = upward ? [low, high] : [high, low];
    const clearance = pins?.clearance ?? 0;
    for (const connector of connectors) {
      tools[other].removed.push(socketSolid(booleans, connector, upward, clearance));
      if (dowels) tools[bearer].removed.push(socketSolid(booleans, connector, !upward, clearance));
      else tools[bearer].added.push(pinSolid(booleans, connector, upward));
    }
    if (!numbers) continue;
    const faces = numberFaces(booleans, one);
    if (faces.low !== null) tools[low].removed.push(faces.low);
    if (faces.high !== null) tools[high].removed.push(faces.high);
  }
  return tools;
}

const dowelPart = (booleans: Booleans, part: PrintPart, connector: Connector, name: string): PrintPart => ({
  ...part,
  name,
  ...mended(booleans.body(dowelSolid(booleans, connector), name), name),
});

/** Pieces that the cuts leave in several bodies are told, with places: nothing is left out. */
function tellLoose(whole: PrintPart, pieces: readonly PrintPart[], { find }: Context): void {
  const before = bodiesOf(whole).length;
  const all = pieces.map(bodiesOf);
  if (all.flat().length <= before + pieces.length - 1) return;
  for (const [n, bodies] of all.entries()) {
    if (bodies.length < 2) continue;
    const { name, mesh } = pieces[n];
    const [, ...loose] = bodies.sort((a, b) => b.volume - a.volume);
    const volume = loose.reduce((sum, one) => sum + one.volume, 0);
    find({
      severity: 'warning',
      code: 'loose-pieces',
      message: `${name} is in ${bodies.length} bodies that do not touch: what comes off the printer loose beside the largest has ${volume.toFixed(1)} mm³.`,
      places: loose.slice(0, 10).map(({ first }): Vec3 => {
        const v = 3 * mesh.triangles[3 * first];
        return [mesh.positions[v], mesh.positions[v + 1], mesh.positions[v + 2]];
      }),
    });
  }
}

const bodiesOf = ({ mesh }: PrintPart) => shellsOf(mesh).all.filter(({ volume }) => volume > 0);
