// One slab of a surface that keeps its distance from another: measures the distances on a grid, and marches.
import { type Bits, emptyBits } from '../core/bits.js';
import type { Vec3 } from '../core/grid.js';
import { march, type SlabSurface } from './march.js';
import { type MarchMemory, marchMemory } from './march-memory.js';
import { type DistanceGrid, settleOnLevel } from './settle-on-level.js';
import type { TargetSurface } from './target-surface.js';
import { treeKernels, withScratch } from './tree-memory.js';

/** What has a smaller distance to the target than the level is inside. */
export interface Level {
  readonly target: TargetSurface;
  /** Negative inside the target; without, distances have no sign, and the target may be open or mere points. */
  readonly signed: boolean;
  /** mm. */
  readonly level: number;
}

export interface DistanceSlabJob {
  /** Inside is what is inside all of these. */
  readonly levels: readonly Level[];
  readonly grid: DistanceGrid;
  /** Cube layers [c0, c1) of 0 … nz; layer c lies between slices c − 1 and c. */
  readonly c0: number;
  readonly c1: number;
}

/** Samples along x and y that are measured at once; with `mostLayers` they fit a scratch. */
const tile = 64;
/** Cube layers a slab may have. */
export const mostLayers = 16;
const placeBytes = 64;

/** The surface faces away from what has smaller distances. Beyond the grid is outside. */
export function distanceSlab(job: DistanceSlabJob): SlabSurface {
  const { origin, step, size } = job.grid;
  const [nx, ny, nz] = size;
  const k0 = Math.max(0, job.c0 - 1);
  const slices = Math.min(nz, job.c1) - k0;
  const memory = marchMemory(size, slices);
  const inside = emptyBits([nx, ny, slices]);
  measure(job, memory, inside, k0, slices);
  const heightsAt = job.levels.map(heightOver);
  const [x, y, z] = [origin[0], origin[1], origin[2] + step * k0];
  const affine = [step, 0, 0, x, 0, step, 0, y, 0, 0, step, z] as const;
  return march(memory, 0, inside, affine, job.c0 - k0, job.c1 - k0, null, (places) =>
    settleOnLevel(
      places,
      (px, py, pz) => heightsAt.reduce((least, at) => Math.min(least, at(px, py, pz)), 1e9),
      memory.heights,
      {
        origin: [x, y, z],
        step,
        size: [nx, ny, slices],
      },
    ),
  );
}

/** Level less distance at a place, mm. */
function heightOver({ target: { tree }, signed, level }: Level): (x: number, y: number, z: number) => number {
  const { distanceTo } = treeKernels(tree.memory);
  return (x, y, z) => level - distanceTo(tree.at, x, y, z, signed);
}

function measure(
  { levels, grid: { origin, step, size } }: DistanceSlabJob,
  { heights }: MarchMemory,
  inside: Bits,
  k0: number,
  slices: number,
): void {
  const [nx, ny] = size;
  const found = new Float32Array(tile * tile * slices);
  for (let j0 = 0; j0 < ny; j0 += tile)
    for (let i0 = 0; i0 < nx; i0 += tile) {
      const wide = Math.min(tile, nx - i0);
      const rows = Math.min(tile, ny - j0);
      const place = [origin[0] + step * i0, origin[1] + step * j0, origin[2] + step * k0, step];
      const side = lowest(levels, place, [wide, rows, slices], found);
      if (side < 0) continue;
      for (let k = 0; k < slices; k++)
        for (let j = 0; j < rows; j++) {
          const row = found.subarray(wide * (rows * k + j), wide * (rows * k + j + 1));
          const to = ny * k + j0 + j;
          if (side === 0) heights.set(row, nx * to + i0);
          setRow(inside, to, i0, wide, side === 0 ? row : null);
        }
    }
}

/** The least of the heights over all levels, on the samples of a tile. 1 or −1 where all are inside, or none; else 0. */
function lowest(
  levels: readonly Level[],
  place: readonly number[],
  [wide, rows, slices]: Vec3,
  found: Float32Array,
): number {
  let all = 1;
  for (const { target, signed, level } of levels) {
    const { tree } = target;
    const side = withScratch(tree, (run, scratch) => {
      const values = scratch + placeBytes;
      new Float64Array(tree.memory.buffer, scratch, 5).set([...place, level]);
      const one = run.levelHeights(tree.at, values, scratch, wide, rows, slices, signed);
      if (one !== 0) return one;
      const heights = new Float32Array(tree.memory.buffer, values, wide * rows * slices);
      if (all === 1) found.set(heights);
      else for (let n = 0; n < heights.length; n++) found[n] = Math.min(found[n], heights[n]);
      return 0;
    });
    if (side < 0) return -1;
    all = Math.min(all, side);
  }
  return all;
}

/** Sets the bits from column i0 on (a multiple of 32) where the heights are positive; all of them where there are none. */
function setRow(
  { words, wordsPerRow }: Bits,
  row: number,
  i0: number,
  wide: number,
  heights: Float32Array | null,
): void {
  const first = row * wordsPerRow + (i0 >> 5);
  for (let i = 0; i < wide; i++)
    if (heights === null || heights[i] > 0) words[first + (i >> 5)] |= 1 << (i & 31);
}
