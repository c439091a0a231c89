// The context for a part of a step's work: its progress is a share of the whole's.
import type { Context } from '../core/context.js';

/** What is done there from 0 to 1 is told as from `from` to `to`. */
export const shareOfProgress = (context: Context, from: number, to: number): Context => ({
  ...context,
  progress: (done) => context.progress(from + (to - from) * done),
});
