// Turns the model into its mirror image, and says so.
import { UserError } from '../core/errors.js';
import { choice } from '../core/option.js';
import { type Mirroring, mirrorings, type PrintModel, type PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';

/** Reflected across the patient's plane through 0: places are exact, and triangles still face outward. */
function reflected(part: PrintPart, axis: number): PrintPart {
  const positions = part.mesh.positions.slice();
  for (let v = axis; v < positions.length; v += 3) positions[v] = 0 - positions[v];
  const triangles = part.mesh.triangles.slice();
  for (let h = 0; h < triangles.length; h += 3) {
    triangles[h + 1] = part.mesh.triangles[h + 2];
    triangles[h + 2] = part.mesh.triangles[h + 1];
  }
  return { ...part, mesh: { positions, triangles } };
}

/** The one of which, with `before`, the model is a mirror image; null where it no longer is one. */
function mirroredNow(before: Mirroring | null, across: Mirroring): Mirroring | null {
  if (before === null) return across;
  if (before === across) return null;
  throw new UserError(
    `mirror: the model is mirrored ${before} already; ${across} on top of that would turn it over.`,
    `Mirror it ${before} again to undo that first, or not at all.`,
  );
}

export const mirror = step(
  {
    name: 'mirror',
    does: 'Make the mirror image',
    options: {
      across: choice(
        '',
        ['', ...mirrorings],
        'make the mirror image, with these directions of the patient exchanged',
        'mirror',
      ),
    },
    says: ({ across }) =>
      across === ''
        ? ''
        : `The model was mirrored ${across}, across the plane through 0 of the patient’s frame.`,
  },
  (model: PrintModel, { across }, context): PrintModel => {
    if (across === '') return model;
    const mirrored = mirroredNow(model.mirrored, across);
    const axis = mirrorings.indexOf(across);
    context.note('mirrored', across);
    if (mirrored !== null)
      context.find({
        severity: 'warning',
        code: 'mirrored',
        message: `THIS MODEL IS MIRRORED: ${across} are exchanged against the patient. It is not the patient’s anatomy as it lies.`,
      });
    return { ...model, mirrored, parts: model.parts.map((part) => reflected(part, axis)) };
  },
);
