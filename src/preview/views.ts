// The views that surgeons and radiologists know by name. LPS: x to the patient's left, y posterior, z superior.

export interface View {
  readonly name: string;
  /** From the model to the viewer. */
  readonly from: readonly [number, number, number];
}

// A hair off the axis, so that from above and from below the front of the patient is at the top of the picture.
const nearPole = 1e-4;

/** By the letter that stands for it. In the anterior and the inferior view the patient's right is on the viewer's left. */
export const views: Readonly<Record<string, View>> = {
  A: { name: 'anterior', from: [0, -1, 0] },
  P: { name: 'posterior', from: [0, 1, 0] },
  R: { name: 'right', from: [-1, 0, 0] },
  L: { name: 'left', from: [1, 0, 0] },
  S: { name: 'superior', from: [0, nearPole, 1] },
  I: { name: 'inferior', from: [0, -nearPole, -1] },
};

/** Anterior three-quarter, a little from above, from the patient's left. */
export const firstView: View = { name: 'anterior three-quarter', from: [0.5, -0.8, 0.3] };

/** The directions of the six letters. */
export const letters: readonly (readonly [letter: string, towards: readonly [number, number, number]])[] = [
  ['R', [-1, 0, 0]],
  ['L', [1, 0, 0]],
  ['A', [0, -1, 0]],
  ['P', [0, 1, 0]],
  ['S', [0, 0, 1]],
  ['I', [0, 0, -1]],
];
