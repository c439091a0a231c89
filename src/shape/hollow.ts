// The step that makes parts hollow, which saves material and time.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import { signedVolume } from '../core/mesh.js';
import { choice, mm, number } from '../core/option.js';
import { type Body, bodyOf, type PrintModel, type PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';
import { deepestInside } from '../kernel/deepest-inside.js';
import { filledBody } from '../kernel/filled-body.js';
import { type Hollowed, hollowInside } from '../kernel/hollow-inside.js';
import { joinBodies, turnedOver } from '../kernel/join-bodies.js';
import { offsetSolid } from '../kernel/offset-solid.js';
import { shareOfProgress } from '../kernel/share-of-progress.js';
import { shellsOf } from '../kernel/shells.js';
import { targetOf } from '../kernel/target-of.js';
import { wallAround } from '../kernel/wall-around.js';

const sides = ['inside', 'centred', 'outside'] as const;

interface Wish {
  readonly wall: number;
  readonly side: (typeof sides)[number];
  /** mm between the samples of the distance. */
  readonly voxel: number;
  readonly smallest: number;
}

/** A quarter of the wall keeps it right to 0.05 mm. */
const voxelOf = (wall: number): number => Math.min(0.6, Math.max(0.3, wall / 4));
/** Fewer than so many voxels in a wall, and its two sides could meet. */
const fewestInWall = 1.5;

/** Each part with a wall as thick as wished, and nothing in it. A part too thin for that stays as it is, with a finding. */
export const hollow = step(
  {
    name: 'hollow',
    does: 'Make parts hollow',
    options: {
      wall: mm(0, [0, 20], 'thickness of the wall; 0: parts stay solid', 'hollow'),
      side: choice<Wish['side']>(
        'inside',
        sides,
        'on which side of the surface the wall lies: inside, centred, or outside, where the part becomes the cavity',
        'hollow-side',
      ),
      voxel: mm(
        0,
        [0, 2],
        'fineness of the wall; 0: a quarter of its thickness, from 0.3 to 0.6 mm',
        'hollow-voxel',
      ),
      smallest: number(50, [0, 1e6], 'hollows that are smaller stay filled', {
        flag: 'hollow-smallest',
        unit: 'mm³',
      }),
    },
    says: ({ wall, side, smallest }) =>
      wall === 0
        ? ''
        : `Parts were made hollow, with a wall of ${wall} mm ${sideText[side]}, by exact distances to the surface on a grid; hollows of less than ${smallest} mm³ stayed filled.`,
  },
  async (model: PrintModel, { wall, side, voxel, smallest }, context): Promise<PrintModel> => {
    if (wall === 0) return model;
    const wish = { wall, side, smallest, voxel: voxel || voxelOf(wall) };
    if (wall < fewestInWall * wish.voxel)
      throw new UserError(
        `hollow: a wall of ${wall} mm is too thin for voxels of ${wish.voxel} mm.`,
        `Ask for a wall of ${Number((fewestInWall * wish.voxel).toFixed(2))} mm at least, or smaller voxels.`,
      );
    const parts: PrintPart[] = [];
    let count = 0;
    for (const [n, part] of model.parts.entries()) {
      const share = shareOfProgress(context, n / model.parts.length, (n + 1) / model.parts.length);
      const made = await hollowed(part, wish, share);
      count += made?.count ?? 0;
      parts.push(made === null ? part : { ...part, ...made.body });
      if (made === null && model.parts.length > 1) await tellSolid(part, wish, context);
    }
    if (count === 0) throw await nothingHollow(model.parts, wish, context);
    const volume = (of: readonly PrintPart[]): number =>
      of.reduce((sum, { mesh }) => sum + signedVolume(mesh), 0);
    context.note('hollows', count);
    context.note('material of the model', volume(parts), 'mm³');
    if (side === 'inside')
      context.note('material saved', 100 * (1 - volume(parts) / volume(model.parts)), '%');
    return { ...model, parts };
  },
);

const sideText: Readonly<Record<Wish['side'], string>> = {
  inside: 'inside the surface, which stayed as it was',
  centred: 'half inside and half outside the surface',
  outside: 'outside the surface, which is now that of the hollow',
};

/** Null where the part is too thin. */
async function hollowed(
  part: Body,
  { wall, side, voxel, smallest }: Wish,
  context: Context,
): Promise<Hollowed | null> {
  if (side === 'inside') return hollowInside(part, wall, voxel, smallest, context);
  const body =
    side === 'outside'
      ? await wallAround(part, wall, voxel, smallest, context)
      : await wallAcross(part, wall, voxel, smallest, context);
  return body && { body, count: shellsOf(body.mesh).all.filter(({ volume }) => volume < 0).length };
}

/** Half of the wall on each side of the surface; cavities of the solid are filled before. */
async function wallAcross(
  body: Body,
  wall: number,
  voxel: number,
  smallest: number,
  context: Context,
): Promise<Body | null> {
  const { mesh } = filledBody(body);
  const first = shareOfProgress(context, 0, 0.5);
  const inner = await offsetSolid(
    mesh,
    -wall / 2,
    voxel,
    first,
    {},
    (volume) => volume >= Math.max(smallest, voxel ** 3),
  );
  if (inner.triangles.length === 0) return null;
  const outer = await offsetSolid(mesh, wall / 2, voxel, shareOfProgress(context, 0.5, 1), {}, (volume) =>
    volume > 0 ? volume >= voxel ** 3 : -volume >= Math.max(smallest, voxel ** 3),
  );
  return joinBodies([bodyOf(outer, 'offset'), turnedOver(bodyOf(inner, 'inside'))]);
}

const thickest = async ({ mesh }: PrintPart, context: Context): Promise<number> =>
  2 * deepestInside(await targetOf(mesh, context)).depth;

async function tellSolid(part: PrintPart, { wall }: Wish, context: Context): Promise<void> {
  context.find({
    severity: 'warning',
    code: 'not-hollowed',
    message: `${part.name} stayed solid: it is ${(await thickest(part, context)).toFixed(1)} mm thick at most, too little for a wall of ${wall} mm and a hollow worth it.`,
  });
}

async function nothingHollow(
  parts: readonly PrintPart[],
  { wall, smallest }: Wish,
  context: Context,
): Promise<UserError> {
  let most = 0;
  for (const part of parts) most = Math.max(most, await thickest(part, context));
  return new UserError(
    `hollow: with a wall of ${wall} mm nothing of the model becomes hollow: it is ${most.toFixed(1)} mm thick at most, and hollows of less than ${smallest} mm³ are not made.`,
    'Ask for a thinner wall with --hollow, for smaller hollows with --hollow-smallest, or leave the model solid.',
  );
}
