// The step that makes the model larger or smaller than life, and says so loudly.
import { number } from '../core/option.js';
import type { PrintModel, PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';

const scaled = (part: PrintPart, by: number): PrintPart => ({
  ...part,
  mesh: { positions: part.mesh.positions.map((x) => x * by), triangles: part.mesh.triangles },
});

/** About the origin of the patient's frame. What follows is in mm of the printed model. */
export const scale = step(
  {
    name: 'scale',
    does: 'Make the model larger or smaller than life',
    options: {
      factor: number(1, [0.05, 20], 'printed length for a length of the patient', { flag: 'scale' }),
    },
    says: ({ factor }) =>
      factor === 1 ? '' : `The model is NOT life-size: it was scaled by ${factor} in all directions.`,
  },
  (model: PrintModel, { factor }, { find, note }): PrintModel => {
    if (factor === 1) return model;
    find({
      severity: 'warning',
      code: 'scaled',
      message: `NOT LIFE-SIZE: the model was scaled by ${factor}. No length on it is that of the patient.`,
    });
    note('scale', factor);
    return {
      ...model,
      scale: model.scale * factor,
      parts: model.parts.map((part) => scaled(part, factor)),
    };
  },
);
