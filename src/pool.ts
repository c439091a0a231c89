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

/** Runs one job on a worker. */
function ask<N extends TaskName>(worker: Worker, task: N, job: TaskJob<N>): Promise<TaskResult<N>> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      act();
    };
    const onMessage = (result: TaskResult<N>): void => settle(() => resolve(result));
    const onError = (error: Error): void => settle(() => reject(error));
    const onExit = (): void => settle(() => reject(new Error('A worker ended before its job was done.')));
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.postMessage({ task, job });
  });
}

/**
 * A pool of `threads` threads (1 = no worker at all). Which thread does which job changes nothing in the results.
 */
export function makePool(threads: number, signal: AbortSignal): Pool {
  if (threads === 1) return inlinePool(signal);
  // Compiled code on both ways in: from src/ under test and from dist/ in use.
  const start = (): Worker => new Worker(new URL('../dist/worker.js', import.meta.url));
  const workers: Worker[] = [];
  return {
    each: async <N extends TaskName>(
      task: N,
      jobs: readonly TaskJob<N>[],
      progress: (done: number) => void,
    ): Promise<TaskResult<N>[]> => {
      while (workers.length < Math.min(threads, jobs.length)) workers.push(start());
      const results = new Array<TaskResult<N>>(jobs.length);
      let next = 0;
      let done = 0;
      const serve = async (worker: Worker): Promise<void> => {
        while (next < jobs.length) {
          signal.throwIfAborted();
          const n = next++;
          results[n] = await ask(worker, task, jobs[n]);
          progress(++done / jobs.length);
        }
      };
      let onAbort = (): void => {};
      const stop = new Promise<never>((_, reject) => {
        onAbort = () => reject(signal.reason);
        signal.addEventListener('abort', onAbort, { once: true });
      });
      try {
        await Promise.race([Promise.all(workers.map(serve)), stop]);
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
      return results;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
