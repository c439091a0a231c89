// The views of a patient that surgeons and radiologists know by name.
import type { Vec3 } from './grid.js';

/** LPS directions, of length 1 and at right angles: from the model to the eye, and what is up in the picture. */
export interface View {
  readonly from: Vec3;
  readonly up: Vec3;
}

export const viewNames = ['anterior', 'posterior', 'left', 'right', 'superior', 'inferior'] as const;
export type ViewName = (typeof viewNames)[number];

/**
 * In the anterior and the inferior view the patient's left is on the picture's right; from above and from below, the
 * front of the patient is at the top.
 */
export const standardViews: Readonly<Record<ViewName, View>> = {
  anterior: { from: [0, -1, 0], up: [0, 0, 1] },
  posterior: { from: [0, 1, 0], up: [0, 0, 1] },
  left: { from: [1, 0, 0], up: [0, 0, 1] },
  right: { from: [-1, 0, 0], up: [0, 0, 1] },
  superior: { from: [0, 0, 1], up: [0, -1, 0] },
  inferior: { from: [0, 0, -1], up: [0, -1, 0] },
};

/** From the front, the patient's left, and a little above; exact to the last digit, (12, -16, 9) / 21.93. */
const slant = Math.sqrt(12 * 12 + 16 * 16 + 9 * 9);
const level = 20;
export const threeQuarterView: View = {
  from: [12 / slant, -16 / slant, 9 / slant],
  up: [(-9 * 12) / (level * slant), (9 * 16) / (level * slant), (level * level) / (level * slant)],
};
