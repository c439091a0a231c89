// How the three slices through a patient hang on the wall.

export type Axis = 0 | 1 | 2;

/** As radiologists hang them: the patient's right, or front, on the left of the picture. */
export interface Hanging {
  readonly name: string;
  readonly title: string;
  /** Across the plane, to the picture's right, and down in it. */
  readonly across: Axis;
  readonly right: Axis;
  readonly down: Axis;
  /** Whether the picture goes down against the axis. */
  readonly flipped: boolean;
  /** Left, right, top, bottom. */
  readonly letters: readonly [string, string, string, string];
}

export const hangings: readonly Hanging[] = [
  {
    name: 'slice-axial',
    title: 'Axial',
    across: 2,
    right: 0,
    down: 1,
    flipped: false,
    letters: ['R', 'L', 'A', 'P'],
  },
  {
    name: 'slice-coronal',
    title: 'Coronal',
    across: 1,
    right: 0,
    down: 2,
    flipped: true,
    letters: ['R', 'L', 'S', 'I'],
  },
  {
    name: 'slice-sagittal',
    title: 'Sagittal',
    across: 0,
    right: 1,
    down: 2,
    flipped: true,
    letters: ['A', 'P', 'S', 'I'],
  },
];
