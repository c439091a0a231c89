// The grey levels of a structure and of what is around it, at each vertex of its surface.
// Fitted to the voxels that are nearly all the one or the other; where there are none, as in a thin wall, the levels are
// those of the same structure some millimetres away.
import { Seen, seenNumbers } from './locate-slab.js';
import { type NeighbourMeans, neighbourMeans } from './neighbour-means.js';
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
type Levels = readonly [outside: number, inside: number];

/** Least squares of outside and inside, held by `held` (a share of all weight) to what is expected. */
function solved(s: Float64Array, o: number, expected: Levels, held: number): Levels {
  const hold = held * (s[o] + s[o + 2]) + 1e-12;
  const a = s[o] + hold;
  const b = s[o + 1];
  const c = s[o + 2] + hold;
  const p = s[o + 3] + hold * expected[0];
  const q = s[o + 4] + hold * expected[1];
  const determinant = a * c - b * b;
  return [(c * p - b * q) / determinant, (a * q - b * p) / determinant];
}

/**
 * `positions` in mm, three a vertex; `passes` of averaging with the neighbours; `noise` in the scan's unit; `room`, 0…1 a
 * vertex: how far there is room for levels that change with depth.
 */
export function locateLevels(
  seen: Float32Array,
  positions: Float64Array,
  ring: Neighbours,
  passes: number,
  noise: number,
  room: Float32Array,
): LocalLevels {
  const vertices = positions.length / 3;
  const means = neighbourMeans(ring, numbers, 2);
  const own = means.rows[0];
  for (let v = 0; v < vertices; v++)
    for (let n = 0; n < numbers; n++) own[numbers * v + n] = seen[seenNumbers * v + Seen.outOut + n];
  const expected = regionalLevels(own, positions);
  const known = bothSides(own);
  const smooth = averagedIn(means, passes);
  const inside = new Float32Array(vertices);
  const outside = new Float32Array(vertices);
  const usual = new Float32Array(vertices);
  for (let v = 0; v < vertices; v++) {
    const around = expected(v);
    const wide = solved(smooth, numbers * v, around, regional);
    const tight = solved(smooth, numbers * v + sums, wide, regional);
    const scale = alike * Math.abs(wide[1] - wide[0]) + noise * grainy;
    outside[v] = wide[0] + room[v] * change(tight[0] - wide[0], scale);
    inside[v] = wide[1] + room[v] * change(tight[1] - wide[1], scale);
    usual[v] = around[1] - around[0];
  }
  return { inside, outside, usual, known };
}

/** As much of a difference as is not chance. */
const change = (difference: number, scale: number): number =>
  (difference * difference * difference) / (difference * difference + scale * scale + 1e-12);

function bothSides(own: Float64Array): boolean {
  let out = 0;
  let inside = 0;
  for (let o = 0; o < own.length; o += numbers) {
    out += own[o];
    inside += own[o + 2];
  }
  return Math.min(out, inside) > leastWeight * (out + inside);
}

/** The mean of each vertex and its neighbours, half and half, so many times; `numbers` a vertex. */
export function averaged(
  values: ArrayLike<number>,
  numbers: 1 | 2,
  ring: Neighbours,
  passes: number,
): Float64Array {
  const means = neighbourMeans(ring, numbers, 2);
  means.rows[0].set(values);
  return averagedIn(means, passes);
}

/** What stands in the first of its two arrays, averaged. */
function averagedIn({ rows, toward }: NeighbourMeans, passes: number): Float64Array {
  for (let pass = 0; pass < passes; pass++) toward(pass % 2, (pass + 1) % 2, 0.5);
  return rows[passes % 2];
}

/** Which cell of a raster over all of them each vertex lies in; numbers of cells along each axis, with a rim of empty ones. */
function cellsOf(positions: Float64Array): {
  readonly cell: Uint32Array;
  readonly counts: readonly number[];
} {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let o = 0; o < positions.length; o += 3)
    for (let d = 0; d < 3; d++) {
      const x = positions[o + d];
      if (x < low[d]) low[d] = x;
      if (x > high[d]) high[d] = x;
    }
  const counts = low.map((from, d) => 3 + Math.floor((high[d] - from) / cellSide));
  const cell = new Uint32Array(positions.length / 3);
  for (let v = 0; v < cell.length; v++) {
    const a = 1 + Math.floor((positions[3 * v] - low[0]) / cellSide);
    const b = 1 + Math.floor((positions[3 * v + 1] - low[1]) / cellSide);
    const c = 1 + Math.floor((positions[3 * v + 2] - low[2]) / cellSide);
    cell[v] = (c * counts[1] + b) * counts[0] + a;
  }
  return { cell, counts };
}

/** The levels around a vertex's place, by cells. */
function regionalLevels(own: Float64Array, positions: Float64Array): (v: number) => Levels {
  const { cell, counts } = cellsOf(positions);
  const order = new Map<number, number>();
  const slot = Uint32Array.from(cell, (place) => {
    const known = order.get(place) ?? order.size;
    if (known === order.size) order.set(place, known);
    return known;
  });
  const cells = new Float64Array(sums * order.size);
  const all = new Float64Array(sums);
  for (let v = 0; v < slot.length; v++)
    for (let n = 0; n < sums; n++) {
      cells[sums * slot[v] + n] += own[numbers * v + n];
      all[n] += own[numbers * v + n];
    }
  const overall = solved(all, 0, [0, 0], 0);
  const levels = [...order.keys()].map((place) =>
    solved(aroundCell(place, cells, order, counts), 0, overall, global),
  );
  return (v) => levels[slot[v]];
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
