// Does a simplification once more, leaving out some of its collapses.
// The loop over what happens as it did is in assembly/collapse-replay.ts.
import type { CollapseRecord } from './collapse-edges.js';
import type { Collapser } from './collapser.js';
import { nextOf, previousOf } from './edges.js';

/** In the number of a vertex: this collapse is left out. See assembly/collapse-replay.ts. */
const leftOut = 0x80000000;

/**
 * `work` stands at the mesh that the record began with, without points or vertices that stay. Collapses with `dropped` 1 are left out; those that thereby
 * happen in other surroundings than before are tried anew, and left out and marked in `dropped` too where they no
 * longer fit. All others come out as they did, to the bit.
 */
export function replayCollapses(work: Collapser, record: CollapseRecord, dropped: Uint8Array): void {
  const { corner, twin, start } = work.mesh;
  const { run, records } = work.memory;
  // Vertices that are not where, or not as gone, as they were at this point of the record.
  const other = work.memory.locked;
  const toward = (a: number, b: number): number => {
    let o = start[a];
    do {
      if (corner[nextOf(o)] === b) return o;
      o = twin[previousOf(o)];
    } while (o !== start[a]);
    return -1;
  };
  const sameAround = (v: number): boolean => {
    if (other[v] === 1) return false;
    let o = start[v];
    do {
      if (other[corner[nextOf(o)]] === 1) return false;
      o = twin[previousOf(o)];
    } while (o !== start[v]);
    return true;
  };
  const tryAnew = (n: number): void => {
    const a = record.kept[n];
    const b = record.gone[n];
    const h = toward(a, b);
    const [x, y, z] = record.places.subarray(3 * n, 3 * n + 3);
    if (h >= 0 && work.collapse(h, x, y, z, sameAround(a) && sameAround(b) ? 'nothing' : 'crossings')) return;
    dropped[n] = 1;
    other[a] = 1;
    other[b] = 1;
  };
  const most = records.vertices.length / 5;
  for (let from = 0; from < record.kept.length; from += most) {
    const count = Math.min(most, record.kept.length - from);
    readRecords(work, record, dropped, from, count);
    let n = 0;
    while (n < count) {
      const end = run.replayRecords(n, count);
      for (; n < end; n++) if (dropped[from + n] === 0) work.done(1);
      if (n < count) tryAnew(from + n++);
    }
  }
}

/** Puts `count` records where the loop finds them. */
function readRecords(
  { memory: { records } }: Collapser,
  { kept, gone, places }: CollapseRecord,
  dropped: Uint8Array,
  from: number,
  count: number,
): void {
  for (let n = 0; n < count; n++) {
    records.vertices[5 * n] = dropped[from + n] === 1 ? kept[from + n] + leftOut : kept[from + n];
    records.vertices[5 * n + 1] = gone[from + n];
    for (let d = 0; d < 3; d++) records.places[5 * n + 2 + d] = places[3 * (from + n) + d];
  }
}
