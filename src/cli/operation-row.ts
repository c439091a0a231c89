// What an operation did, in one line.
import type { OperationFacts } from '../core/shape-facts.js';

const mm3 = (volume: number): string => `${Math.round(volume).toLocaleString('en-US')} mm³`;

/** What it added and took away; where that was not measured, the volumes. */
export function operationRow({ name, effect }: OperationFacts): [string, string] {
  const { added, removed, volumeBefore, volumeAfter, anatomyBefore, anatomyAfter } = effect;
  const changed =
    added === null || removed === null
      ? `${mm3(volumeBefore)} before, ${mm3(volumeAfter)} after`
      : `added ${mm3(added)}, removed ${mm3(removed)}`;
  const left = anatomyBefore > 0 ? (100 * anatomyAfter) / anatomyBefore : 100;
  return [name, `${changed}; ${left.toFixed(1)} % of the scan's surface that was there is left`];
}
