// Does a simplification once more, leaving out some of its collapses.
import type { CollapseRecord } from './collapse-edges.js';
import type { Collapser } from './collapser.js';
import { nextOf, previousOf } from './edges.js';

/**
 * `work` stands at the mesh that the record began with. Collapses with `dropped` 1 are left out; those that thereby
 * happen in other surroundings than before are tried anew, and left out and marked in `dropped` too where they no
 * longer fit. All others come out as they did, to the bit.
 */
export function replayCollapses(work: Collapser, record: CollapseRecord, dropped: Uint8Array): void {
  const { corner, twin, start } = work.mesh;
  // Vertices that are not where, or not as gone, as they were at this point of the record.
  const other = new Uint8Array(start.length);
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
  for (let n = 0; n < record.kept.length; n++) {
    const a = record.kept[n];
    const b = record.gone[n];
    if (dropped[n] === 0) {
      const h = toward(a, b);
      const [x, y, z] = record.places.subarray(3 * n, 3 * n + 3);
      if (h >= 0 && work.collapse(h, x, y, z, sameAround(a) && sameAround(b) ? 'nothing' : 'crossings'))
        continue;
    }
    dropped[n] = 1;
    other[a] = 1;
    other[b] = 1;
  }
}
