// The step that wraps a part: narrow openings are closed, and what can't be reached from outside is filled.
import type { Context } from '../core/context.js';
import { signedVolume } from '../core/mesh.js';
import { mm } from '../core/option.js';
import { bodyOf, type PrintModel, type PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';
import { booleans } from '../kernel/booleans.js';
import { closedSolid } from '../kernel/closed-solid.js';
import { filledBody } from '../kernel/filled-body.js';
import { finished } from '../kernel/finished.js';
import { shareOfProgress } from '../kernel/share-of-progress.js';

/** A third of the radius tells what a ball of it reaches; mm between samples. At a quarter a skull took twice as long. */
const stepFor = (radius: number): number => Math.min(0.8, Math.max(0.2, radius / 3));
/** mm. What is filled lies so far below the surface around it: less, and both would cross where nothing is filled. */
const below = 0.1;

/** The surface stays as it is, to the bit, wherever a ball of the radius reaches it from outside; hollow edges are rounded. */
export const wrap = step(
  {
    name: 'wrap',
    does: 'Close narrow openings, and fill what lies behind them',
    options: {
      radius: mm(
        0,
        [0, 10],
        'radius of a ball: where it does not get in from outside, all is filled; 0: nothing is',
        'wrap',
      ),
    },
    says: ({ radius }) =>
      radius === 0
        ? ''
        : `Cavities were filled, and openings narrower than ${2 * radius} mm were closed ${below} mm below the surface (a ball of ${radius} mm rolled over the outside); elsewhere the surface stayed as it was.`,
  },
  async (model: PrintModel, { radius }, context): Promise<PrintModel> => {
    if (radius === 0) return model;
    const parts: PrintPart[] = [];
    for (const [n, part] of model.parts.entries()) {
      const share = shareOfProgress(context, n / model.parts.length, (n + 1) / model.parts.length);
      parts.push(await wrapped(part, radius, share));
    }
    return { ...model, parts };
  },
);

async function wrapped(part: PrintPart, radius: number, context: Context): Promise<PrintPart> {
  const outer = filledBody(part);
  const fill = await closedSolid(
    outer.mesh,
    radius,
    below,
    stepFor(radius),
    shareOfProgress(context, 0, 0.8),
  );
  context.signal.throwIfAborted();
  const shapes = await booleans();
  const solids = [shapes.solid(outer, part.name)];
  if (fill.triangles.length > 0) solids.push(shapes.solid(bodyOf(fill, 'offset'), `What fills ${part.name}`));
  const body = filledBody(finished(shapes, shapes.union(solids), part.name));
  context.note(`${part.name}: filled`, signedVolume(body.mesh) - signedVolume(part.mesh), 'mm³');
  return { ...part, ...body };
}
