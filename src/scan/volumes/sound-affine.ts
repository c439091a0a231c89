// Refuses a matrix that is no position in space, or none that a scanner could have.
import { UserError } from '../../core/errors.js';
import { type Affine, determinant, skewDeg, spacingOf } from '../../core/grid.js';

/** mm: finer and coarser than any scanner. */
export const STEPS = [1e-6, 1e4] as const;
/** mm from the frame's origin. */
export const FARTHEST = 1e7;
/** A gantry tilts by 30° at most, a registration shears by less. */
const MOST_SHEAR_DEG = 60;

/** Gives `affine` back. `what` names its origin in the file, such as 'TransformMatrix'. It may be slanted, as a tilted gantry's is. */
export function soundAffine(affine: Affine, what: string, name: string): Affine {
  const steps = spacingOf(affine);
  const product = steps[0] * steps[1] * steps[2];
  if (!affine.every(Number.isFinite) || !(Math.abs(determinant(affine)) > 1e-6 * product))
    throw new UserError(
      `${name}: its ${what} is not a position in space (a matrix with NaN, infinite or dependent axes).`,
      'Export the file again from the original scan.',
    );
  if (steps.some((step) => step < STEPS[0] || step > STEPS[1]) || affine.some((x) => Math.abs(x) > FARTHEST))
    throw new UserError(
      `${name}: its ${what} puts the voxels ${steps.map((s) => s.toPrecision(3)).join(', ')} mm apart or far outside of any scanner.`,
      'Export the file again from the original scan.',
    );
  const shear = skewDeg(affine);
  if (shear > MOST_SHEAR_DEG)
    throw new UserError(
      `${name}: its ${what} is damaged: its axes are slanted by ${shear.toFixed(1)}°, more than any scan's are.`,
      'Resample the scan to a right-angled grid first, or give the original series.',
    );
  return affine;
}
