// The step that cuts a model so that each piece fits the printer, with pins that put it together again.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import { boundsOf } from '../core/mesh.js';
import { choice, mm, toggle, written } from '../core/option.js';
import type { PrintModel, PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';
import { type Booleans, booleans } from '../kernel/booleans.js';
import { shareOfProgress } from '../kernel/share-of-progress.js';
import { type CutWish, cutToFit } from './cut-to-fit.js';
import { readBuildSize } from './read-build-size.js';

const connectorKinds = ['pins', 'dowels', 'none'] as const;

/** For what rounding to float32 and mending may add, mm. */
const slack = 0.02;

/**
 * Straight cuts across the patient's axes, one through what the other left: as few pieces as the boxes around them allow,
 * turned by quarters where that helps; there, where the cut is small and pins find room. Pieces stay where they were: put
 * together they are the whole, to the bit of float32.
 */
export const fit = step(
  {
    name: 'fit',
    does: 'Cut the model so that its pieces fit the printer',
    options: {
      size: written(
        '',
        '<x,y,z>',
        'what the printer can build, mm: width, depth and height',
        (text, name) => {
          if (text !== '') readBuildSize(text, name);
          return text;
        },
        'fit',
      ),
      margin: mm(2, [0, 50], 'of the build space that is left free, all around'),
      connectors: choice('pins', connectorKinds, 'what puts the pieces together', 'connectors'),
      diameter: mm(5, [1, 30], 'of pins and dowels, where they find room', 'pin-diameter'),
      smallest: mm(2, [0.5, 30], 'diameter down to which thinner ones are tried', 'pin-smallest'),
      depth: mm(6, [1, 50], 'that pins and dowels go into a piece', 'pin-depth'),
      clearance: mm(0.25, [0, 2], 'between a pin and its socket, on every side', 'clearance'),
      wall: mm(1, [0.2, 10], 'of solid material around a socket, at least', 'pin-wall'),
      numbers: toggle(true, 'the number of its piece on each cut face that has room for it'),
    },
    says: ({ size, connectors, clearance }) =>
      size === ''
        ? ''
        : `Parts larger than the printer were cut into pieces by planes${connectors === 'none' ? '' : `, with ${connectors} of ${clearance} mm clearance`}.`,
  },
  async (model: PrintModel, values, context): Promise<PrintModel> => {
    if (values.size === '') return model;
    const room = roomIn(readBuildSize(values.size, 'fit'), values.margin);
    const { diameter, smallest, depth, clearance, wall, numbers } = values;
    const wish: CutWish = {
      room,
      pins: values.connectors === 'none' ? null : { diameter, smallest, depth, clearance, wall },
      sides: values.connectors === 'pins' ? ['low', 'high'] : ['low'],
      dowels: values.connectors === 'dowels',
      numbers,
    };
    let shapes: Booleans | null = null;
    const parts: PrintPart[] = [];
    const taken = new Set(model.parts.map(({ name }) => name));
    for (const [n, part] of model.parts.entries()) {
      context.signal.throwIfAborted();
      if (fitsIn(part, room)) {
        parts.push(part);
        continue;
      }
      shapes ??= await booleans();
      const share = shareOfProgress(context, n / model.parts.length, (n + 1) / model.parts.length);
      parts.push(...pieces(shapes, part, wish, taken, share));
    }
    if (shapes === null) context.note('pieces', 'all parts fit as they are');
    return { ...model, parts };
  },
);

function pieces(
  shapes: Booleans,
  part: PrintPart,
  wish: CutWish,
  taken: Set<string>,
  context: Context,
): readonly PrintPart[] {
  const cut = cutToFit(shapes, part, wish, taken, context);
  context.note(`pieces of ${part.name}`, cut.pieces);
  const { connectors } = cut;
  if (wish.pins !== null) {
    context.note(`${wish.dowels ? 'dowels' : 'pins'} of ${part.name}`, connectors.length);
    const filled = connectors.filter(({ boss }) => boss).length;
    if (filled > 0) context.note(`of these in a boss that fills the hollow`, filled);
    if (connectors.length > 0)
      context.note('their diameters', connectors.map(({ diameter }) => diameter).join(', '), 'mm');
  }
  for (const piece of cut.parts.slice(0, cut.pieces))
    context.note(`${piece.name} on the printer`, lying(piece, wish.room));
  return cut.parts;
}

function roomIn(size: Vec3, margin: number): Vec3 {
  const [x, y, z] = size.map((side) => side - 2 * margin - slack);
  if (Math.min(x, y, z) < 5)
    throw new UserError(
      `fit: of ${size.join(' × ')} mm a margin of ${margin} mm leaves nothing to build in.`,
      'Give a smaller --fit-margin or a larger build space.',
    );
  return [x, y, z];
}

const sizeOf = ({ mesh }: PrintPart): Vec3 => {
  const { min, max } = boundsOf(mesh);
  return [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
};

const turns: readonly Vec3[] = [
  [0, 1, 2],
  [1, 0, 2],
  [0, 2, 1],
  [2, 1, 0],
  [1, 2, 0],
  [2, 0, 1],
];

/** The piece's axes that lie along the printer's x, y and z; upright first. Null where it fits in no way. */
const turnFor = (part: PrintPart, room: Vec3): Vec3 | null =>
  turns.find((turn) => turn.every((own, d) => sizeOf(part)[own] <= room[d] + slack)) ?? null;

const fitsIn = (part: PrintPart, room: Vec3): boolean => turnFor(part, room) !== null;

function lying(part: PrintPart, room: Vec3): string {
  const turn = turnFor(part, room) ?? turns[0];
  const size = turn.map((own) => sizeOf(part)[own].toFixed(1)).join(' × ');
  const axes = turn.map((own) => 'xyz'[own]).join(', ');
  return `${size} mm, ${axes === 'x, y, z' ? 'as it is' : `turned: its ${axes} along the printer's x, y, z`}`;
}
