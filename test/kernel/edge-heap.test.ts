// The queue gives out the cheapest, the lowest number among equals, whatever was changed or taken out before.
import { expect, it } from 'vitest';
import { edgeHeap } from '../../src/kernel/edge-heap.js';
import { seeded } from '../fixtures/solids.js';

it('does what a sorted list does', () => {
  const random = seeded(3);
  const heap = edgeHeap(50);
  const costs = new Map<number, number>();
  for (let n = 0; n < 5000; n++) {
    const item = Math.floor(50 * random());
    const what = random();
    if (what < 0.6) {
      const cost = Math.floor(20 * random());
      heap.set(item, cost);
      costs.set(item, cost);
    } else if (what < 0.75) {
      heap.remove(item);
      costs.delete(item);
    } else if (costs.size > 0) {
      const [first] = [...costs].sort(([a, x], [b, y]) => x - y || a - b);
      expect(heap.pop()).toBe(first[0]);
      costs.delete(first[0]);
    }
    expect(heap.size()).toBe(costs.size);
  }
});
