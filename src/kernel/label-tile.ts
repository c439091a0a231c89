// A box of a label map's new grid: at each voxel the label that fills most of the surroundings, thin ones kept as they are.
import type { Affine, Vec3 } from '../core/grid.js';
import { type LabelBlock, labelBlock } from './label-block.js';
import type { SteadyRows } from './steady-rows.js';
import { uniformBoxes } from './uniform-boxes.js';
import { type Winner, winningLabel } from './winning-label.js';

/** What all tiles of a new grid share. Arrays lie over SharedArrayBuffers. */
export interface LabelMap {
  readonly voxels: Int16Array;
  readonly size: Vec3;
  /** Index on the new grid → index on the map's grid; axes may be turned, mirrored, at any angle. */
  readonly toMap: Affine;
  /** Where the map's samples lie along an axis that is not evenly spaced (index units, ascending). */
  readonly nodes: { readonly axis: 0 | 1 | 2; readonly at: Float64Array } | null;
  /** Null: the nearest voxel's label. */
  readonly rows: readonly [SteadyRows, SteadyRows, SteadyRows] | null;
  /** Where all voxels of the box m − clear … m + 1 + clear have one label, it wins anywhere between m and m + 1. */
  readonly clear: Vec3;
  /** Bit v set: voxel v keeps its label wherever it is the nearest. */
  readonly thin: Uint32Array;
}

/** Voxels [from, beyond) of the new grid of size `toSize` go to `to`. */
export interface LabelTileJob {
  readonly map: LabelMap;
  readonly to: Int16Array;
  readonly toSize: Vec3;
  readonly from: Vec3;
  readonly beyond: Vec3;
}

/** Half a voxel beyond the outermost centres the map ends; float noise does not count as beyond. */
const edge = 0.5 + 1e-6;

/** A tie between two voxels goes to the later one, float noise apart. */
const nearestOf = (u: number, n: number): number => Math.min(n - 1, Math.max(0, Math.floor(u + edge)));

/** Index on an unevenly sampled axis → number of the sample, linear between two. */
function sampleNumber(at: Float64Array, x: number): number {
  const n = at.length;
  if (n < 2) return x;
  let [low, high] = [0, n - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at[middle] <= x) low = middle;
    else high = middle;
  }
  return low + (x - at[low]) / (at[low + 1] - at[low]);
}

/** The lowest and highest sample number that a box of the new grid reaches along an axis of the map, cut to the map. */
function span({ size, toMap, nodes }: LabelMap, from: Vec3, beyond: Vec3, axis: 0 | 1 | 2) {
  let [low, high] = [toMap[4 * axis + 3], toMap[4 * axis + 3]];
  for (const b of [0, 1, 2] as const) {
    const ends = [toMap[4 * axis + b] * from[b], toMap[4 * axis + b] * (beyond[b] - 1)];
    low += Math.min(...ends);
    high += Math.max(...ends);
  }
  if (nodes?.axis === axis) [low, high] = [sampleNumber(nodes.at, low), sampleNumber(nodes.at, high)];
  return [Math.max(-1, Math.floor(low)), Math.min(size[axis], Math.floor(high) + 1)] as const;
}

/** The block that the tile needs, or null where the map does not reach. */
function blockFor(map: LabelMap, from: Vec3, beyond: Vec3): LabelBlock | null {
  const spans = ([0, 1, 2] as const).map((axis) => {
    const [low, high] = span(map, from, beyond, axis);
    const margin = map.rows ? Math.max(map.rows[axis].reach, map.clear[axis]) + 1 : 1;
    return { low, high, from: low - margin, beyond: high + margin + 1 };
  });
  if (spans.some(({ low, high }) => low > high)) return null;
  const [x, y, z] = spans;
  return labelBlock(map.voxels, map.size, [x.from, y.from, z.from], [x.beyond, y.beyond, z.beyond]);
}

/** The label at a point of the map, by number in the block. */
function chooser(map: LabelMap, block: LabelBlock): (x: number, y: number, z: number) => number {
  const { size, rows, clear, thin } = map;
  const { from, numbers, ids } = block;
  const [mx, my] = block.size;
  if (ids.length === 1) return () => 0;
  const near = (x: number, y: number, z: number): number =>
    numbers[x - from[0] + mx * (y - from[1] + my * (z - from[2]))];
  const nearest = (x: number, y: number, z: number): number =>
    near(nearestOf(x, size[0]), nearestOf(y, size[1]), nearestOf(z, size[2]));
  if (rows === null) return nearest;
  const { flags, runs } = uniformBoxes(block, [2 * clear[0] + 2, 2 * clear[1] + 2, 2 * clear[2] + 2]);
  const winner: Winner = winningLabel(block, runs, rows);
  return (x, y, z) => {
    const [qx, qy, qz] = [
      Math.round((x - from[0]) * 256),
      Math.round((y - from[1]) * 256),
      Math.round((z - from[2]) * 256),
    ];
    const corner = (qx >> 8) - clear[0] + mx * ((qy >> 8) - clear[1] + my * ((qz >> 8) - clear[2]));
    if (flags[corner] === 1) return numbers[corner];
    const [i, j, k] = [nearestOf(x, size[0]), nearestOf(y, size[1]), nearestOf(z, size[2])];
    const v = i + size[0] * (j + size[1] * k);
    const own = near(i, j, k);
    return (thin[v >>> 5] >>> (v & 31)) & 1 ? own : winner(qx, qy, qz, own);
  };
}

/** What lies beyond the map by more than half a voxel is 0. */
export function labelTile({ map, to, toSize, from, beyond }: LabelTileJob): null {
  const block = blockFor(map, from, beyond);
  if (block === null) return null;
  const choose = chooser(map, block);
  const { toMap: a, size, nodes } = map;
  const along = (axis: 0 | 1 | 2): ((x: number) => number) =>
    nodes?.axis === axis ? (x) => sampleNumber(nodes.at, x) : (x) => x;
  const [alongX, alongY, alongZ] = [along(0), along(1), along(2)];
  const within = (u: number, n: number): boolean => u >= -edge && u <= n - 1 + edge;
  for (let k = from[2]; k < beyond[2]; k++)
    for (let j = from[1]; j < beyond[1]; j++) {
      const [x0, y0, z0] = [
        a[1] * j + a[2] * k + a[3],
        a[5] * j + a[6] * k + a[7],
        a[9] * j + a[10] * k + a[11],
      ];
      const row = toSize[0] * (j + toSize[1] * k);
      for (let i = from[0]; i < beyond[0]; i++) {
        const [x, y, z] = [alongX(x0 + a[0] * i), alongY(y0 + a[4] * i), alongZ(z0 + a[8] * i)];
        if (within(x, size[0]) && within(y, size[1]) && within(z, size[2]))
          to[row + i] = block.ids[choose(x, y, z)];
      }
    }
  return null;
}
