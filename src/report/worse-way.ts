// The direction in which a step's deviation is the larger one.
import type { Deviation, LedgerRow } from '../core/facts.js';

export function worseWay({ toReference, fromReference }: LedgerRow, by: 'max' | 'bound'): Deviation {
  return fromReference === null || toReference[by] >= fromReference[by] ? toReference : fromReference;
}
