// Whether the parts of a label map can share their boundaries, or what was asked for that each must be made for itself.
import type { Finding } from '../core/errors.js';
import type { Options } from '../core/option.js';
import type { Scan } from '../core/scan.js';
import { type Declaration, valuesOf } from '../core/step.js';
import { cleanUp } from '../recipes.js';
import type { Given } from '../run.js';
import { fair } from '../surface/fair.js';
import { smooth } from '../surface/smooth.js';
import { crop } from '../volume/crop.js';
import { labelSpacing } from './label-spacing.js';

/** What the step `share` is given: by whoever asked for it, or by a record; else by what the other steps are asked for. */
export function shareGiven(given: Given, scan: Scan): Given {
  const { boundaries, because, spacing } = given.share ?? {};
  if (boundaries === 'apart') return { share: { boundaries, because: because ?? '' } };
  const steps = worksOnOne(given);
  if (steps.length > 0) return { share: { boundaries: 'apart', because: steps.join(', ') } };
  const asked = given.resample?.spacing;
  const unused = asked === labelSpacing(scan) ? undefined : asked;
  return { share: { boundaries: 'shared', spacing: spacing ?? unused ?? 0 } };
}

/** Names of what is asked for and works on one part alone. */
function worksOnOne(given: Given): readonly string[] {
  const found = edits.filter((edit) => works(edit, given)).map(({ name }) => name);
  if (given.fair?.fair === 'off') found.push(fair.declaration.name);
  if (given.refine?.scan !== undefined) found.push('refine');
  if (given.occupancy?.smoothing !== undefined) found.push('label-smoothing');
  const { method, passes, passband } = given.smooth ?? {};
  const smoothing = [method, passes, passband].some((value) => value !== undefined);
  return smoothing && method !== 'none' ? [...found, smooth.declaration.name] : found;
}

/** The declarations of steps of any options. */
const edits: readonly Declaration<Options>[] = [crop, ...cleanUp].map(({ declaration }) => declaration);

/** Is the step asked to do anything? */
const works = ({ name, options, says }: Declaration<Options>, given: Given): boolean =>
  says(valuesOf(options, given[name] ?? {}), 'label map') !== '';

/** Of parts that were made apart although nobody asked for just that. */
export const notShared = (because: string): Finding => ({
  severity: 'warning',
  code: 'boundaries-not-shared',
  message: `Each part was made for itself, for the sake of ${because}: where two parts touch, they may overlap or leave a gap of a fraction of a voxel. Leave that away, and they share their boundaries.`,
});
