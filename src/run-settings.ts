// What a run goes by where nothing was said: one thread, no options given, nobody who stops it or listens.
import type { Given, RunOptions } from './run.js';

export interface RunSettings {
  readonly given: Given;
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly onProgress: (doing: string, done: number) => void;
}

export const runSettings = ({ given, threads, signal, onProgress }: RunOptions): RunSettings => ({
  given: given ?? {},
  threads: threads ?? 1,
  signal: signal ?? new AbortController().signal,
  onProgress: onProgress ?? (() => {}),
});
