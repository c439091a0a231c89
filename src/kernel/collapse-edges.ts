// Simplifies a closed mesh by collapsing its edges, those first that change the surface least.
// M. Garland, P. S. Heckbert, "Surface Simplification Using Quadric Error Metrics", 1997.
import type { Collapser } from './collapser.js';
import { noVertex } from './corner-mesh.js';
import { edgeHeap } from './edge-heap.js';
import { nextOf, previousOf } from './edges.js';
import { keepVolume } from './keep-volume.js';
import { quadricsOf, weighEdge, weightOf } from './quadrics.js';

/** What was done, in order: vertex gone[n] was merged into kept[n], which moved to places[3n … 3n + 2]. */
export interface CollapseRecord {
  readonly kept: Int32Array;
  readonly gone: Int32Array;
  readonly places: Float32Array;
}

/** Half-edges worked on together: few enough for their data to stay in the processor's cache. */
const blockSize = 1 << 15;

/** The cost that as many of the edges stay below as `wanted`, to 1 %. Of all: infinity. */
function costBelow(costs: Float32Array, edges: number, wanted: number): number {
  if (wanted >= edges) return Number.POSITIVE_INFINITY;
  const bits = new Uint32Array(costs.buffer, 0, edges);
  const counts = new Uint32Array(1 << 16);
  // Positive floats order like their bits.
  for (let e = 0; e < edges; e++) counts[bits[e] >>> 16]++;
  let sum = 0;
  for (let n = 0; n < counts.length; n++) {
    sum += counts[n];
    if (sum >= wanted) return new Float32Array(Uint32Array.of(((n + 1) << 16) >>> 0).buffer)[0];
  }
  return Number.POSITIVE_INFINITY;
}

/**
 * Collapses edges until `target` triangles are left or no collapse is admitted; vertices with `locked` 1 stay, and none
 * goes farther than `drift` (mm, root mean square) from the planes of all triangles that it stands for. Works
 * in rounds of rising cost, within a round block by block, each block cheapest first: near enough the global order,
 * and several times as fast as one queue over the whole mesh, which jumps about in memory. The mesh should be
 * ordered in space. `tick` is called after each block.
 */
export function collapseEdges(
  work: Collapser,
  target: number,
  locked: Uint8Array,
  drift: number,
  tick: (left: number) => void,
): CollapseRecord {
  const { positions: p, corner, twin, start } = work.mesh;
  const quadrics = quadricsOf(work.mesh);
  const heap = edgeHeap(corner.length);
  const refused = new Uint8Array(corner.length);
  // Each collapse takes two triangles.
  const most = Math.max(0, Math.ceil((work.count() - target) / 2));
  const kept = new Int32Array(most);
  const gone = new Int32Array(most);
  const places = new Float32Array(3 * most);
  let done = 0;
  const best = new Float32Array(3);
  const costs = new Float32Array(corner.length / 2);

  const weigh = (h: number): number => weighEdge(quadrics, p, corner[h], corner[nextOf(h)], best);
  const free = (h: number): boolean =>
    corner[h] !== noVertex && locked[corner[h]] === 0 && locked[corner[nextOf(h)]] === 0;
  const edgeOf = (h: number): number => Math.min(h, twin[h]);

  const collapse = (h: number, limit: number): boolean => {
    const cost = weigh(h);
    if (cost > drift * drift * weightOf(quadrics, corner[h], corner[nextOf(h)])) {
      refused[h] = 1;
      return false;
    }
    keepVolume(work.mesh, h, best);
    const a = corner[h];
    const b = corner[nextOf(h)];
    const g = twin[h];
    const e1 = edgeOf(nextOf(h));
    const e2 = edgeOf(previousOf(h));
    const e3 = edgeOf(nextOf(g));
    const e4 = edgeOf(previousOf(g));
    if (!work.collapse(h, best[0], best[1], best[2], 'shape')) {
      refused[h] = 1;
      return false;
    }
    heap.remove(e1);
    heap.remove(e2);
    heap.remove(e3);
    heap.remove(e4);
    for (let n = 0; n < 10; n++) quadrics.sums[10 * a + n] += quadrics.sums[10 * b + n];
    kept[done] = a;
    gone[done] = b;
    places.set(best, 3 * done++);
    let o = start[a];
    do {
      const e = edgeOf(o);
      refused[e] = 0;
      if (free(o)) {
        const cost = weigh(e);
        if (cost <= limit) heap.set(e, cost);
        else heap.remove(e);
      }
      o = twin[previousOf(o)];
    } while (o !== start[a]);
    return true;
  };

  const round = (): number => {
    let edges = 0;
    for (let h = 0; h < corner.length; h++)
      if (h < twin[h] && free(h) && refused[h] === 0) costs[edges++] = Math.max(0, weigh(h));
    const before = work.count();
    const limit = costBelow(costs, edges, before - target);
    for (let from = 0; from < corner.length && work.count() > target; from += blockSize) {
      const to = Math.min(corner.length, from + blockSize);
      let live = 0;
      for (let h = from; h < to; h++) {
        if (corner[h] === noVertex) continue;
        live++;
        if (h > twin[h] || refused[h] === 1 || !free(h)) continue;
        const cost = weigh(h);
        if (cost <= limit) heap.set(h, cost);
      }
      // At most every third vertex of a block in one round (six half-edges to a vertex), so that no place runs ahead.
      let room = Math.ceil(live / 18);
      while (heap.size() > 0 && work.count() > target && room > 0) if (collapse(heap.pop(), limit)) room--;
      while (heap.size() > 0) heap.pop();
      tick(work.count());
    }
    return before - work.count();
  };

  while (work.count() > target && round() > 0);
  return { kept: kept.subarray(0, done), gone: gone.subarray(0, done), places: places.subarray(0, 3 * done) };
}
