// Takes away what is not the body: the scanner's table, headrest, straps, tubes, blankets and clothing.
import { type Bits, copyBits, countBits } from '../core/bits.js';
import type { Context } from '../core/context.js';
import { spacingOf } from '../core/grid.js';
import { mm, toggle } from '../core/option.js';
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import { restrictToCoarse } from '../kernel/restrict-to-coarse.js';
import { type BodyLevels, bodyLevels } from './body-level.js';
import { type BodyOutline, bodyOutline } from './body-outline.js';
import { changedSegment } from './changed-segment.js';
import { patiently } from './patiently.js';

/** So much foreign, as a share of the body's volume, is warned of, and so much of a structure that is as dense as the body. */
const muchForeign = 0.2;
const muchOfDense = 1 / 3;

/**
 * Keeps of the structure what lies in the body's outline, found in the scan's own values on a coarse grid, or within a margin round it.
 * Nothing in the body is touched. Where no body is found nothing is removed, and it is said.
 */
export const removeTable = step(
  {
    name: 'remove-table',
    does: 'Remove table, headrest, straps and clothing',
    options: {
      remove: toggle(
        false,
        'keep the body alone: remove the scanner’s table, headrest, straps, tubes and clothing by their shape',
        'remove-table',
      ),
      margin: mm(3, [0, 20], 'how far round the body the structure is kept', 'table-margin'),
    },
    says: ({ remove, margin }) =>
      remove
        ? `The scanner's table, headrest, straps and clothing were removed: the body was found by its shape on a coarse grid, and of the structure what lies in it or within ${margin} mm of it was kept.`
        : '',
  },
  async (segment: Segment, { remove, margin }, context): Promise<Segment> => {
    if (!remove) return segment;
    const { scan } = segment.volume;
    const { labels, modality } = scan.facts;
    if (labels) return unchanged(segment, context, 'a label map has no table');
    // A scalp is parted from a brain by a dark skull there, as a headrest from a head.
    if (modality !== null && modality !== 'CT')
      return unchanged(segment, context, 'the body is looked for in CT alone');
    const levels = await patiently(bodyLevels(scan), context, 0, 0.1);
    if (!levels) return unchanged(segment, context, nothingFound);
    // Between two slices a surface may lie half a slice away from where the coarse grid has it.
    const reach = margin + Math.max(...spacingOf(scan.grid.affine)) / 2;
    const outline = await patiently(bodyOutline(scan, levels, reach), context, 0.1, 0.7);
    if (!outline) return unchanged(segment, context, nothingFound);
    const inside = await restricted(segment, outline, context);
    tell(segment, inside, { outline, levels }, context);
    return countBits(inside) === countBits(segment.inside)
      ? segment
      : changedSegment(segment, inside, context, 'remove-table', 'Leave --remove-table out.');
  },
);

interface Found {
  readonly outline: BodyOutline;
  readonly levels: BodyLevels;
}

async function restricted(segment: Segment, { grid, keep }: BodyOutline, context: Context): Promise<Bits> {
  const fine = copyBits(segment.inside);
  const job = { fine, fineGrid: segment.volume.grid, coarse: keep, coarseGrid: grid };
  await patiently(restrictToCoarse(job), context, 0.7, 1);
  return fine;
}

const nothingFound = 'no body was found in the scan by its shape';

function unchanged(segment: Segment, { find, note }: Context, why: string): Segment {
  note('body found', 'no');
  find({
    severity: 'warning',
    code: 'no-body-found',
    message: `remove-table: ${why}; nothing was removed.`,
  });
  return segment;
}

function tell(before: Segment, after: Bits, found: Found, { find, note }: Context): void {
  const { outline, levels } = found;
  const share = 1 - countBits(after) / Math.max(1, countBits(before.inside));
  note('body', outline.body, 'ml');
  note('not body', outline.removed, 'ml');
  note('of that, table', outline.table, 'ml');
  note('share of the structure removed', 100 * share, '%');
  // Of the skin's shell most may be the table's: a table has more surface than a head.
  const dense = before.range.from >= levels.body;
  if (outline.removed <= muchForeign * outline.body && !(dense && share > muchOfDense)) return;
  find({
    severity: 'warning',
    code: 'much-removed-with-table',
    message: `remove-table took away ${(100 * share).toFixed(0)} % of the structure: ${outline.removed.toFixed(0)} ml of the scan were taken for table, cloth or other things and ${outline.body.toFixed(0)} ml for the body. Look whether anything of the body is missing.`,
    places: outline.places,
  });
}
