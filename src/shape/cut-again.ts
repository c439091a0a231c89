// A plan's cuts through a body that was changed since it was made.
import type { Booleans, Solid } from '../kernel/booleans.js';
import { isJoint, normalOf, type Plan } from './plan.js';

/** The pieces of `solid`, from low to high along each cut. */
export function cutAgain(booleans: Booleans, plan: Plan, solid: Solid): Solid[] {
  if (!isJoint(plan)) return [solid];
  const [high, low] = booleans.split(solid, normalOf(plan.cut), plan.cut.at);
  booleans.release(solid);
  return [...cutAgain(booleans, plan.low, low), ...cutAgain(booleans, plan.high, high)];
}
