// The six directions of the patient, as words and letters, in the frame of all our points (LPS).
import type { Vec3 } from './grid.js';

export const sideNames = ['right', 'left', 'anterior', 'posterior', 'superior', 'inferior'] as const;
export type SideName = (typeof sideNames)[number];

/** Unit vectors: x runs to the patient's left, y to the back, z to the head. */
export const sideDirections: Readonly<Record<SideName, Vec3>> = {
  right: [-1, 0, 0],
  left: [1, 0, 0],
  anterior: [0, -1, 0],
  posterior: [0, 1, 0],
  superior: [0, 0, 1],
  inferior: [0, 0, -1],
};

/** What stands on a model's side: R, L, A, P, S or I. */
export const sideLetter = (side: SideName): string => side[0].toUpperCase();

/** The side that a direction points to most; of several the first. */
export function nearestSide(direction: Vec3): SideName {
  const along = (side: SideName): number =>
    sideDirections[side].reduce((sum, x, d) => sum + x * direction[d], 0);
  return sideNames.reduce((best, side) => (along(side) > along(best) ? side : best));
}
