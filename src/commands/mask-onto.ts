// Brings a mask to the grid of what it is a mask of.
import type { Grid } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { resampledMask } from '../recipes.js';
import { type RunTrace, runRecipe } from '../run.js';
import type { Request } from './request.js';

interface How {
  readonly grid: Grid;
  readonly kernel: string;
  /** Options of the step that decides what is inside. */
  readonly storeMask: Readonly<Record<string, unknown>> | undefined;
}

/** Never smoothed before: a mask's own border is what it is. */
export const maskOnto = (
  mask: Scan,
  { grid, kernel, storeMask = {} }: How,
  request: Request,
): Promise<RunTrace & { readonly made: Scan }> =>
  runRecipe(resampledMask, mask, {
    ...request,
    subject: 'mask',
    given: { resample: { grid, kernel, antiAlias: 'none' }, storeMask },
  });
