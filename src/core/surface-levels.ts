// The grey values at which a structure was taken to begin and end, out of what its steps told.
import type { StepFacts } from './facts.js';

/** Lowest first: of 'from 300 to 1500' both, of '226 and more' one; none of a label map, which is cut at half its occupancy. */
export function surfaceLevels(steps: readonly StepFacts[]): readonly number[] {
  const notes = steps.filter(({ name }) => name === 'threshold').flatMap((step) => step.notes);
  const range = notes.find(({ name }) => name === 'range')?.value;
  if (typeof range !== 'string') return [];
  return (range.match(/-?\d+(\.\d+)?(e[+-]?\d+)?/g) ?? []).map(Number);
}
