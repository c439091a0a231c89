// Runs a kernel's work piece by piece: tells how far it is, lets the program breathe, and hears that it must stop.
import { setImmediate } from 'node:timers/promises';
import type { Context } from '../core/context.js';

/** `work` yields the share done, 0…1; told to the context as a share of [from, to]. */
export async function patiently<T>(
  work: Generator<number, T>,
  context: Context,
  from = 0,
  to = 1,
): Promise<T> {
  for (;;) {
    context.signal.throwIfAborted();
    const next = work.next();
    if (next.done) return next.value;
    context.progress(from + next.value * (to - from));
    await setImmediate();
  }
}
