// What a run goes by where nothing was said: one thread, no options given, nobody who stops it or listens.
import type { Given, RunOptions } from './run.js';

export interface RunSettings {
  readonly given: Given;
  readonly threads: number;
  /** Bytes; undefined: all that the machine gives. */
  readonly memory: number | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (doing: string, done: number) => void;
}

export const runSettings = ({ given, threads, memory, signal, onProgress }: RunOptions): RunSettings => ({
  given: given ?? {},
  threads: threads ?? 1,
  memory,
  signal: signal ?? new AbortController().signal,
  onProgress: onProgress ?? (() => {}),
});
