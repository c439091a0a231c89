// Connected components of runs.
// L. He, Y. Chao, K. Suzuki, "A run-based two-scan labeling algorithm", 2008; in three dimensions, with union-find.
import type { Runs } from './runs.js';

/**
 * How runs connect: 'faces' (6 neighbours), 'corners' (26 neighbours), or 'slice-faces' (the 4 neighbours within a slice
 * of equal k: every slice is on its own).
 */
export type Link = 'faces' | 'corners' | 'slice-faces';

/** labels[r] is the component of run r, 0…sizes.length − 1, in the order of their first voxel; sizes in voxels. */
export interface Components {
  readonly labels: Uint32Array;
  readonly sizes: Float64Array;
}

/** Yields the share done. */
export function* componentsOf(runs: Runs, link: Link): Generator<number, Components> {
  const [, ny, nz] = runs.size;
  const parent = new Uint32Array(runs.from.length);
  for (let r = 0; r < parent.length; r++) parent[r] = r;
  for (let k = 0; k < nz; k++) {
    joinSlice(runs, parent, k, ny, link);
    yield (k + 1) / nz;
  }
  return numbered(runs, parent);
}

function joinSlice(runs: Runs, parent: Uint32Array, k: number, ny: number, link: Link): void {
  const slack = link === 'corners' ? 1 : 0;
  for (let j = 0; j < ny; j++) {
    const row = k * ny + j;
    if (runs.first[row] === runs.first[row + 1]) continue;
    if (j > 0) joinRows(runs, parent, row, row - 1, slack);
    if (k === 0 || link === 'slice-faces') continue;
    joinRows(runs, parent, row, row - ny, slack);
    if (link === 'faces') continue;
    if (j > 0) joinRows(runs, parent, row, row - ny - 1, slack);
    if (j + 1 < ny) joinRows(runs, parent, row, row - ny + 1, slack);
  }
}

/** Joins runs of two rows that overlap, or that would if one were `slack` longer at both ends. */
function joinRows(runs: Runs, parent: Uint32Array, rowA: number, rowB: number, slack: number): void {
  const { first, from, to } = runs;
  const endA = first[rowA + 1];
  const endB = first[rowB + 1];
  let a = first[rowA];
  let b = first[rowB];
  while (a < endA && b < endB) {
    if (from[b] < to[a] + slack && from[a] < to[b] + slack) join(parent, a, b);
    if (to[a] < to[b]) a++;
    else b++;
  }
}

/** The smaller root wins, so a root is always the component's first run. */
function join(parent: Uint32Array, a: number, b: number): void {
  const p = rootOf(parent, a);
  const q = rootOf(parent, b);
  if (p < q) parent[q] = p;
  else parent[p] = q;
}

function rootOf(parent: Uint32Array, run: number): number {
  let r = run;
  while (parent[r] !== r) {
    parent[r] = parent[parent[r]];
    r = parent[r];
  }
  return r;
}

/** Turns parents into labels in place: a parent stands before its child, so it is numbered already. */
function numbered(runs: Runs, parent: Uint32Array): Components {
  const { from, to } = runs;
  let count = 0;
  for (let r = 0; r < parent.length; r++) parent[r] = parent[r] === r ? count++ : parent[parent[r]];
  const sizes = new Float64Array(count);
  for (let r = 0; r < parent.length; r++) sizes[parent[r]] += to[r] - from[r];
  return { labels: parent, sizes };
}
