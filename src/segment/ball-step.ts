// What the steps that work with a ball share: the radius in voxels, the limits, the work and its notes.
import type { Bits } from '../core/bits.js';
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import { mm, type Option } from '../core/option.js';
import type { Segment } from '../core/segment.js';
import { squaredRadius } from '../kernel/ball.js';
import { changedSegment } from './changed-segment.js';
import { patiently } from './patiently.js';
import { voxelSpacing } from './voxel-volume.js';

/** A radius in mm; 0 leaves the structure as it is. */
export const radius = (help: string, flag: string, most = 20): Option<number> =>
  mm(0, [0, most], `${help}; 0 does nothing`, flag);

/**
 * Works on the mask with the ball of `by` mm. The same segment is given back where `by` is 0. A ball narrower than the
 * grid's spacing holds its centre alone, which is found and said. `widest`: the most voxels that `work` can reach.
 */
export async function withBall(
  segment: Segment,
  by: number,
  context: Context,
  step: string,
  work: (inside: Bits, squared: number) => Generator<number, Bits>,
  widest = Number.POSITIVE_INFINITY,
): Promise<Segment> {
  if (by === 0) return segment;
  const spacing = voxelSpacing(segment);
  const squared = squaredRadius(by, spacing);
  if (squared === 0)
    context.find({
      severity: 'warning',
      code: 'radius-below-spacing',
      message: `${step}: a radius of ${by} mm reaches no neighbour on a grid of ${Number(spacing.toPrecision(4))} mm; nothing was changed.`,
    });
  if (squared >= (widest + 1) ** 2)
    throw new UserError(
      `${step}: ${by} mm is more than ${widest} voxels of this grid (${Number(spacing.toPrecision(4))} mm).`,
      `Give ${step} at most ${Number((widest * spacing).toPrecision(3))} mm, or resample more coarsely.`,
    );
  const inside = await patiently(work(segment.inside, squared), context);
  return changedSegment(segment, inside, context, step, `Give ${step} a smaller radius, or leave it out.`);
}
