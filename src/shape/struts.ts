// Joins the loose pieces of each part with round struts, so that it is printed, and held, as one.
import { UserError } from '../core/errors.js';
import { mm } from '../core/option.js';
import type { PrintModel, PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';
import { booleans } from '../kernel/booleans.js';
import { finishedNear } from '../kernel/finished-near.js';
import { raysInto } from '../kernel/ray-hits.js';
import { type Bridge, shortestBridges } from '../kernel/shortest-bridges.js';
import { solidPieces } from '../kernel/solid-pieces.js';
import { strutBetween } from '../kernel/strut-between.js';
import { trees } from '../kernel/trees.js';

/** A strut that touches no more than a film of a piece does not hold it: then others are tried. */
const attempts = 3;

function refuseLong(part: PrintPart, bridges: readonly Bridge[], longest: number): void {
  const far = bridges.find(({ length }) => length > longest);
  if (far === undefined) return;
  const [x, y, z] = far.to;
  throw new UserError(
    `struts: a loose piece of '${part.name}' at (${x.toFixed(1)}, ${y.toFixed(1)}, ${z.toFixed(1)}) mm is ${far.length.toFixed(1)} mm away from the rest, more than ${longest} mm.`,
    'Allow longer struts with --struts-longest, or leave the piece out, with --largest or --drop-smaller.',
  );
}

interface Joined {
  readonly part: PrintPart;
  readonly lengths: readonly number[];
}

async function joined(part: PrintPart, diameter: number, longest: number): Promise<Joined> {
  let now = part;
  const lengths: number[] = [];
  for (let n = 0; n < attempts; n++) {
    const { mesh } = now;
    const pieces = solidPieces(mesh);
    if (pieces.volumes.length < 2) return { part: now, lengths };
    const bridges = shortestBridges(mesh, pieces);
    refuseLong(part, bridges, longest);
    const shapes = await booleans();
    const rays = raysInto(trees.of(mesh));
    const struts = bridges.map((bridge) => strutBetween(shapes, rays, bridge, diameter));
    const solid = shapes.solid(now, part.name);
    const whole = finishedNear(
      shapes,
      (by) => shapes.union([solid, ...struts.map((strut) => strut.translate([...by]))]),
      part.name,
    );
    now = { ...part, ...whole };
    lengths.push(...bridges.map(({ length }) => length));
  }
  const left = solidPieces(now.mesh).volumes.length;
  if (left < 2) return { part: now, lengths };
  throw new UserError(
    `struts: ${left - 1} pieces of '${part.name}' are still loose: they are too thin for struts of ${diameter} mm to hold on to.`,
    'Leave them out, with --largest or --drop-smaller, or take thicker struts.',
  );
}

export const struts = step(
  {
    name: 'struts',
    does: 'Join loose pieces with struts',
    options: {
      diameter: mm(0, [0, 20], 'diameter of round struts that join the loose pieces of each part', 'struts'),
      longest: mm(30, [0, 500], 'longest strut that is made', 'struts-longest'),
    },
    says: ({ diameter }) =>
      diameter === 0
        ? ''
        : `Loose pieces were joined to the rest of their part by round struts of ${diameter} mm diameter, each where it is shortest.`,
  },
  async (model: PrintModel, { diameter, longest }, context): Promise<PrintModel> => {
    if (diameter === 0) return model;
    const parts: PrintPart[] = [];
    for (const [n, part] of model.parts.entries()) {
      context.signal.throwIfAborted();
      context.progress(n / model.parts.length);
      const { part: whole, lengths } = await joined(part, diameter, longest);
      parts.push(whole);
      if (lengths.length === 0) continue;
      context.note(`struts in ${part.name}`, lengths.length);
      context.note(`longest strut in ${part.name}`, Math.max(...lengths), 'mm');
    }
    return { ...model, parts };
  },
);
