// A priority queue of edges whose costs change: a binary heap that knows where each of them stands.
// J. W. J. Williams, "Algorithm 232: Heapsort", 1964.
import { halfEdges, place, queue, setU32, u32At } from './collapse-state';

/** Edges in the queue. */
export let waiting: u32 = 0;

export function clearQueue(): void {
  waiting = 0;
  memory.fill(place, 0xff, <usize>halfEdges << 2);
}

@inline
function put(at: u32, edge: u32, cost: f64): void {
  const to = queue + (<usize>at << 4);
  store<f64>(to, cost);
  store<u32>(to, edge, 8);
  setU32(place, edge, at);
}

/** The lowest number first among equals. */
@inline
function before(cost: f64, edge: u32, at: u32): bool {
  const to = queue + (<usize>at << 4), other = load<f64>(to);
  return cost < other || (cost == other && edge < load<u32>(to, 8));
}

function up(from: u32, edge: u32, cost: f64): void {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(cost, edge, parent)) break;
    const from = queue + (<usize>parent << 4);
    put(at, load<u32>(from, 8), load<f64>(from));
    at = parent;
  }
  put(at, edge, cost);
}

function down(from: u32, edge: u32, cost: f64): void {
  let at = from;
  for (;;) {
    let child: u32 = 2 * at + 1;
    if (child >= waiting) break;
    const left = queue + (<usize>child << 4);
    if (child + 1 < waiting && before(load<f64>(left, 16), load<u32>(left, 24), child)) child++;
    if (before(cost, edge, child)) break;
    const from = queue + (<usize>child << 4);
    put(at, load<u32>(from, 8), load<f64>(from));
    at = child;
  }
  put(at, edge, cost);
}

function settle(at: u32, edge: u32, cost: f64): void {
  if (at > 0 && before(cost, edge, (at - 1) >> 1)) up(at, edge, cost);
  else down(at, edge, cost);
}

/** Sets an edge's cost, putting it into the queue if it wasn't there. */
export function enqueue(edge: u32, cost: f64): void {
  const at = <i32>u32At(place, edge);
  if (at < 0) up(waiting++, edge, cost);
  else settle(at, edge, cost);
}

export function dequeue(edge: u32): void {
  const at = <i32>u32At(place, edge);
  if (at < 0) return;
  setU32(place, edge, <u32>-1);
  waiting--;
  const last = queue + (<usize>waiting << 4);
  if (<u32>at < waiting) settle(at, load<u32>(last, 8), load<f64>(last));
}

/** Takes out the cheapest edge. Only when there is one. */
export function cheapest(): u32 {
  const first = load<u32>(queue, 8);
  dequeue(first);
  return first;
}

/** Takes all out. */
export function emptyQueue(): void {
  for (let n: u32 = 0; n < waiting; n++) setU32(place, load<u32>(queue + (<usize>n << 4), 8), <u32>-1);
  waiting = 0;
}
