// The step that makes walls thick enough to be printed.
import type { Context } from '../core/context.js';
import type { Vec3 } from '../core/grid.js';
import { type Mesh, signedVolume } from '../core/mesh.js';
import { mm } from '../core/option.js';
import { bodyOf, type PrintModel, type PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';
import { booleans } from '../kernel/booleans.js';
import { finished } from '../kernel/finished.js';
import { shareOfProgress } from '../kernel/share-of-progress.js';
import { shellsOf } from '../kernel/shells.js';
import { thickWalls } from '../kernel/thick-walls.js';

const mostPlaces = 10;

interface Thickened {
  readonly part: PrintPart;
  /** mm³. */
  readonly added: number;
  /** The largest first. */
  readonly places: readonly { readonly place: Vec3; readonly volume: number }[];
  /** Bodies that the part has fewer now: they lay so near each other that what was added joins them. */
  readonly joined: number;
}

/** Only walls thinner than the least thickness change: as much is added on both of their sides. */
export const thicken = step(
  {
    name: 'thicken',
    does: 'Make thin walls as thick as a printer needs',
    options: {
      least: mm(0, [0, 5], 'least thickness of walls; 0: walls stay as they are', 'thicken'),
    },
    says: ({ least }) =>
      least === 0
        ? ''
        : `Walls thinner than ${least} mm were made that thick, by as much on both sides; where walls are thicker, nothing was changed.`,
  },
  async (model: PrintModel, { least }, context): Promise<PrintModel> => {
    if (least === 0) return model;
    const made: Thickened[] = [];
    for (const [n, part] of model.parts.entries()) {
      const share = shareOfProgress(context, n / model.parts.length, (n + 1) / model.parts.length);
      made.push(await thickened(part, least, share));
    }
    const places = made.flatMap((one) => one.places).sort((a, b) => b.volume - a.volume);
    const added = made.reduce((sum, one) => sum + one.added, 0);
    context.note('places made thicker', places.length);
    context.note('material added', added, 'mm³');
    if (places.length > 0)
      context.find({
        severity: 'warning',
        code: 'thickened',
        message: `Walls thinner than ${least} mm were made that thick at ${places.length} places; ${added.toFixed(1)} mm³ were added to the anatomy.`,
        places: places.slice(0, mostPlaces).map(({ place }) => place),
      });
    const joined = made.reduce((sum, one) => sum + one.joined, 0);
    if (joined > 0)
      context.find({
        severity: 'warning',
        code: 'thickened-joined',
        message: `What was added to thin walls joined ${joined} bodies to others beside them, which they did not touch before.`,
      });
    return { ...model, parts: made.map(({ part }) => part) };
  },
);

async function thickened(part: PrintPart, least: number, context: Context): Promise<Thickened> {
  const more = await thickWalls(part.mesh, least, context);
  if (more.triangles.length === 0) return { part, added: 0, places: [], joined: 0 };
  const shapes = await booleans();
  const whole = shapes.union([
    shapes.solid(part, part.name),
    shapes.solid(bodyOf(more, 'added'), `What thickens ${part.name}`),
  ]);
  const body = finished(shapes, whole, part.name);
  return {
    part: { ...part, ...body },
    added: signedVolume(body.mesh) - signedVolume(part.mesh),
    places: placesOf(more),
    joined: Math.max(0, bodiesIn(part.mesh) - bodiesIn(body.mesh)),
  };
}

const bodiesIn = (mesh: Mesh): number => shellsOf(mesh).all.filter(({ volume }) => volume > 0).length;

/** A corner of each shell. */
const placesOf = (mesh: Mesh): Thickened['places'] =>
  shellsOf(mesh).all.map(({ first, volume }) => {
    const v = 3 * mesh.triangles[3 * first];
    const [x, y, z] = mesh.positions.subarray(v, v + 3);
    return { place: [x, y, z], volume };
  });
