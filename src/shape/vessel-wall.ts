// The step that makes a vessel of its lumen: a wall around what the scan shows as contrast.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import { choice, mm } from '../core/option.js';
import type { Body, PrintModel, PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';
import { dot, lengthOf, minus, plus, scaled } from '../core/vec3.js';
import { booleans } from '../kernel/booleans.js';
import { cylinderBetween } from '../kernel/cylinder-between.js';
import { filledBody } from '../kernel/filled-body.js';
import { finished } from '../kernel/finished.js';
import { type FlatEnd, flatEnds } from '../kernel/flat-ends.js';
import { shareOfProgress } from '../kernel/share-of-progress.js';
import { wallAround } from '../kernel/wall-around.js';

type Ends = 'open' | 'closed';

/** A quarter of the wall, mm between samples of the distance. */
const stepFor = (wall: number): number => Math.min(0.6, Math.max(0.15, wall / 4));
const thinnest = 0.2;
/** mm². A flat face of less is no end of a vessel. */
const smallestEnd = 3;
/** mm³. Lumens of less get no wall. */
const smallestLumen = 1;
/** mm that an open end is cut back into the lumen, so that nothing closes it. */
const back = 0.05;

/** The lumen stays as it is, to the bit; flat ends, as a crop leaves them, are opened. */
export const vesselWall = step(
  {
    name: 'vessel-wall',
    does: 'Put a wall around a lumen',
    options: {
      wall: mm(
        0,
        [0, 10],
        'thickness of a wall around the part, which becomes its lumen; 0: none',
        'vessel-wall',
      ),
      ends: choice<Ends>(
        'open',
        ['open', 'closed'],
        'flat ends of the lumen, where a crop or a cut ends it: open them, or keep them closed',
        'vessel-ends',
      ),
    },
    says: ({ wall, ends }) =>
      wall === 0
        ? ''
        : `Each part was taken for a lumen and got a wall of ${wall} mm around it${ends === 'open' ? '; its flat ends were opened' : ', closed all round'}.`,
  },
  async (model: PrintModel, { wall, ends }, context): Promise<PrintModel> => {
    if (wall === 0) return model;
    if (wall < thinnest)
      throw new UserError(
        `vessel-wall: a wall of ${wall} mm is thinner than any printer makes it.`,
        `Ask for ${thinnest} mm at least.`,
      );
    const parts: PrintPart[] = [];
    for (const [n, part] of model.parts.entries()) {
      const share = shareOfProgress(context, n / model.parts.length, (n + 1) / model.parts.length);
      parts.push({ ...part, ...(await walled(part, wall, ends, share)) });
    }
    return { ...model, parts };
  },
);

async function walled(part: PrintPart, wall: number, ends: Ends, context: Context): Promise<Body> {
  const body = await wallAround(part, wall, stepFor(wall), smallestLumen, context);
  if (body === null)
    throw new UserError(
      `vessel-wall: '${part.name}' is smaller than ${smallestLumen} mm³: no lumen.`,
      'Leave it out, or print it without --vessel-wall.',
    );
  if (ends === 'closed') return body;
  const lumen = filledBody(part).mesh;
  const all = flatEnds(lumen, smallestEnd);
  const free = all.filter((end) => isFree(end, lumen, wall));
  context.note(`${part.name}: ends opened`, free.length);
  if (free.length < all.length || all.length === 0) tellClosed(part.name, all, free, context);
  if (free.length === 0) return body;
  const shapes = await booleans();
  const tools = free.map(({ place, normal, radius }) =>
    cylinderBetween(
      shapes,
      plus(place, scaled(normal, -back)),
      plus(place, scaled(normal, reachOf(wall))),
      radius + reachOf(wall),
    ),
  );
  const open = shapes.difference(shapes.solid(body, part.name), tools);
  if (shapes.isEmpty(open))
    throw new UserError(
      `vessel-wall: '${part.name}' has flat ends on all sides: opened, nothing would be left of its wall.`,
      'Keep them closed, with --vessel-ends closed.',
    );
  return finished(shapes, open, part.name);
}

/** Beyond an end, and beside it, the wall's skin ends before this. */
const reachOf = (wall: number): number => 1.1 * wall + 0.2;

/** Would opening the end cut nothing but the wall before it? */
function isFree({ place, normal, radius }: FlatEnd, { positions: p }: Mesh, wall: number): boolean {
  const reach = reachOf(wall) + wall;
  for (let v = 0; v < p.length; v += 3) {
    const off: Vec3 = minus([p[v], p[v + 1], p[v + 2]], place);
    const up = dot(off, normal);
    if (up < back || up > reach) continue;
    if (lengthOf(minus(off, scaled(normal, up))) < radius + reach) return false;
  }
  return true;
}

function tellClosed(name: string, all: readonly FlatEnd[], free: readonly FlatEnd[], context: Context): void {
  const closed = all.filter((end) => !free.includes(end));
  context.find({
    severity: 'warning',
    code: 'vessel-ends-closed',
    message:
      all.length === 0
        ? `${name} has no flat end of ${smallestEnd} mm² or more: its lumen is closed all round, and must be cut or drained before it is printed.`
        : `${closed.length} flat ends of ${name} stayed closed: something else stands before them.`,
    places: closed.slice(0, 10).map(({ place }) => place),
  });
}
