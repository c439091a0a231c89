// One slab of a surface that keeps its distance from another: measures the distances on a grid, and marches.
import { type Bits, emptyBits } from '../core/bits.js';
import { march, type SlabSurface } from './march.js';
import { type MarchMemory, marchMemory } from './march-memory.js';
import { type DistanceGrid, type Level, settleOnLevel } from './settle-on-level.js';
import { withScratch } from './tree-memory.js';

export interface DistanceSlabJob extends Level {
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
  const [x, y, z] = [origin[0], origin[1], origin[2] + step * k0];
  const affine = [step, 0, 0, x, 0, step, 0, y, 0, 0, step, z] as const;
  return march(memory, 0, inside, affine, job.c0 - k0, job.c1 - k0, null, (places) =>
    settleOnLevel(places, job, memory.heights, {
      origin: [x, y, z],
      step,
      size: [nx, ny, slices],
    }),
  );
}

function measure(
  { target: { tree }, signed, level, grid }: DistanceSlabJob,
  { heights }: MarchMemory,
  inside: Bits,
  k0: number,
  slices: number,
): void {
  const { origin, step, size } = grid;
  const [nx, ny] = size;
  withScratch(tree, (run, scratch) => {
    const place = new Float64Array(tree.memory.buffer, scratch, 5);
    const values = scratch + placeBytes;
    for (let j0 = 0; j0 < ny; j0 += tile)
      for (let i0 = 0; i0 < nx; i0 += tile) {
        const wide = Math.min(tile, nx - i0);
        const rows = Math.min(tile, ny - j0);
        place.set([origin[0] + step * i0, origin[1] + step * j0, origin[2] + step * k0, step, level]);
        const side = run.levelHeights(tree.at, values, scratch, wide, rows, slices, signed);
        if (side < 0) continue;
        const found = new Float32Array(tree.memory.buffer, values, wide * rows * slices);
        for (let k = 0; k < slices; k++)
          for (let j = 0; j < rows; j++) {
            const row = found.subarray(wide * (rows * k + j), wide * (rows * k + j + 1));
            const to = ny * k + j0 + j;
            if (side === 0) heights.set(row, nx * to + i0);
            setRow(inside, to, i0, wide, side === 0 ? row : null);
          }
      }
  });
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
