// A thread of the pool: runs kernel tasks, one at a time, and hands their arrays back without copying.
import { parentPort } from 'node:worker_threads';
import { collectGarbage } from './collect-garbage.js';
import { runTask, type TaskJob, type TaskName } from './kernel/tasks.js';

/** Bytes outside the heap, of this thread alone, that are worth a look at what of them is still needed. */
const muchGarbage = 48e6;

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
  if (process.memoryUsage().arrayBuffers > muchGarbage) setImmediate(collectGarbage);
});
