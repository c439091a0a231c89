// The threads of a run: spreads a kernel's jobs over workers and returns the results in the order of the jobs.
import { setImmediate as breathe } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { runTask, type TaskJob, type TaskName, type TaskResult } from './kernel/tasks.js';

export interface Pool {
  /** `progress` hears the share of jobs done. Rejects with the signal's reason once it is aborted. */
  each<N extends TaskName>(
    task: N,
    jobs: readonly TaskJob<N>[],
    progress: (done: number) => void,
  ): Promise<TaskResult<N>[]>;
  /** Ends the threads, when no work is under way. Further work starts new ones. */
  close(): Promise<void>;
}

/** One thread: the work is done in this one, between two breaths of the event loop. */
function inlinePool(signal: AbortSignal): Pool {
  return {
    each: async (task, jobs, progress) => {
      const results = [];
      for (const job of jobs) {
        signal.throwIfAborted();
        results.push(runTask(task, job));
        progress(results.length / jobs.length);
        await breathe();
      }
      return results;
    },
    close: async () => {},
  };
}

interface Errand {
  readonly task: TaskName;
  readonly job: TaskJob<TaskName>;
  done(result: TaskResult<TaskName>): void;
  failed(error: unknown): void;
}

interface Thread {
  readonly worker: Worker;
  /** What it is at; null when it is free. */
  errand: Errand | null;
}

/**
 * A pool of `threads` threads (1 = no worker at all). Several `each` may be under way at once: their jobs stand in one
 * line. Which thread does which job changes nothing in the results.
 */
export function makePool(threads: number, signal: AbortSignal): Pool {
  if (threads === 1) return inlinePool(signal);
  const threadsMade: Thread[] = [];
  const line: Errand[] = [];

  const start = (): Thread => {
    // Compiled code on both ways in: from src/ under test and from dist/ in use.
    const thread: Thread = {
      // Flags of the program that starts it, such as --input-type, are none of a worker's.
      worker: new Worker(new URL('../dist/worker.js', import.meta.url), { execArgv: [] }),
      errand: null,
    };
    const settle = (act: (errand: Errand) => void): void => {
      const { errand } = thread;
      thread.errand = null;
      if (errand) act(errand);
      send();
    };
    thread.worker.on('message', (result) => settle((errand) => errand.done(result)));
    thread.worker.on('error', (error) => settle((errand) => errand.failed(error)));
    thread.worker.on('exit', () => {
      threadsMade.splice(threadsMade.indexOf(thread), 1);
      settle((errand) => errand.failed(new Error('A worker ended before its job was done.')));
    });
    if (threadsMade.push(thread) === 1) signal.addEventListener('abort', stop);
    return thread;
  };
  const send = (): void => {
    while (line.length > 0 && !signal.aborted) {
      const idle = threadsMade.find(({ errand }) => errand === null);
      const thread = idle ?? (threadsMade.length < threads ? start() : null);
      const errand = thread && line.shift();
      if (!errand) return;
      thread.errand = errand;
      thread.worker.postMessage({ task: errand.task, job: errand.job });
    }
  };
  const stop = (): void => {
    for (const { failed } of line.splice(0)) failed(signal.reason);
    for (const { worker } of threadsMade) worker.terminate();
  };
  return {
    each: async <N extends TaskName>(
      task: N,
      jobs: readonly TaskJob<N>[],
      progress: (done: number) => void,
    ): Promise<TaskResult<N>[]> => {
      signal.throwIfAborted();
      let done = 0;
      const results = jobs.map(
        (job) =>
          new Promise<TaskResult<N>>((resolve, failed) => {
            const finish = (result: TaskResult<N>): void => {
              progress(++done / jobs.length);
              resolve(result);
            };
            line.push({ task, job, done: finish, failed });
            send();
          }),
      );
      try {
        return await Promise.all(results);
      } catch (error) {
        throw signal.aborted ? signal.reason : error;
      }
    },
    close: async () => {
      signal.removeEventListener('abort', stop);
      await Promise.all(threadsMade.map(({ worker }) => worker.terminate()));
    },
  };
}
