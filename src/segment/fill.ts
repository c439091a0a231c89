// What filling cavities and filling holes share: the work and its notes.
import type { Context } from '../core/context.js';
import type { Segment } from '../core/segment.js';
import { fillEnclosed } from '../kernel/fill-enclosed.js';
import { changedSegment } from './changed-segment.js';
import { patiently } from './patiently.js';

/** Fills what is at most `most` voxels big (see fillEnclosed). */
export async function fill(
  segment: Segment,
  link: 'faces' | 'slice-faces',
  most: number,
  context: Context,
  step: string,
): Promise<Segment> {
  const { inside, holes, left } = await patiently(fillEnclosed(segment.inside, link, most), context);
  context.note('filled', holes);
  context.note('left open as too big', left);
  return changedSegment(
    segment,
    inside,
    context,
    step,
    'Choose a range of grey values that leaves something.',
  );
}
