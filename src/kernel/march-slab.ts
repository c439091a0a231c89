// One slab of the surface of a segment: evaluates the grey values, lets the mask lead where it must, and marches.
import type { Bits } from '../core/bits.js';
import { determinant, spacingOf } from '../core/grid.js';
import type { GreyRange } from '../core/segment.js';
import type { Volume } from '../core/volume.js';
import { evaluate } from './evaluate.js';
import { followMask } from './follow-mask.js';
import { march, type SlabSurface } from './march.js';
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

/** Grey values become heights above the nearer limit of the range, in place. */
function toHeights(values: Float32Array, { from, to }: GreyRange): void {
  for (let n = 0; n < values.length; n++) values[n] = Math.min(values[n] - from, to - values[n]);
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
  const heights = evaluate(volume, k0, k1);
  toHeights(heights, job.range);
  const affine = volume.grid.affine;
  const clip = clipOf(volume);
  const slope = job.contrast / Math.min(...spacingOf(affine));
  if (clip !== null) lowerOutside(heights, clip, slope, inside.size, [k0, k1]);
  if (job.changed) followMask(heights, job.grey, inside, job.contrast, k0, k1);
  return march(heights, k0, inside, affine, determinant(affine) < 0, job.c0, job.c1, clip);
}
