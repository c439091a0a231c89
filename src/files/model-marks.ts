// What must be said loudly of a model that is not as the patient is.
import type { Mirroring } from '../core/print-model.js';

export interface Alteration {
  /** Across which plane it was mirrored; null or left out where left is left. */
  readonly mirrored?: Mirroring | null;
  /** Left out or 1: life-size. */
  readonly scale?: number;
}

/** 'MIRRORED left-right', 'SCALE 0.5', both or none. */
export function modelMarks({ mirrored = null, scale = 1 }: Alteration): readonly string[] {
  return [...(mirrored === null ? [] : [`MIRRORED ${mirrored}`]), ...(scale === 1 ? [] : [`SCALE ${scale}`])];
}
