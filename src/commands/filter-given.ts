// Whether the Laplacian of a Gaussian was asked for, and in how many dimensions.
import { UserError } from '../core/errors.js';
import type { Given } from '../run.js';

/** A filter is asked for by its sigma. Throws a UserError where it is told how, but not how large. */
export function filterGiven({ laplacian = {} }: Given): {
  readonly filter: boolean;
  readonly dimensions: number;
} {
  const { sigma, dimensions } = laplacian;
  const others = Object.keys(laplacian).filter((name) => laplacian[name] !== undefined);
  if (sigma === undefined && others.length > 0)
    throw new UserError(
      `The filter was told its ${others.join(' and ')}, but not its sigma.`,
      'Give --log with a sigma in mm, such as --log 1.5.',
    );
  return { filter: sigma !== undefined, dimensions: sigma !== undefined && dimensions === 2 ? 2 : 3 };
}
