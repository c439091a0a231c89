// Of parts that overlap, gives what they have in common to one of them.
import { UserError } from '../core/errors.js';
import { signedVolume } from '../core/mesh.js';
import { choice } from '../core/option.js';
import type { PrintModel, PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';
import { lengthOf } from '../core/vec3.js';
import { bodiesOverlap } from '../kernel/bodies-overlap.js';
import { booleans } from '../kernel/booleans.js';
import { finishedNear } from '../kernel/finished-near.js';

/** Less than this share of a part is what rounding leaves, and no overlap. */
const least = 1e-6;

/** The part without the others; itself where it has nothing in common with them but touches them. */
async function without(part: PrintPart, others: readonly PrintPart[]): Promise<PrintPart> {
  const shapes = await booleans();
  const whole = shapes.solid(part, part.name);
  const tools = others.map((other) => shapes.solid(other, other.name));
  const rest = shapes.difference(whole, tools);
  const lost = shapes.volume(whole) - shapes.volume(rest);
  if (lost <= least * shapes.volume(whole)) return part;
  if (shapes.isEmpty(rest) || shapes.volume(rest) <= least * shapes.volume(whole))
    throw new UserError(
      `resolve-overlaps: '${part.name}' lies wholly within ${others.map(({ name }) => `'${name}'`).join(' and ')}: nothing would be left of it.`,
      `Leave one of them out, put '${part.name}' before the other, or keep overlaps as they are.`,
    );
  const body = finishedNear(
    shapes,
    (by) =>
      lengthOf(by) === 0
        ? rest
        : shapes.difference(
            whole,
            tools.map((tool) => tool.translate([...by])),
          ),
    part.name,
  );
  return { ...part, ...body };
}

/**
 * Where parts overlap, the later lose what the earlier have (or the other way round), so that the wall between them is
 * exactly the one of the part that keeps its shape. Parts that only share walls stay as they are.
 */
export const resolveOverlaps = step(
  {
    name: 'resolve-overlaps',
    does: 'Give what parts have in common to one of them',
    options: {
      overlaps: choice(
        'first',
        ['first', 'last', 'keep'],
        'which of two parts that overlap keeps its shape; the other loses what they have in common',
        'overlaps',
      ),
    },
    says: ({ overlaps }) =>
      overlaps === 'last' ? 'Where parts overlapped, the later part kept its shape.' : '',
  },
  async (model: PrintModel, { overlaps }, context): Promise<PrintModel> => {
    if (overlaps === 'keep' || model.parts.length < 2) return model;
    const ranked = overlaps === 'first' ? model.parts : model.parts.toReversed();
    const done: PrintPart[] = [];
    for (const [n, part] of ranked.entries()) {
      context.signal.throwIfAborted();
      context.progress(n / ranked.length);
      // As they were before: what these lost was lost to others of them, and new walls beside old ones would leave films.
      const others = ranked.slice(0, n).filter((other) => bodiesOverlap(other.mesh, part.mesh));
      const rest = others.length === 0 ? part : await without(part, others);
      if (rest !== part)
        context.note(
          `${part.name} lost to ${others.map(({ name }) => name).join(', ')}`,
          signedVolume(part.mesh) - signedVolume(rest.mesh),
          'mm³',
        );
      done.push(rest);
    }
    return { ...model, parts: overlaps === 'first' ? done : done.toReversed() };
  },
);
