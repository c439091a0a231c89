// Measures bodies against what a printer can do, on as many threads as there are.
import type { Finding } from '../core/errors.js';
import type { PrintFacts } from '../core/print-facts.js';
import { makePool } from '../pool.js';
import type { PrinterInForce } from '../printing/find-printer.js';
import { findingsOf } from '../printing/findings-of.js';
import { type PrintBody, type PrintWish, printability } from '../printing/printability.js';
import type { RunOptions } from '../run.js';
import { runSettings } from '../run-settings.js';

export interface PrintChecked {
  readonly facts: PrintFacts;
  readonly findings: readonly Finding[];
}

/** Rejects with the signal's reason. The bodies are borrowed. */
export async function printCheck(
  bodies: readonly PrintBody[],
  printer: PrinterInForce,
  options: RunOptions,
  wish: PrintWish = {},
): Promise<PrintChecked> {
  const { threads, signal, onProgress } = runSettings(options);
  const pool = makePool(threads, signal);
  const tell = (done: number): void => onProgress('Measure it for the printer', done);
  try {
    const facts = await printability(
      bodies,
      printer,
      {
        signal,
        progress: tell,
        note: () => {},
        find: () => {},
        each: (task, jobs) => pool.each(task, jobs, tell),
      },
      wish,
    );
    return { facts, findings: findingsOf(facts) };
  } finally {
    await pool.close();
  }
}
