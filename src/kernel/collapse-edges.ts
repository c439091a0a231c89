// Simplifies a closed mesh by collapsing its edges, those first that change the surface least.
// M. Garland, P. S. Heckbert, "Surface Simplification Using Quadric Error Metrics", 1997.
// The loops are in assembly/collapse-edges.ts.
import { blockSize, stride } from './collapse-memory.js';
import type { Collapser } from './collapser.js';

/** What was done, in order: vertex gone[n] was merged into kept[n], which moved to places[3n … 3n + 2]. */
export interface CollapseRecord {
  readonly kept: Int32Array;
  readonly gone: Int32Array;
  readonly places: Float32Array;
}

/** The cost that as many of the edges stay below as `wanted`, to 1 %. Of all: infinity. */
function costBelow(counts: Uint32Array, edges: number, wanted: number): number {
  if (wanted >= edges) return Number.POSITIVE_INFINITY;
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
  const { run, records, counts, countsAt } = work.memory;
  const halfEdges = work.mesh.corner.length;
  // Each collapse takes two triangles.
  const wanted = (): number => Math.max(0, Math.ceil((work.count() - target) / 2));
  const kept = new Int32Array(wanted());
  const gone = new Int32Array(wanted());
  const places = new Float32Array(3 * wanted());
  let done = 0;
  work.memory.locked.set(locked);
  const eachStride = (visit: (from: number, to: number) => void): void => {
    for (let h = 0; h < halfEdges; h += stride) visit(h, Math.min(halfEdges, h + stride));
  };
  run.beginWeighing();
  eachStride(run.sumQuadrics);
  eachStride(run.weighEdges);

  const write = (collapses: number): void => {
    for (let n = 0; n < 5 * collapses; n += 5) {
      kept[done] = records.vertices[n];
      gone[done] = records.vertices[n + 1];
      for (let d = 0; d < 3; d++) places[3 * done + d] = records.places[n + 2 + d];
      done++;
    }
    work.done(collapses);
  };
  const round = (): number => {
    const before = work.count();
    let edges = 0;
    counts.fill(0);
    eachStride((from, to) => {
      edges += run.countCosts(from, to, countsAt);
    });
    const limit = costBelow(counts, edges, before - target);
    for (let from = 0; from < halfEdges && work.count() > target; from += blockSize) {
      write(run.collapseBlock(from, Math.min(halfEdges, from + blockSize), limit, wanted(), drift));
      tick(work.count());
    }
    return before - work.count();
  };

  while (work.count() > target && round() > 0);
  return { kept: kept.subarray(0, done), gone: gone.subarray(0, done), places: places.subarray(0, 3 * done) };
}
