// Ctrl-C and its kin: the first one stops the run cleanly, a second one at once.
import { removeTemporaries } from '../files/write-files.js';

/** As shells give them: 128 and the signal's number. */
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

let code = 130;

/** The exit code of a run that was stopped. */
export const stoppedCode = (): number => code;

/** A signal that is aborted when the user or the system asks the program to stop. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => {
      removeTemporaries();
      code = codes[name];
      if (controller.signal.aborted) process.exit(code);
      controller.abort();
    });
  return controller.signal;
}
