// What the steps that keep some of the pieces share: finding them, choosing, and telling what was dropped.
import type { Context } from '../core/context.js';
import { NothingLeftError } from '../core/errors.js';
import type { Segment } from '../core/segment.js';
import { type Components, componentsOf } from '../kernel/components.js';
import { pickComponents } from '../kernel/pick-components.js';
import { type Runs, runsOf } from '../kernel/runs.js';
import { changedSegment } from './changed-segment.js';
import { patiently } from './patiently.js';
import { voxelVolume } from './voxel-volume.js';

/** The pieces of a segment, connected through faces, edges and corners of voxels, as the surface connects them. */
export interface Pieces {
  readonly runs: Runs;
  readonly components: Components;
}

/** Keeps the pieces c for which `choose` gives 1 at place c. Nothing to choose from, or nothing chosen, is a UserError. */
export async function sift(
  segment: Segment,
  context: Context,
  step: string,
  advice: string,
  choose: (pieces: Pieces) => Uint8Array,
): Promise<Segment> {
  const runs = runsOf(segment.inside);
  if (runs.from.length === 0)
    throw new NothingLeftError(`${step}: there was nothing inside to begin with.`, advice);
  const components = await patiently(componentsOf(runs, 'corners'), context);
  const keep = choose({ runs, components });
  tell(components.sizes, keep, voxelVolume(segment), context);
  if (keep.every((k) => k === 1)) return segment;
  return changedSegment(segment, pickComponents(runs, components, keep), context, step, advice);
}

function tell(sizes: Float64Array, keep: Uint8Array, cubic: number, { note }: Context): void {
  const dropped = sizes.filter((_, c) => keep[c] === 0);
  note('pieces kept', sizes.length - dropped.length);
  note('pieces dropped', dropped.length);
  if (dropped.length === 0) return;
  note('volume dropped', dropped.reduce((a, b) => a + b, 0) * cubic, 'mm³');
  note('largest dropped', dropped.reduce((a, b) => Math.max(a, b), 0) * cubic, 'mm³');
}

/** 1 for the n largest (n ≥ 1); of pieces equal in size, the one whose first voxel comes first. */
export function chooseLargest(sizes: Float64Array, n: number): Uint8Array {
  if (n >= sizes.length) return new Uint8Array(sizes.length).fill(1);
  const least = sizes.toSorted()[sizes.length - n];
  const keep = Uint8Array.from(sizes, (size) => (size > least ? 1 : 0));
  let left = n - keep.filter((k) => k === 1).length;
  for (let c = 0; left > 0; c++) {
    if (sizes[c] !== least) continue;
    keep[c] = 1;
    left--;
  }
  return keep;
}
