// What a step may use of the world: tell how far it is, tell what it found, hear that it must stop, spread work.
import type { TaskJob, TaskName, TaskResult } from '../kernel/tasks.js';
import type { Finding } from './errors.js';

export interface Note {
  readonly name: string;
  readonly value: number | string;
  readonly unit?: string;
}

export interface Context {
  /** Aborted when the user stops the run; long loops call `signal.throwIfAborted()` now and then. */
  readonly signal: AbortSignal;
  /** How much of this step is done, 0…1. */
  progress(done: number): void;
  /** A fact for the report's row of this step. */
  note(name: string, value: number | string, unit?: string): void;
  /** Something the reader of the report must know. */
  find(finding: Finding): void;
  /** Runs a kernel's task on every job, on as many threads as the run has. Results stand in the order of the jobs. */
  each<N extends TaskName>(task: N, jobs: readonly TaskJob<N>[]): Promise<TaskResult<N>[]>;
}

/** The context of a step that is called as a plain function: silent, in this thread. */
export const quietContext: Context = {
  signal: new AbortController().signal,
  progress: () => {},
  note: () => {},
  find: () => {},
  each: async (task, jobs) => {
    const { runTask } = await import('../kernel/tasks.js');
    return jobs.map((job) => runTask(task, job));
  },
};
