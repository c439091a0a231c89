// Metal in a stack of slices: how much there is, where, and how much of its slices lies near it.
import { countBits, emptyBits } from '../core/bits.js';
import type { Vec3 } from '../core/grid.js';
import { paintRun } from './runs.js';

type Axis = 0 | 1 | 2;

/** Runs of voxels above a level in one slice: voxels from ≤ i < to of row j. */
interface SliceRuns {
  readonly j: number[];
  readonly from: number[];
  readonly to: number[];
}

export interface MetalRuns {
  /** Voxels above the level, in the slices that have enough of them. */
  readonly voxels: number;
  readonly slices: readonly number[];
  /** Voxels of these slices within the reach of metal in the same slice, the metal itself not counted. */
  readonly near: number;
  /** First and last index along each axis, and the mean one. */
  readonly low: Vec3;
  readonly high: Vec3;
  readonly middle: Vec3;
}

export interface MetalSearch {
  readonly above: number;
  readonly sliceAxis: Axis;
  /** mm between neighbours along each axis of the scan. */
  readonly spacing: Vec3;
  /** mm. */
  readonly reach: number;
  /** A slice with fewer voxels above the level has none. */
  readonly least: number;
}

/** Undefined where no slice has enough. */
export function metalRuns(
  voxels: Int16Array | Float32Array,
  size: Vec3,
  search: MetalSearch,
): MetalRuns | undefined {
  const s = search.sliceAxis;
  const [u, v]: readonly [Axis, Axis] = s === 0 ? [1, 2] : s === 1 ? [0, 2] : [0, 1];
  const stride = [1, size[0], size[0] * size[1]];
  const sums = [0, 0, 0];
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = [-1, -1, -1];
  const slices: number[] = [];
  let count = 0;
  let near = 0;
  for (let k = 0; k < size[s]; k++) {
    const runs = runsIn(voxels, k * stride[s], [size[u], stride[u], size[v], stride[v]], search.above);
    const own = runs.from.reduce((sum, from, r) => sum + runs.to[r] - from, 0);
    if (own === 0 || own < search.least) continue;
    slices.push(k);
    count += own;
    near += nearRuns(runs, size[u], size[v], search.spacing[u], search.spacing[v], search.reach) - own;
    for (let r = 0; r < runs.j.length; r++) {
      const length = runs.to[r] - runs.from[r];
      stretch(low, high, u, runs.from[r], runs.to[r] - 1);
      stretch(low, high, v, runs.j[r], runs.j[r]);
      sums[u] += (length * (runs.from[r] + runs.to[r] - 1)) / 2;
      sums[v] += length * runs.j[r];
    }
    stretch(low, high, s, k, k);
    sums[s] += own * k;
  }
  if (count === 0) return undefined;
  return {
    voxels: count,
    slices,
    near,
    low: [low[0], low[1], low[2]],
    high: [high[0], high[1], high[2]],
    middle: [sums[0] / count, sums[1] / count, sums[2] / count],
  };
}

function stretch(low: number[], high: number[], axis: number, from: number, to: number): void {
  if (from < low[axis]) low[axis] = from;
  if (to > high[axis]) high[axis] = to;
}

function runsIn(
  voxels: Int16Array | Float32Array,
  start: number,
  [nu, su, nv, sv]: readonly [number, number, number, number],
  above: number,
): SliceRuns {
  const runs: SliceRuns = { j: [], from: [], to: [] };
  for (let j = 0; j < nv; j++) {
    let at = start + j * sv;
    let from = -1;
    for (let i = 0; i < nu; i++, at += su) {
      const on = voxels[at] > above;
      if (on && from < 0) from = i;
      if (from >= 0 && (!on || i === nu - 1)) {
        runs.j.push(j);
        runs.from.push(from);
        runs.to.push(on ? i + 1 : i);
        from = -1;
      }
    }
  }
  return runs;
}

/** How many voxels of the slice lie within the reach of one of the runs. */
function nearRuns(runs: SliceRuns, nu: number, nv: number, du: number, dv: number, reach: number): number {
  const wide = emptyBits([nu, nv, 1]);
  for (let r = 0; r < runs.j.length; r++)
    for (let d = -Math.floor(reach / dv); d <= reach / dv; d++) {
      const j = runs.j[r] + d;
      if (j < 0 || j >= nv) continue;
      const w = Math.floor(Math.sqrt(Math.max(0, reach * reach - d * d * dv * dv)) / du);
      const from = Math.max(0, runs.from[r] - w);
      paintRun(wide.words, j * wide.wordsPerRow, from, Math.min(nu, runs.to[r] + w), true);
    }
  return countBits(wide);
}
