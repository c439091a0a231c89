// Whether the axes of a lattice are slanted against each other, or miss their right angles by noise alone.
import { type Affine, spacingOf, type Vec3 } from './grid.js';

/** Axes that miss a right angle by more than this are slanted, degrees. */
const mostNoiseDeg = 0.1;
/** So are those that, put at right angles, would take a voxel farther than this from its place, mm. */
const mostMoved = 0.2;

/** `last`: grid index of the last sample along each axis. */
export function isSheared(affine: Affine, last: Vec3): boolean {
  const spacing = spacingOf(affine);
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ];
  return pairs.some(([p, q]) => {
    const product = [0, 4, 8].reduce((sum, row) => sum + affine[row + p] * affine[row + q], 0);
    const sine = Math.abs(product / (spacing[p] * spacing[q]));
    const longest = Math.max(last[p] * spacing[p], last[q] * spacing[q]);
    return sine > Math.sin((mostNoiseDeg * Math.PI) / 180) || sine * longest > mostMoved;
  });
}
