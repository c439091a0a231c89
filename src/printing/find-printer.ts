// The printer of a name, with the limits that hold for it.
import { UserError } from '../core/errors.js';
import { type Printer, type PrintProcess, type ProcessName, processNames } from '../core/printer.js';
import { printers } from './printers.js';
import { processes } from './processes.js';

/** A printer, and its process with its own limits in their place. */
export interface PrinterInForce {
  readonly printer: Printer;
  readonly process: PrintProcess;
}

export interface PrinterWanted {
  /** A printer's key. */
  readonly key: string;
  /** Another process than the printer's own. */
  readonly process?: string;
  /** Walls thinner than this fail, mm, whatever the process says. */
  readonly wall?: number;
  /** Those to choose from; the known ones where none are given. */
  readonly among?: readonly Printer[];
}

/** Throws a UserError for a name that isn't known. */
export function findPrinter({ key, process, wall, among = printers }: PrinterWanted): PrinterInForce {
  const printer = among.find((one) => one.key === key.toLowerCase());
  if (printer === undefined)
    throw new UserError(
      `There is no printer '${key}'.`,
      `Choose one of ${among.map((one) => one.key).join(', ')}; or describe yours in a file.`,
    );
  const name = process === undefined ? printer.process : processOf(process);
  const own = name === printer.process ? printer.limits : {};
  const density = name === printer.process ? printer.density : null;
  const known = processes[name];
  return {
    printer,
    process: {
      ...known,
      ...own,
      ...(wall === undefined ? {} : { wall: { fail: wall, warn: wall } }),
      layer: printer.layer ?? known.layer,
      density: density ?? known.density,
    },
  };
}

function processOf(text: string): ProcessName {
  const found = processNames.find((name) => name === text.toLowerCase());
  if (found !== undefined) return found;
  throw new UserError(`There is no process '${text}'.`, `Choose one of ${processNames.join(', ')}.`);
}
