// Cuts the model by planes, and closes what was cut.
import { UserError } from '../core/errors.js';
import { choice, written } from '../core/option.js';
import type { PrintModel, PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';
import { type Booleans, booleans, type Solid } from '../kernel/booleans.js';
import { type Extent, extentAlong } from '../kernel/extent-along.js';
import { finished } from '../kernel/finished.js';
import { FilmError } from '../kernel/mend-body.js';
import { freeName } from './free-name.js';
import { type Plane, readPlanes } from './read-planes.js';

/** A plane that takes off less than this (mm) misses. */
const least = 0.01;

/** mm. Where a plane leaves films that can't be mended, as beside an older cut, it is moved so far. */
const nudges = [0, 0.0013, -0.0017];

const passes = (plane: Plane, [low, high]: Extent): boolean =>
  plane.at > low + least && plane.at < high - least;

type Keep = 'both' | 'above' | 'below';

/** The pieces of a part, from below the planes to above them. None where all of it lies on the side that goes. */
function piecesOf(
  shapes: Booleans,
  part: PrintPart,
  planes: readonly Plane[],
  keep: Keep,
): readonly PrintPart[] {
  const whole = extents(part.mesh.positions, planes);
  const gone = whole.some(
    ([low, high], n) =>
      (keep === 'above' && high <= planes[n].at + least) || (keep === 'below' && low >= planes[n].at - least),
  );
  if (gone) return [];
  const through = planes.filter((plane, n) => passes(plane, whole[n]));
  if (through.length === 0) return [part];
  let first: unknown = null;
  for (const by of nudges)
    try {
      let pieces: readonly Solid[] = [shapes.solid(part, part.name)];
      for (const { at, ...plane } of through)
        pieces = pieces.flatMap((piece) => halves(shapes, piece, { ...plane, at: at + by }, keep));
      return pieces.map((piece) => ({ ...part, ...finished(shapes, piece, part.name) }));
    } catch (error) {
      if (!(error instanceof FilmError)) throw error;
      first ??= error;
    }
  throw first;
}

const extents = (positions: Float32Array, planes: readonly Plane[]): readonly Extent[] =>
  planes.map(({ normal }) => extentAlong(positions, normal));

function halves(shapes: Booleans, piece: Solid, plane: Plane, keep: Keep): readonly Solid[] {
  const [low, high] = extentAlong(piece.getMesh().vertProperties, plane.normal);
  if (!passes(plane, [low, high])) {
    const isAbove = low + high > 2 * plane.at;
    return keep === 'both' || (keep === 'above') === isAbove ? [piece] : [];
  }
  const [above, below] = shapes.split(piece, plane.normal, plane.at);
  const kept = keep === 'above' ? [above] : keep === 'below' ? [below] : [below, above];
  // The halves are made before what they are made of goes.
  const sound = kept.filter((half) => !shapes.isEmpty(half));
  piece.delete();
  return sound;
}

/** Throws a UserError for a plane that cuts nothing. */
function refuseMisses(parts: readonly PrintPart[], planes: readonly Plane[]): void {
  const all = parts.map((part) => extents(part.mesh.positions, planes));
  planes.forEach((plane, n) => {
    if (all.some((own) => passes(plane, own[n]))) return;
    const low = Math.min(...all.map((own) => own[n][0]));
    const high = Math.max(...all.map((own) => own[n][1]));
    throw new UserError(
      `cut: the plane ${plane.text} cuts nothing. Along its normal, the model lies from ${low.toFixed(2)} to ${high.toFixed(2)} mm, and the plane at ${plane.at.toFixed(2)} mm.`,
      'Give a plane that passes through the model.',
    );
  });
}

/**
 * Of both sides, each part's pieces are parts of their own: 'bone-1', 'bone-2' from below to above. Parts that no plane meets
 * stay as they are; but with one side kept, those wholly on the other side go.
 */
export const cut = step(
  {
    name: 'cut',
    does: 'Cut the model by planes',
    options: {
      planes: written(
        '',
        '<planes>',
        'planes to cut along, in mm in the patient’s frame (x to the left, y to the back, z to the head), such as z=120; a normal and its distance from the origin, such as 1,0.2,0:35, or a normal and a point, such as 1,0.2,0@12,-40,120; several apart by semicolons',
        (text, name) => {
          readPlanes(text, name);
          return text.trim();
        },
        'cut',
      ),
      keep: choice(
        'both',
        ['both', 'above', 'below'],
        'which side of the cuts to keep; above is where the normal points to (left, back, head)',
        'cut-keep',
      ),
    },
    says: ({ planes, keep }) =>
      planes === ''
        ? ''
        : `The model was cut along ${readPlanes(planes, 'cut')
            .map(({ text }) => text)
            .join('; ')} mm (LPS) with closed caps; ${
            keep === 'both' ? 'both sides were kept' : `the side ${keep} was kept`
          }.`,
  },
  async (model: PrintModel, { planes: text, keep }, context): Promise<PrintModel> => {
    const planes = readPlanes(text, 'cut');
    if (planes.length === 0) return model;
    refuseMisses(model.parts, planes);
    const taken = new Set(model.parts.map(({ name }) => name));
    const parts: PrintPart[] = [];
    for (const [n, part] of model.parts.entries()) {
      context.signal.throwIfAborted();
      context.progress(n / model.parts.length);
      const pieces = piecesOf(await booleans(), part, planes, keep);
      if (pieces.length === 0) context.note('left out', part.name);
      if (pieces.length > 1) context.note(`pieces of ${part.name}`, pieces.length);
      parts.push(
        ...(pieces.length > 1
          ? pieces.map((piece, k) => ({ ...piece, name: freeName(`${part.name}-${k + 1}`, taken) }))
          : pieces),
      );
    }
    if (parts.length === 0)
      throw new UserError(
        `cut: nothing of the model lies ${keep} all of the planes ${text}.`,
        'Keep the other side, or both.',
      );
    return { ...model, parts };
  },
);
