// Puts the model on a base plate, with columns that rise into it.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import { signedVolume } from '../core/mesh.js';
import { choice, mm, number } from '../core/option.js';
import { type Body, originNumber, type PrintModel, type PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';
import { booleans } from '../kernel/booleans.js';
import { columnPlaces } from '../kernel/column-places.js';
import { extentAlong } from '../kernel/extent-along.js';
import { finishedNear } from '../kernel/finished-near.js';
import { nestedShells } from '../kernel/nested-shells.js';
import { solidPieces } from '../kernel/solid-pieces.js';
import { type Standing, underside } from '../kernel/underside.js';
import { overlapping } from './overlapping.js';
import { type Plate, plinthSolid } from './plinth-solid.js';
import { surfaceOfOrigins } from './surface-of-origins.js';

const ways = ['superior', 'inferior', 'anterior', 'posterior', 'left', 'right'] as const;
type Way = (typeof ways)[number];

/** LPS: x to the left, y to the back, z to the head. */
const standings: Record<Way, Standing> = {
  superior: { along: [1, 0, 0], across: [0, 1, 0], up: [0, 0, 1] },
  inferior: { along: [1, 0, 0], across: [0, -1, 0], up: [0, 0, -1] },
  left: { along: [0, 1, 0], across: [0, 0, 1], up: [1, 0, 0] },
  right: { along: [0, 0, 1], across: [0, 1, 0], up: [-1, 0, 0] },
  posterior: { along: [0, 0, 1], across: [1, 0, 0], up: [0, 1, 0] },
  anterior: { along: [1, 0, 0], across: [0, 0, 1], up: [0, -1, 0] },
};

interface Wish {
  readonly height: number;
  readonly margin: number;
  readonly shape: 'box' | 'round';
  readonly up: Way;
  readonly columns: number;
  readonly diameter: number;
  readonly gap: number;
}

const largestOf = (parts: readonly PrintPart[]): PrintPart =>
  parts.reduce((a, b) => (signedVolume(b.mesh) > signedVolume(a.mesh) ? b : a));

function plateUnder(parts: readonly PrintPart[], standing: Standing, wish: Wish): Plate {
  const ways = [standing.along, standing.across, standing.up];
  const [[x0, x1], [y0, y1], [low]] = ways.map((way) => {
    const all = parts.map(({ mesh }) => extentAlong(mesh.positions, way));
    return [Math.min(...all.map(([from]) => from)), Math.max(...all.map(([, to]) => to))] as const;
  });
  const { margin, shape, height } = wish;
  const middle = [(x0 + x1) / 2, (y0 + y1) / 2] as const;
  const half = [(x1 - x0) / 2, (y1 - y0) / 2] as const;
  const wide = shape === 'round' ? roundness(parts, standing, middle, half) : 1;
  const reach = half.map((size) => wide * size + margin);
  return {
    low: [middle[0] - reach[0], middle[1] - reach[1]],
    high: [middle[0] + reach[0], middle[1] + reach[1]],
    top: low - wish.gap,
    height,
    shape,
  };
}

type Two = readonly [number, number];

/** How much larger than the box around them an ellipse has to be that holds all parts: 1 to √2. */
function roundness(parts: readonly PrintPart[], { along, across }: Standing, middle: Two, half: Two): number {
  let most = 1;
  for (const { mesh } of parts) {
    const p = mesh.positions;
    for (let v = 0; v < p.length; v += 3) {
      const x = (along[0] * p[v] + along[1] * p[v + 1] + along[2] * p[v + 2] - middle[0]) / half[0];
      const y = (across[0] * p[v] + across[1] * p[v + 1] + across[2] * p[v + 2] - middle[1]) / half[1];
      most = Math.max(most, x * x + y * y);
    }
  }
  return Math.sqrt(most);
}

/** Fine enough to see what a column ends in. */
const cellFor = (radius: number): number => Math.min(1, Math.max(0.25, radius / 4));

/** Of what was open below and is a closed cavity now. */
function warnOfClosed(part: PrintPart, body: Body, context: Context): void {
  const before = nestedShells(part.mesh).all.filter(({ volume }) => volume < 0).length;
  const { all, of, places } = nestedShells(body.mesh);
  const walls = new Set([...of].filter((_, t) => body.origin[t] === originNumber('support')));
  const closed = [...all.keys()].filter((c) => all[c].volume < 0 && walls.has(c));
  if (closed.length === 0 || all.filter(({ volume }) => volume < 0).length <= before) return;
  context.find({
    severity: 'warning',
    code: 'plinth-closes',
    message: `The plate of the plinth closes ${closed.length} hollows of '${part.name}' from below: what is in there can't get out.`,
    places: closed.slice(0, 10).map((c) => places[c]),
  });
}

export const plinth = step(
  {
    name: 'plinth',
    does: 'Put the model on a plinth',
    options: {
      height: mm(0, [0, 100], 'height of a base plate under the model; 0: none', 'plinth'),
      margin: mm(5, [0, 100], 'how far the plate reaches beyond the model', 'plinth-margin'),
      shape: choice('box', ['box', 'round'], 'shape of the plate', 'plinth-shape'),
      up: choice<Way>(
        'superior',
        ways,
        'what of the patient points up; the plate lies at the other end',
        'plinth-up',
      ),
      columns: number(4, [0, 20], 'columns that rise from the plate into the model', {
        whole: true,
        flag: 'plinth-columns',
      }),
      diameter: mm(6, [1, 40], 'diameter of the columns', 'plinth-diameter'),
      gap: mm(
        -1,
        [-20, 300],
        'how high the lowest point of the model stands above the plate; below 0, it sinks in',
        'plinth-gap',
      ),
    },
    says: ({ height, up, columns, diameter }) =>
      height === 0
        ? ''
        : `The model was put on a plate ${height} mm high, with its ${up} side up and up to ${columns} columns of ${diameter} mm diameter that end in its lowest walls.`,
  },
  async (model: PrintModel, wish, context): Promise<PrintModel> => {
    if (wish.height === 0) return model;
    const { height, gap, up, columns, diameter } = wish;
    if (-gap > height)
      throw new UserError(
        `plinth: a plate of ${height} mm does not hold a model that sinks ${-gap} mm into it.`,
        'Make the plate higher with --plinth, or let the model sink in less with --plinth-gap.',
      );
    const part = largestOf(model.parts);
    const standing = standings[up];
    const plate = plateUnder(model.parts, standing, wish);
    const view = underside(part.mesh, standing, cellFor(diameter / 2));
    const places = columnPlaces(view, { count: columns, radius: diameter / 2, floor: plate.top });
    if (places.length === 0 && !view.bottom.some((bottom) => bottom < plate.top))
      throw new UserError(
        columns === 0
          ? `plinth: '${part.name}' does not touch the plate, and there are no columns.`
          : `plinth: no column of ${diameter} mm finds a wall above the plate that it could end in, and '${part.name}' does not touch the plate.`,
        'Take more or thinner columns (--plinth-columns, --plinth-diameter), or let the model sink in with --plinth-gap -1.',
      );
    context.signal.throwIfAborted();
    context.progress(0.2);
    const shapes = await booleans();
    const others = model.parts.filter((other) => other !== part);
    const stand = plinthSolid(shapes, plate, places, diameter / 2, standing);
    const free = shapes.difference(
      stand,
      overlapping(stand, others).map((other) => shapes.solid(other, other.name)),
    );
    const solid = shapes.solid(part, part.name);
    const body = finishedNear(shapes, (by) => shapes.union([solid, free.translate([...by])]), part.name);
    if (solidPieces(body.mesh).volumes.length > solidPieces(part.mesh).volumes.length)
      throw new UserError(
        `plinth: the plate and its columns do not hold together with '${part.name}'.`,
        'Choose another side with --plinth-up, more columns, or let the model sink in deeper with --plinth-gap.',
      );
    context.note('columns', places.length);
    warnOfClosed(part, body, context);
    const support = originNumber('support');
    const touched =
      surfaceOfOrigins(part, (o) => o !== support) - surfaceOfOrigins(body, (o) => o !== support);
    context.note('area touched by the plinth', touched, 'mm²');
    return {
      ...model,
      parts: model.parts.map((other) => (other === part ? { ...part, ...body } : other)),
    };
  },
);
