// The direction in which a step's deviation is the larger one.
import type { Deviation, LedgerRow } from '../core/facts.js';

/** What is no number counts as worse than any number. */
export function worseWay({ toReference, fromReference }: LedgerRow, by: 'max' | 'bound'): Deviation {
  if (fromReference === null) return toReference;
  if (Number.isNaN(fromReference[by])) return fromReference;
  return toReference[by] < fromReference[by] ? fromReference : toReference;
}
