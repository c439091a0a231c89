// A solid that can be made a little elsewhere, where in its very place it would leave films that can't be mended.
import type { Vec3 } from '../core/grid.js';
import type { Body } from '../core/print-model.js';
import type { Booleans, Solid } from './booleans.js';
import { finished } from './finished.js';
import { FilmError } from './mend-body.js';

/** mm. Askew to all that is likely to be there. */
const nudges: readonly Vec3[] = [
  [0, 0, 0],
  [0.0011, 0.0007, -0.0013],
  [-0.0014, 0.0009, 0.0006],
  [0.0005, -0.0016, 0.0012],
];

/**
 * `make` puts what cuts, or is joined, beside its place by so much (mm, at most 0.0021); first by nothing. As `finished`
 * otherwise.
 */
export function finishedNear(
  booleans: Pick<Booleans, 'body'>,
  make: (by: Vec3) => Solid,
  what: string,
): Body {
  let first: unknown = null;
  for (const by of nudges)
    try {
      return finished(booleans, make(by), what);
    } catch (error) {
      if (!(error instanceof FilmError)) throw error;
      first ??= error;
    }
  throw first;
}
