// What isocast check does where it is told a printer: measures each mesh against what that printer can do.
import type { Finding } from '../core/errors.js';
import { mm } from '../core/option.js';
import type { PrintFacts } from '../core/print-facts.js';
import type { PrintBody } from '../printing/printability.js';
import { interruptSignal } from './interrupt.js';
import { progressLine } from './progress.js';
import { readSide } from './side.js';
import { threadsFrom } from './threads.js';

export interface PrintingFlags {
  readonly printer?: string;
  readonly printers?: string;
  readonly process?: string;
  readonly wall?: string;
  readonly accurate?: string;
  readonly threads?: string;
  readonly json?: boolean;
}

export interface CheckedPrinting {
  readonly facts: PrintFacts;
  readonly findings: readonly Finding[];
}

const wall = mm(1, [0.05, 20], 'walls thinner than this fail');

/** The check, ready to be made: what is wrong with the flags is told before a mesh is read. Null where no printer is named. */
export async function printingCheck(
  flags: PrintingFlags,
): Promise<((bodies: readonly PrintBody[]) => Promise<CheckedPrinting>) | null> {
  if (flags.printer === undefined) return null;
  const [{ findPrinter }, { readPrintersFile }, { printability }, { findingsOf }, { makePool }] =
    await Promise.all([
      import('../printing/find-printer.js'),
      import('./read-printers-file.js'),
      import('../printing/printability.js'),
      import('../printing/findings-of.js'),
      import('../pool.js'),
    ]);
  const force = findPrinter({
    key: flags.printer,
    process: flags.process,
    wall: flags.wall === undefined ? undefined : wall.parse(flags.wall, '--wall'),
    among: await readPrintersFile(flags.printers),
  });
  const accurate = flags.accurate === undefined ? undefined : readSide(flags.accurate, '--accurate');
  const threads = threadsFrom(flags.threads);
  return async (bodies) => {
    const signal = interruptSignal();
    const line = progressLine(Boolean(flags.json));
    const pool = makePool(threads, signal);
    const tell = (done: number): void => line.show('Measuring for print', done);
    try {
      const facts = await printability(
        bodies,
        force,
        {
          signal,
          progress: tell,
          note: () => {},
          find: () => {},
          each: (task, jobs) => pool.each(task, jobs, tell),
        },
        { accurate },
      );
      return { facts, findings: findingsOf(facts) };
    } finally {
      line.clear();
      await pool.close();
    }
  };
}
