// A plan's cuts through a body that was changed since it was made.
import type { Booleans, Solid } from '../kernel/booleans.js';
import type { Box } from '../kernel/half-bounds.js';
import { keepBits } from './keep-bits.js';
import { isJoint, normalOf, type Plan } from './plan.js';

/** The pieces of `solid`, from low to high along each cut. */
export function cutAgain(booleans: Booleans, plan: Plan, solid: Solid): Solid[] {
  if (!isJoint(plan)) return [solid];
  const halves = booleans.split(solid, normalOf(plan.cut), plan.cut.at);
  booleans.release(solid);
  const known = (_: 0 | 1, bit: Box): boolean => plan.bits.some((other) => alike(bit, other));
  const kept = plan.bits.length === 0 ? halves : keepBits(booleans, halves, plan.cut, known).halves;
  const [high, low] = kept;
  return [...cutAgain(booleans, plan.low, low), ...cutAgain(booleans, plan.high, high)];
}

const alike = (a: Box, b: Box): boolean =>
  [0, 1, 2].every((d) => Math.abs(a.min[d] - b.min[d]) < 1e-3 && Math.abs(a.max[d] - b.max[d]) < 1e-3);
