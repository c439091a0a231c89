// A priority queue of numbered items whose costs change: a binary heap that knows where each item stands.
// J. W. J. Williams, "Algorithm 232: Heapsort", 1964.

export interface EdgeHeap {
  /** Number of items in the queue. */
  size(): number;
  /** Sets an item's cost, putting it into the queue if it wasn't there. */
  set(item: number, cost: number): void;
  remove(item: number): void;
  /** Takes out the cheapest item (the lowest number among equals). Only when size() > 0. */
  pop(): number;
}

/** Items 0 … capacity − 1. The same calls give the same order, always. */
export function edgeHeap(capacity: number): EdgeHeap {
  // Few are in the queue at a time: item and cost stand by place, the place alone by item.
  let heap = new Int32Array(1024);
  let costs = new Float64Array(1024);
  const place = new Int32Array(capacity).fill(-1);
  let size = 0;

  const put = (at: number, item: number, cost: number): void => {
    heap[at] = item;
    costs[at] = cost;
    place[item] = at;
  };
  const before = (cost: number, item: number, at: number): boolean =>
    cost < costs[at] || (cost === costs[at] && item < heap[at]);
  const up = (from: number, item: number, cost: number): void => {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(cost, item, parent)) break;
      put(at, heap[parent], costs[parent]);
      at = parent;
    }
    put(at, item, cost);
  };
  const down = (from: number, item: number, cost: number): void => {
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && before(costs[child + 1], heap[child + 1], child)) child++;
      if (before(cost, item, child)) break;
      put(at, heap[child], costs[child]);
      at = child;
    }
    put(at, item, cost);
  };
  const settle = (at: number, item: number, cost: number): void => {
    if (at > 0 && before(cost, item, (at - 1) >> 1)) up(at, item, cost);
    else down(at, item, cost);
  };

  const set = (item: number, cost: number): void => {
    if (size === heap.length) {
      heap = lengthened(heap, new Int32Array(2 * size));
      costs = lengthened(costs, new Float64Array(2 * size));
    }
    if (place[item] < 0) up(size++, item, cost);
    else settle(place[item], item, cost);
  };
  const remove = (item: number): void => {
    const at = place[item];
    if (at < 0) return;
    place[item] = -1;
    size--;
    if (at < size) settle(at, heap[size], costs[size]);
  };
  const pop = (): number => {
    const first = heap[0];
    remove(first);
    return first;
  };
  return { size: () => size, set, remove, pop };
}

function lengthened<A extends Int32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
