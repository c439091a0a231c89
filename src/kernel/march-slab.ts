// One slab of the surface of a segment: evaluates the grey values, lets the mask lead where it must, and marches.
import type { Bits } from '../core/bits.js';
import { spacingOf } from '../core/grid.js';
import type { GreyRange } from '../core/segment.js';
import type { Volume } from '../core/volume.js';
import { followMask } from './follow-mask.js';
import { march, type SlabSurface } from './march.js';
import { type MarchMemory, marchMemory } from './march-memory.js';
import { type Extent, eachPiece } from './pieces.js';
import { type Clip, clipOf } from './scan-faces.js';

export interface MarchJob {
  readonly volume: Volume;
  readonly range: GreyRange;
  readonly grey: Bits;
  readonly inside: Bits;
  /** False where morphology changed nothing: `grey` is then `inside`. */
  readonly changed: boolean;
  readonly contrast: number;
  /** Cube layers [c0, c1) of 0 … nz; layer c lies between slices c − 1 and c. */
  readonly c0: number;
  readonly c1: number;
}

const empty: SlabSurface = {
  positions: new Float32Array(0),
  triangles: new Uint32Array(0),
  bottom: 0,
  top: 0,
  centres: 0,
};

/** Is every voxel of the slices [k0, k1) outside? */
function blank(inside: Bits, k0: number, k1: number): boolean {
  const words = inside.wordsPerRow * inside.size[1];
  for (let w = k0 * words; w < k1 * words; w++) if (inside.words[w] !== 0) return false;
  return true;
}

/** Does the surface go through any cube that has a corner in these rows? (Beyond the grid is outside.) */
export function crossed({ size, words, wordsPerRow }: Bits, { k, j0, rows }: Extent): boolean {
  const [, ny, nz] = size;
  for (let z = Math.max(0, k - 1); z <= Math.min(nz - 1, k + 1); z++) {
    const from = (z * ny + Math.max(0, j0 - 1)) * wordsPerRow;
    const to = (z * ny + Math.min(ny, j0 + rows + 1)) * wordsPerRow;
    // A row has two ends, both beside what is outside.
    for (let w = from; w < to; w++) if (words[w] !== 0) return true;
  }
  return false;
}

/** Evaluates slices [k0, k1), as far as the surface goes through them, and turns them into heights above the nearer limit. */
function fill({ wasm, heights, places }: MarchMemory, job: MarchJob, k0: number, k1: number): void {
  const { volume, inside, range } = job;
  const [nx, ny] = inside.size;
  const { run } = wasm;
  const { from, to } = range;
  eachPiece(
    volume,
    k0,
    k1,
    ({ k, j0, rows, wasm: theirs, values }) => {
      const at = nx * (ny * (k - k0) + j0);
      heights.set(new Float32Array(theirs.bytes().buffer, values, rows * nx), at);
      run.toHeights(places.heights + 4 * at, rows * nx, from, to);
    },
    { wanted: (extent) => crossed(inside, extent) },
  );
}

/** Outside the scan heights are at most the way to it, `slope` a mm: what was continued there is no structure. */
function lowerOutside(
  heights: Float32Array,
  clip: Clip,
  slope: number,
  [nx, ny]: readonly number[],
  [k0, k1]: readonly number[],
): void {
  for (let k = k0; k < k1; k++)
    for (let j = 0; j < ny; j++) {
      const [first, beyond] = clip.row(j, k);
      const row = heights.subarray(nx * (ny * (k - k0) + j), nx * (ny * (k - k0) + j + 1));
      const lower = (i: number): void => {
        row[i] = Math.min(row[i], slope * clip.depth(i, j, k));
      };
      for (let i = 0; i < first; i++) lower(i);
      for (let i = beyond; i < nx; i++) lower(i);
    }
}

export function marchSlab(job: MarchJob): SlabSurface {
  const { volume, inside } = job;
  const k0 = Math.max(0, job.c0 - 1);
  const k1 = Math.min(inside.size[2], job.c1);
  if (blank(inside, k0, k1)) return empty;
  const memory = marchMemory(inside.size, k1 - k0);
  const { heights } = memory;
  fill(memory, job, k0, k1);
  const affine = volume.grid.affine;
  const clip = clipOf(volume);
  const slope = job.contrast / Math.min(...spacingOf(affine));
  if (clip !== null) lowerOutside(heights, clip, slope, inside.size, [k0, k1]);
  if (job.changed) followMask(heights, job.grey, inside, job.contrast, k0, k1);
  return march(memory, k0, inside, affine, job.c0, job.c1, clip);
}
