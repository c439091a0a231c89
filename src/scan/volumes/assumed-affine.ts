// Where voxels lie when the file does not say and the user does.
import { UserError } from '../../core/errors.js';
import type { Affine, Vec3 } from '../../core/grid.js';

/** The middle of the volume at the origin; `orientation`: the sides that the axes run towards, such as 'RAS'. To LPS, mm. */
export function assumedAffine(orientation: string, size: Vec3, spacing: Vec3): Affine {
  const letters = orientation.toUpperCase();
  const axes = [...letters].map((letter) => 'LRPASI'.indexOf(letter) >> 1);
  if (letters.length !== 3 || [0, 1, 2].some((axis) => !axes.includes(axis)))
    throw new UserError(
      `--assume-orientation: '${orientation}' is not an orientation.`,
      'Give three letters, one of R/L, one of A/P, one of S/I: the sides that the axes run towards, such as RAS.',
    );
  const m = Array.from({ length: 12 }, () => 0);
  for (let n = 0; n < 3; n++) {
    const step = spacing[n] * ('LPS'.includes(letters[n]) ? 1 : -1);
    m[4 * axes[n] + n] = step;
    m[4 * axes[n] + 3] = (-step * (size[n] - 1)) / 2;
  }
  return [m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11]];
}
