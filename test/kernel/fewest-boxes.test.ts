// How few pieces a box can be cut into: cases that are known, and a slow search over all whole lengths.
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { fewestBoxes } from '../../src/kernel/fewest-boxes.js';

/** Tries every cut at whole lengths. */
function slowly(size: Vec3, room: Vec3, known = new Map<string, number>()): number {
  const sorted = [...size].sort((a, b) => a - b);
  const key = sorted.join();
  const before = known.get(key);
  if (before !== undefined) return before;
  const sides = [...room].sort((a, b) => a - b);
  let best = Number.POSITIVE_INFINITY;
  if (sorted.every((x, d) => x <= sides[d])) best = 1;
  else
    for (let d = 0; d < 3; d++)
      for (let x = 1; 2 * x <= sorted[d]; x++) {
        const [a, b, c] = sorted;
        const cut = (length: number): Vec3 => [
          d === 0 ? length : a,
          d === 1 ? length : b,
          d === 2 ? length : c,
        ];
        best = Math.min(best, slowly(cut(x), room, known) + slowly(cut(sorted[d] - x), room, known));
      }
  known.set(key, best);
  return best;
}

describe('fewestBoxes', () => {
  it('knows the plain cases', () => {
    expect(fewestBoxes([3, 2, 1])([1, 2, 3])).toBe(1);
    expect(fewestBoxes([1, 1, 1])([2, 2, 2])).toBe(8);
    expect(fewestBoxes([1, 1, 1])([3, 2, 2])).toBe(12);
    // A skull and a printer.
    expect(fewestBoxes([141, 141, 189])([139, 199, 157])).toBe(2);
  });

  it('turns pieces where a grid of cuts needs more', () => {
    expect(fewestBoxes([3, 2, 1])([5, 5, 1])).toBe(5);
  });

  it('finds as few as a search over all cuts', () => {
    for (const room of [
      [3, 2, 2],
      [4, 3, 2],
      [5, 2, 1],
    ] as const) {
      const fewest = fewestBoxes(room);
      for (let x = 1; x <= 6; x++)
        for (let y = x; y <= 6; y++)
          for (let z = y; z <= 7; z++) {
            const slow = slowly([x, y, z], room);
            if (slow <= 8) expect(fewest([x, y, z]), `${x} ${y} ${z} in ${room}`).toBe(slow);
            else expect(fewest([x, y, z])).toBeGreaterThanOrEqual(slow);
          }
    }
  });
});
