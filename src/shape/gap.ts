// The step that keeps neighbouring parts apart, so that they come out of the printer as separate pieces that fit.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import { boundsOf, signedVolume } from '../core/mesh.js';
import { mm } from '../core/option.js';
import { type Body, bodyOf, originNumber, type PrintModel, type PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';
import { booleans, type Solid } from '../kernel/booleans.js';
import { finished } from '../kernel/finished.js';
import { keepBody } from '../kernel/keep-body.js';
import { nestedShells } from '../kernel/nested-shells.js';
import { offsetSolid } from '../kernel/offset-solid.js';
import type { Box } from '../kernel/offset-surface.js';
import { shareOfProgress } from '../kernel/share-of-progress.js';

/** Half of the gap, within these limits: on flat and gently curved sides the gap is right to 0.05 mm. */
const stepFor = (gap: number): number => Math.min(0.4, Math.max(0.1, gap / 2));

/** A part that loses less of its volume loses nothing. */
const rounding = 1e-7;
/** mm³. Loose pieces of less are crumbs. */
const smallest = 1;

/** Earlier parts keep their shape; later ones lose what lies nearer than the gap. */
export const gap = step(
  {
    name: 'gap',
    does: 'Keep neighbouring parts apart',
    options: {
      width: mm(0, [0, 5], 'clearance between parts; 0: they stay as they are', 'gap'),
    },
    says: ({ width }) =>
      width === 0
        ? ''
        : `Parts were kept ${width} mm apart: of two neighbours the one that is named later lost what lay nearer.`,
  },
  async (model: PrintModel, { width }, context): Promise<PrintModel> => {
    if (width === 0) return model;
    const parts: PrintPart[] = [];
    for (const [n, part] of model.parts.entries()) {
      const share = shareOfProgress(context, n / model.parts.length, (n + 1) / model.parts.length);
      const near = parts.filter((earlier) => meet(boxOf(earlier, width), boxOf(part, 0)));
      parts.push(await apart(part, near, width, share));
    }
    return { ...model, parts };
  },
);

async function apart(
  part: PrintPart,
  earlier: readonly PrintPart[],
  width: number,
  context: Context,
): Promise<PrintPart> {
  const shapes = await booleans();
  const fine = stepFor(width);
  const tools: Solid[] = [];
  const names: string[] = [];
  for (const { mesh, name } of earlier) {
    const near = { mesh: part.mesh, by: 2 * fine };
    const around = await offsetSolid(mesh, width, fine, context, { near, box: boxOf(part, 4 * fine) });
    if (around.triangles.length === 0) continue;
    tools.push(shapes.solid(bodyOf(around, 'cut'), `What lies near ${name}`));
    names.push(name);
  }
  if (tools.length === 0) return part;
  const left = shapes.difference(shapes.solid(part, part.name), tools);
  if (shapes.isEmpty(left))
    throw new UserError(
      `gap: '${part.name}' lies wholly within ${width} mm of ${names.map((name) => `'${name}'`).join(' and ')}: nothing would be left of it.`,
      `Ask for a smaller --gap, leave one of them out, or put '${part.name}' first.`,
    );
  const body = withoutCrumbs(finished(shapes, left, part.name));
  const lost = signedVolume(part.mesh) - signedVolume(body.mesh);
  if (lost <= rounding * signedVolume(part.mesh)) return part;
  context.note(`${part.name} lost to the gap beside ${names.join(', ')}`, lost, 'mm³');
  return { ...part, ...body };
}

/** Without the small pieces that the cut left loose, and what lies in them; what was small before stays. */
function withoutCrumbs(body: Body): Body {
  const { of, all, places, around } = nestedShells(body.mesh);
  const isCut = all.map(() => false);
  for (const [t, origin] of body.origin.entries()) if (origin === originNumber('cut')) isCut[of[t]] = true;
  const isCrumb = all.map(({ volume }, n) => isCut[n] && volume > 0 && volume < smallest);
  if (!isCrumb.includes(true) || isCrumb.every((crumb, n) => crumb || all[n].volume < 0)) return body;
  const stays = isCrumb.map((crumb, n) => !crumb && !around(places[n], n).some((other) => isCrumb[other]));
  return keepBody(body, (t) => stays[of[t]]);
}

const boxOf = ({ mesh }: PrintPart, room: number): Box => {
  const { min, max } = boundsOf(mesh);
  return {
    min: [min[0] - room, min[1] - room, min[2] - room],
    max: [max[0] + room, max[1] + room, max[2] + room],
  };
};

const meet = (a: Box, b: Box): boolean =>
  [0, 1, 2].every((d) => a.min[d] <= b.max[d] && b.min[d] <= a.max[d]);
