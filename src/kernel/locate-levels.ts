// The grey levels of a structure and of what is around it, at each vertex of its surface.
// Fitted to the voxels that are nearly all the one or the other; where there are none, as in a thin wall, the levels are
// those of the same structure some millimetres away.
import { Seen, seenNumbers } from './locate-slab.js';
import { type MeansOver, meansOver } from './neighbour-means.js';
import type { Neighbours } from './vertex-neighbours.js';

export interface LocalLevels {
  /** Values of the structure and of its surroundings, a vertex each, unit of the scan. */
  readonly inside: Float32Array;
  readonly outside: Float32Array;
  /** Inside less outside in the region around it: what the contrast is expected to be. */
  readonly usual: Float32Array;
  /** False where hardly a voxel is all structure, or all surroundings: both levels could be anything. */
  readonly known: boolean;
}

/** Of all weight, what is on the lighter side at least. A plate alone, 3.4 sigmas thick, has 0.001. */
const leastWeight = 0.005;

/** mm: side of the cells that a region's levels are taken from, with their 26 neighbours. */
const cellSide = 8;
/** Weight of the cells around one. */
const besides = 0.3;
/**
 * How much the region's levels count against the vertex's own, and all levels against the region's. With a tenth, a ball
 * of 500 HU 3 mm beside one of 1600 HU came out 0.18 mm too small; with this 0.03, and thin plates are as good.
 */
const regional = 0.01;
const global = 0.01;

/**
 * Levels near the surface are others than those farther off, as under a cortex, where they differ clearly more than by this
 * share of the contrast and of the noise. (Bone of 1600 HU, 1 to 3 mm thick, round a core of 300 HU: 0.065 mm from the truth,
 * 0.148 without; where densities do not change with depth, the same as without.)
 */
const alike = 0.1;
const grainy = 0.5;

/** Of each of both levels' kinds, and of both kinds together: see Seen. */
const sums = 5;
const numbers = 10;

/**
 * Least squares of outside and inside from the sums at s[o], into into[at] and into[at + 1]; held by `held` (a share of all
 * weight) to what is expected.
 */
function solve(
  s: ArrayLike<number>,
  o: number,
  expectedOutside: number,
  expectedInside: number,
  held: number,
  into: Float64Array,
  at = 0,
): void {
  const hold = held * (s[o] + s[o + 2]) + 1e-12;
  const a = s[o] + hold;
  const b = s[o + 1];
  const c = s[o + 2] + hold;
  const p = s[o + 3] + hold * expectedOutside;
  const q = s[o + 4] + hold * expectedInside;
  const determinant = a * c - b * b;
  into[at] = (c * p - b * q) / determinant;
  into[at + 1] = (a * q - b * p) / determinant;
}

/**
 * `positions` in mm, three a vertex; `over` the mesh, and `passes` of averaging with the neighbours; `noise` in the scan's
 * unit; `room`, 0…1 a vertex: how far there is room for levels that change with depth.
 */
export function locateLevels(
  seen: Float32Array,
  positions: Float64Array,
  over: MeansOver,
  passes: number,
  noise: number,
  room: Float32Array,
): LocalLevels {
  const vertices = positions.length / 3;
  const { slot, levels, known } = regionalLevels(seen, positions);
  const means = over(numbers, 2);
  const own = means.rows[0];
  for (let v = 0, o = 0; v < vertices; v++) {
    const from = seenNumbers * v + Seen.outOut;
    for (let n = 0; n < numbers; n++, o++) own[o] = seen[from + n];
  }
  const smooth = means.passes(halves(passes));
  const inside = new Float32Array(vertices);
  const outside = new Float32Array(vertices);
  const usual = new Float32Array(vertices);
  const wide = new Float64Array(2);
  const tight = new Float64Array(2);
  for (let v = 0; v < vertices; v++) {
    const aroundOutside = levels[2 * slot[v]];
    const aroundInside = levels[2 * slot[v] + 1];
    solve(smooth, numbers * v, aroundOutside, aroundInside, regional, wide);
    solve(smooth, numbers * v + sums, wide[0], wide[1], regional, tight);
    const scale = alike * Math.abs(wide[1] - wide[0]) + noise * grainy;
    outside[v] = wide[0] + room[v] * change(tight[0] - wide[0], scale);
    inside[v] = wide[1] + room[v] * change(tight[1] - wide[1], scale);
    usual[v] = aroundInside - aroundOutside;
  }
  return { inside, outside, usual, known };
}

