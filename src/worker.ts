// A thread of the pool: runs kernel tasks, one at a time, and hands their arrays back without copying.
import { parentPort } from 'node:worker_threads';
import { runTask, type TaskJob, type TaskName } from './kernel/tasks.js';

/** The buffers of a result that belong to this thread alone. */
function buffersOf(result: unknown): ArrayBuffer[] {
  if (typeof result !== 'object' || result === null) return [];
  const buffers = new Set<ArrayBuffer>();
  for (const value of Object.values(result))
    if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer && value.byteLength > 0)
      buffers.add(value.buffer);
  return [...buffers];
}

parentPort?.on('message', ({ task, job }: { task: TaskName; job: TaskJob<TaskName> }) => {
  const result = runTask(task, job);
  parentPort?.postMessage(result, buffersOf(result));
});
