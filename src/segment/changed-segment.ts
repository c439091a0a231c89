// The segment after a step has changed its mask: notes what came and went, and refuses to leave nothing.
import { type Bits, countBits } from '../core/bits.js';
import type { Context } from '../core/context.js';
import { NothingLeftError } from '../core/errors.js';
import type { Segment } from '../core/segment.js';
import { voxelVolume } from './voxel-volume.js';

/** `step` is the step's name, `advice` what to do if nothing is left. */
export function changedSegment(
  before: Segment,
  inside: Bits,
  { note }: Context,
  step: string,
  advice: string,
): Segment {
  const [was, is] = [countBits(before.inside), countBits(inside)];
  if (is === 0)
    throw new NothingLeftError(
      was === 0
        ? `${step}: there was nothing inside to begin with.`
        : `${step}: nothing is left of the structure.`,
      advice,
    );
  const added = countAdded(before.inside, inside);
  const removed = was - is + added;
  const cubic = voxelVolume(before);
  note('voxels added', added);
  note('volume added', added * cubic, 'mm³');
  note('voxels removed', removed);
  note('volume removed', removed * cubic, 'mm³');
  return { ...before, inside };
}

/** Voxels on in `now` alone. */
function countAdded(before: Bits, now: Bits): number {
  let n = 0;
  for (let w = 0; w < now.words.length; w++)
    for (let x = now.words[w] & ~before.words[w]; x !== 0; x &= x - 1) n++;
  return n;
}
