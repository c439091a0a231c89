// Which sample's value stands beyond the ends of an axis.
import type { Boundary } from '../core/volume.js';

/** The sample of 0 … n − 1 whose value stands at index j, beyond the ends too; −1 where that is zero. */
export function sampleAt(j: number, n: number, boundary: Boundary): number {
  if (j >= 0 && j < n) return j;
  if (boundary === 'zero') return -1;
  if (boundary === 'nearest') return j < 0 ? 0 : n - 1;
  const m = ((j % (2 * n)) + 2 * n) % (2 * n);
  return m < n ? m : 2 * n - 1 - m;
}