/** As much of a difference as is not chance. */
const change = (difference: number, scale: number): number =>
  (difference * difference * difference) / (difference * difference + scale * scale + 1e-12);

const halves = (passes: number): number[] => new Array<number>(passes).fill(0.5);

/** The mean of each vertex and its neighbours, half and half, so many times; `numbers` a vertex. */
export const averaged = (
  values: ArrayLike<number>,
  numbers: 1 | 2,
  ring: Neighbours,
  passes: number,
): Float64Array => averagedOver(values, numbers, meansOver(ring), passes);

/** The same, for several calls on one mesh; the result dies with the next of these. */
export function averagedOver(
  values: ArrayLike<number>,
  numbers: 1 | 2,
  over: MeansOver,
  passes: number,
): Float64Array {
  const means = over(numbers, 2);
  means.rows[0].set(values);
  return means.passes(halves(passes));
}

/** Which cell of a raster over all of them each vertex lies in; numbers of cells along each axis, with a rim of empty ones. */
function cellsOf(positions: Float64Array): {
  readonly cell: Uint32Array;
  readonly counts: readonly number[];
} {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let d = 0; d < 3; d++) {
    let [least, largest] = [Infinity, -Infinity];
    for (let o = d; o < positions.length; o += 3) {
      const x = positions[o];
      if (x < least) least = x;
      if (x > largest) largest = x;
    }
    low[d] = least;
    high[d] = largest;
  }
  const counts = low.map((from, d) => 3 + Math.floor((high[d] - from) / cellSide));
  const [x0, y0, z0] = low;
  const [nx, ny] = counts;
  const cell = new Uint32Array(positions.length / 3);
  for (let v = 0; v < cell.length; v++) {
    const a = 1 + Math.floor((positions[3 * v] - x0) / cellSide);
    const b = 1 + Math.floor((positions[3 * v + 1] - y0) / cellSide);
    const c = 1 + Math.floor((positions[3 * v + 2] - z0) / cellSide);
    cell[v] = (c * ny + b) * nx + a;
  }
  return { cell, counts };
}

interface RegionalLevels {
  /** Of each vertex: where its cell's levels stand. */
  readonly slot: Uint32Array;
  /** Two a cell: outside, inside. */
  readonly levels: Float64Array;
  /** See LocalLevels. */
  readonly known: boolean;
}

/** The levels around a vertex's place, by cells. */
function regionalLevels(seen: Float32Array, positions: Float64Array): RegionalLevels {
  const { cell, counts } = cellsOf(positions);
  const order = new Map<number, number>();
  const slot = new Uint32Array(cell.length);
  // One vertex after another mostly lies in the same cell.
  for (let v = 0, place = -1, now = 0; v < cell.length; v++) {
    if (cell[v] !== place) {
      place = cell[v];
      now = order.get(place) ?? order.size;
      if (now === order.size) order.set(place, now);
    }
    slot[v] = now;
  }
  const cells = new Float64Array(sums * order.size);
  const all = new Float64Array(sums);
  for (let v = 0; v < slot.length; v++) {
    const from = seenNumbers * v + Seen.outOut;
    const to = sums * slot[v];
    for (let n = 0; n < sums; n++) {
      cells[to + n] += seen[from + n];
      all[n] += seen[from + n];
    }
  }
  const overall = new Float64Array(2);
  solve(all, 0, 0, 0, 0, overall);
  const levels = new Float64Array(2 * order.size);
  for (const [place, now] of order)
    solve(aroundCell(place, cells, order, counts), 0, overall[0], overall[1], global, levels, 2 * now);
  const known = Math.min(all[0], all[2]) > leastWeight * (all[0] + all[2]);
  return { slot, levels, known };
}

/** The sums of a cell and the 26 around it. */
function aroundCell(
  place: number,
  cells: Float64Array,
  order: ReadonlyMap<number, number>,
  counts: readonly number[],
): Float64Array {
  const sum = new Float64Array(sums);
  for (let a = -1; a <= 1; a++)
    for (let b = -1; b <= 1; b++)
      for (let c = -1; c <= 1; c++) {
        const near = order.get(place + (c * counts[1] + b) * counts[0] + a);
        if (near === undefined) continue;
        const weight = a === 0 && b === 0 && c === 0 ? 1 : besides;
        for (let n = 0; n < sums; n++) sum[n] += weight * cells[sums * near + n];
      }
  return sum;
}
