// The step that opens cavities, so that resin or powder can run out.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import { choice, mm, number } from '../core/option.js';
import type { PrintModel, PrintPart } from '../core/print-model.js';
import { standardViews, type ViewName, viewNames } from '../core/standard-views.js';
import { step } from '../core/step.js';
import { booleans } from '../kernel/booleans.js';
import { cylinderBetween } from '../kernel/cylinder-between.js';
import { drainHoles, type Hole } from '../kernel/drain-holes.js';
import { finished } from '../kernel/finished.js';
import { nestedShells } from '../kernel/nested-shells.js';

interface Wish {
  readonly count: number;
  readonly diameter: number;
  readonly up: ViewName;
  readonly smallest: number;
}

/** Cavities smaller than `smallest` stay closed; where another one can't be opened, a UserError says which. */
export const drain = step(
  {
    name: 'drain',
    does: 'Bore holes from cavities to the outside, at their lowest places',
    options: {
      count: number(0, [0, 20], 'holes in each cavity; 0: none', { flag: 'drain', whole: true }),
      diameter: mm(3.5, [0.5, 20], 'diameter of the holes', 'drain-diameter'),
      up: choice<ViewName>(
        'superior',
        viewNames,
        'which side of the patient is up in print: holes are at the bottom',
        'drain-up',
      ),
      smallest: number(50, [0, 1e6], 'cavities that are smaller stay closed', {
        flag: 'drain-smallest',
        unit: 'mm³',
      }),
    },
    says: ({ count, diameter, up, smallest }) =>
      count === 0
        ? ''
        : `Each cavity of ${smallest} mm³ or more was opened by ${count === 1 ? 'a hole' : `up to ${count} holes`} of ${diameter} mm, as low as it lies with the ${up} side up; no such cavity is closed any more.`,
  },
  async (model: PrintModel, wish, context): Promise<PrintModel> => {
    if (wish.count === 0) return model;
    const parts: PrintPart[] = [];
    for (const [n, part] of model.parts.entries()) {
      context.signal.throwIfAborted();
      context.progress(n / model.parts.length);
      parts.push(await drained(part, wish, context));
    }
    return { ...model, parts };
  },
);

async function drained(part: PrintPart, wish: Wish, context: Context): Promise<PrintPart> {
  const { count, diameter, up, smallest } = wish;
  const shells = nestedShells(part.mesh);
  const cavities = shells.all.flatMap(({ volume }, n) => (volume < 0 ? [n] : []));
  const large = cavities.filter((n) => -shells.all[n].volume >= smallest);
  if (large.length < cavities.length)
    context.note(`${part.name}: smaller cavities left closed`, cavities.length - large.length);
  if (large.length === 0) return part;
  const plan = drainHoles(part.mesh, shells, standardViews[up].from);
  const holes = large.flatMap((cavity): readonly Hole[] => {
    const found = plan(cavity, count, diameter / 2);
    if (found.length === 0)
      throw noRoom(part.name, shells.places[cavity], -shells.all[cavity].volume, diameter);
    return found;
  });
  const shapes = await booleans();
  const tools = holes.map(({ from, to }) => cylinderBetween(shapes, from, to, diameter / 2));
  const cut = shapes.difference(shapes.solid(part, part.name), tools);
  const body = finished(shapes, cut, part.name);
  const after = nestedShells(body.mesh);
  const closed = after.all.findIndex(({ volume }) => -volume >= smallest);
  if (closed >= 0) throw noRoom(part.name, after.places[closed], -after.all[closed].volume, diameter);
  context.note(`${part.name}: cavities opened`, large.length);
  context.note(`${part.name}: holes of ${diameter} mm`, holes.length);
  context.note(`${part.name}: places of the holes`, holes.map(({ to }) => textOf(to)).join('; '), 'mm');
  return { ...part, ...body };
}

const textOf = (place: Vec3): string => place.map((x) => x.toFixed(1)).join(', ');

const noRoom = (name: string, place: Vec3, volume: number, diameter: number): UserError =>
  new UserError(
    `drain: no hole of ${diameter} mm leads straight out of the cavity of ${volume.toFixed(0)} mm³ in ${name}, at (${textOf(place)}) mm.`,
    'Ask for a smaller --drain-diameter, or leave cavities of that size closed with --drain-smallest.',
  );
