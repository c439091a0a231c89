// What is told of a lattice whose axes are not at right angles.
import { type Affine, skewDeg, type Vec3 } from '../../core/grid.js';
import { isSheared } from '../../core/is-sheared.js';

/** One sentence, or none where the axes are at right angles but for noise. */
export function slantRemark(affine: Affine, size: Vec3): string[] {
  if (!isSheared(affine, [size[0] - 1, size[1] - 1, size[2] - 1])) return [];
  return [
    `The file's axes are not at right angles (slanted by ${skewDeg(affine).toFixed(2)}°), as after a tilted gantry or an affine registration; each voxel was used at its true place.`,
  ];
}
