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
  const cost = new Float32Array(capacity);
  const heap = new Int32Array(capacity);
  const place = new Int32Array(capacity).fill(-1);
  let size = 0;

  const before = (a: number, b: number): boolean => cost[a] < cost[b] || (cost[a] === cost[b] && a < b);
  const up = (from: number, item: number): void => {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(item, heap[parent])) break;
      heap[at] = heap[parent];
      place[heap[at]] = at;
      at = parent;
    }
    heap[at] = item;
    place[item] = at;
  };
  const down = (from: number, item: number): void => {
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], item)) break;
      heap[at] = heap[child];
      place[heap[at]] = at;
      at = child;
    }
    heap[at] = item;
    place[item] = at;
  };
  const settle = (at: number, item: number): void => {
    if (at > 0 && before(item, heap[(at - 1) >> 1])) up(at, item);
    else down(at, item);
  };

  const set = (item: number, value: number): void => {
    cost[item] = value;
    if (place[item] < 0) up(size++, item);
    else settle(place[item], item);
  };
  const remove = (item: number): void => {
    const at = place[item];
    if (at < 0) return;
    place[item] = -1;
    size--;
    if (at < size) settle(at, heap[size]);
  };
  const pop = (): number => {
    const first = heap[0];
    remove(first);
    return first;
  };
  return { size: () => size, set, remove, pop };
}
