// Ctrl-C: the first one stops the run cleanly, a second one at once.
import { removeTemporaries } from '../files/write-files.js';

/** A signal that is aborted when the user or the system asks the program to stop. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    removeTemporaries();
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
