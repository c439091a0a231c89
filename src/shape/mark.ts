// The step that puts names on a model, and the sides of the patient, so that it can't be mistaken.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import { boundsOf, signedVolume } from '../core/mesh.js';
import { choice, mm, toggle, written } from '../core/option.js';
import { nearestSide, sideLetter, sideNames } from '../core/patient-sides.js';
import type { PrintModel, PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';
import { lengthOf, minus } from '../core/vec3.js';
import { type Booleans, booleans } from '../kernel/booleans.js';
import { letters } from '../kernel/letters.js';
import { mended } from '../kernel/mend-body.js';
import { nearestPlace } from '../kernel/nearest-place.js';
import { type Rays, raysInto } from '../kernel/ray-hits.js';
import { triangleTree } from '../kernel/triangle-tree.js';
import { markSizes } from './mark-sizes.js';
import { type Marking, type MarkRoom, type PlacedMark, placeMark } from './place-mark.js';
import { readMarkPlace } from './read-mark-place.js';

const readable = (text: string): string => {
  if (text !== '') letters(text, 1);
  return text.trim();
};

const options = {
  text: written('', '<text>', 'what to write on the model, one line', readable, 'mark'),
  style: choice('engraved', ['engraved', 'embossed'], 'into the surface, or raised from it'),
  height: mm(0, [0, 50], 'of a capital; 0: 2.5, on models of more than 100 mm up to 7.5'),
  depth: mm(0, [0, 10], 'of the letters; 0: 0.6, on models of more than 100 mm up to 3'),
  place: written(
    'auto',
    '<auto|tag|x,y,z>',
    'where it fits best, on a tag of its own, or at a point of the model (mm, LPS)',
    (text, name) => {
      readMarkPlace(text, name);
      return text;
    },
  ),
  side: choice(
    'any',
    ['any', ...sideNames],
    'the side of the patient that it shall face, if it finds a place there',
  ),
  sides: toggle(false, 'letters R, L, A, P, S and I, each on its own side of the model'),
  wall: mm(1, [0.2, 10], 'of material that engraved letters leave behind them, at least'),
  parts: choice('largest', ['largest', 'all'], 'which of several parts; all of them get their own name too'),
};

interface Values {
  readonly text: string;
  readonly style: 'engraved' | 'embossed';
  readonly height: number;
  readonly depth: number;
  readonly place: string;
  readonly side: 'any' | (typeof sideNames)[number];
  readonly sides: boolean;
  readonly wall: number;
  readonly parts: 'largest' | 'all';
}

/**
 * Text is found a place on surfaces of our own making first (plinth, cut), then on the anatomy: where a plane or a gently
 * bent surface fits within half a letter's depth, with solid material behind. Letters follow that surface, their depth is
 * measured along its mean normal. Where there is none, a tag on an arm carries them. A mirrored model's mark says so. The
 * letters of the sides name directions in the frame that the model lies in.
 */
export const mark = step(
  {
    name: 'mark',
    does: 'Write on the model what and whose side it is',
    options,
    says: ({ text, style, sides }) => {
      const what = [
        text === '' ? '' : `the text '${text}'`,
        sides ? "the letters of the patient's sides" : '',
      ];
      const given = what.filter((word) => word !== '').join(' and ');
      return given === '' ? '' : `The model was marked with ${given}, ${style}.`;
    },
  },
  async (model: PrintModel, values, context): Promise<PrintModel> => {
    if (values.text === '' && !values.sides) {
      if (model.mirrored !== null) tellUnmarked(model.parts, context);
      return model;
    }
    refuseTiny(values.height);
    const shapes = await booleans();
    const chosen = chosenParts(model, values);
    const rays = model.parts.map(({ mesh }) => raysInto(triangleTree(mesh)));
    const parts: PrintPart[] = [];
    for (const [n, part] of model.parts.entries()) {
      context.signal.throwIfAborted();
      context.progress(n / model.parts.length);
      parts.push(chosen.includes(part) ? markedPart(shapes, model, n, rays, values, context) : part);
    }
    const silent = model.parts.filter((part) => !chosen.includes(part));
    if (model.mirrored !== null && silent.length > 0) tellUnmarked(silent, context);
    return { ...model, parts };
  },
);

/** A mark at a point is for the part that is nearest to it. */
function chosenParts(model: PrintModel, { parts, place, text }: Values): readonly PrintPart[] {
  const at = readMarkPlace(place, 'mark-place');
  if (typeof at !== 'string' && text !== '') return [nearestPart(model, at)];
  return parts === 'all' ? model.parts : [largestOf(model)];
}

function nearestPart({ parts }: PrintModel, at: Vec3): PrintPart {
  if (parts.length === 1) return parts[0];
  const away = parts.map(({ mesh }) => lengthOf(minus(nearestPlace(mesh, at).place, at)));
  return parts[away.indexOf(Math.min(...away))];
}

function tellUnmarked(parts: readonly PrintPart[], { find }: Context): void {
  find({
    severity: 'warning',
    code: 'mirrored-unmarked',
    message: `The model is mirrored, and nothing says so on ${parts.map(({ name }) => name).join(', ')}: mark it (--mark, --mark-parts all).`,
  });
}

function refuseTiny(height: number): void {
  if (height > 0 && height < 1)
    throw new UserError(
      `Letters of ${height} mm can't be read.`,
      'Give --mark-height 1 mm or more; 2.5 mm print well.',
    );
}

const largestOf = ({ parts }: PrintModel): PrintPart => {
  const volumes = parts.map(({ mesh }) => signedVolume(mesh));
  return parts[volumes.indexOf(Math.max(...volumes))];
};

function markedPart(
  shapes: Booleans,
  model: PrintModel,
  number: number,
  rays: readonly Rays[],
  values: Values,
  context: Context,
): PrintPart {
  const part = model.parts[number];
  const solid = shapes.solid(part, part.name);
  const placed: PlacedMark[] = [];
  for (const marking of markingsFor(model, part, number, values)) {
    const room: MarkRoom = {
      body: part,
      solid,
      rays: rays[number],
      others: rays.filter((_, n) => n !== number),
      name: part.name,
      bounds: boundsOfAll(model),
      taken: placed.map(({ at, radius }) => ({ at, radius })),
      tagged: new Set(placed.flatMap(({ tag }) => (tag === null ? [] : [tag]))),
    };
    const found = placeMark(shapes, room, marking, context.signal);
    if (found === null) {
      missed(marking, part, context);
      continue;
    }
    placed.push(found);
    context.note(`mark on ${part.name}`, toldOf(marking, found));
  }
  if (placed.length === 0) return part;
  const whole = shapes.union([solid, ...placed.flatMap(({ added }) => added)]);
  const removed = placed.flatMap((one) => one.removed);
  const cut = removed.length === 0 ? whole : shapes.difference(whole, removed);
  return { ...part, ...mended(shapes.body(cut, part.name), part.name) };
}

function markingsFor(model: PrintModel, part: PrintPart, number: number, values: Values): Marking[] {
  const { min, max } = boundsOfAll(model);
  const extent = Math.max(...[0, 1, 2].map((d) => max[d] - min[d]));
  const { style, wall } = values;
  const sizes = markSizes(extent, values.height, values.depth, style === 'embossed');
  const own = values.parts === 'all' && model.parts.length > 1 ? [nameIn(part.name, number)] : [];
  const mirrored = model.mirrored === null ? [] : ['MIRRORED'];
  const lines = [...(values.text === '' ? [] : [values.text, ...own]), ...mirrored];
  const place = readMarkPlace(values.place, 'mark-place');
  const side = values.side === 'any' ? null : values.side;
  const text: Marking = { lines, style, place, side, outermost: false, sizes, wall };
  const letter = (of: (typeof sideNames)[number]): Marking => ({
    ...text,
    lines: [sideLetter(of)],
    place: 'auto',
    side: of,
    outermost: true,
  });
  return [
    ...(lines.length > 0 ? [text] : []),
    ...(values.sides && (part === largestOf(model) || typeof place !== 'string')
      ? sideNames.map(letter)
      : []),
  ];
}

/** The part's name, or its number where the font has no letters for it. */
function nameIn(name: string, number: number): string {
  try {
    letters(name, 1);
    return name;
  } catch (error) {
    if (error instanceof UserError) return String(number + 1);
    throw error;
  }
}

function missed({ lines, outermost, sizes }: Marking, part: PrintPart, context: Context): void {
  const message = `'${lines.join(' ')}' finds no place on ${part.name}, and no hold for a tag, with letters ${sizes[sizes.length - 1].height} mm high.`;
  if (!outermost)
    throw new UserError(
      message,
      'Ask for smaller letters (--mark-height), a smaller --mark-depth or --mark-wall.',
    );
  context.find({ severity: 'warning', code: 'side-unmarked', message });
}

const toldOf = ({ lines, style }: Marking, { at, out, height, depth, tag }: PlacedMark): string =>
  `'${lines.join(' / ')}' ${style}, ${height} mm high, ${Number(depth.toFixed(2))} mm deep, ${tag === null ? '' : 'on a tag, '}at ${at.map((x) => x.toFixed(1)).join(', ')}, facing ${nearestSide(out)}`;

function boundsOfAll({ parts }: PrintModel): { readonly min: Vec3; readonly max: Vec3 } {
  const all = parts.map(({ mesh }) => boundsOf(mesh));
  const pick = (of: 'min' | 'max', d: 0 | 1 | 2): number => Math[of](...all.map((bounds) => bounds[of][d]));
  return {
    min: [pick('min', 0), pick('min', 1), pick('min', 2)],
    max: [pick('max', 0), pick('max', 1), pick('max', 2)],
  };
}
