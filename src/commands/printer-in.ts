// The printer of a request, and what it has to say where an operation leaves a length to it.
import { UserError } from '../core/errors.js';
import { findPrinter, type PrinterInForce } from '../printing/find-printer.js';
import type { JsonObject } from './json.js';
import { textIn } from './json.js';
import { toJson } from './to-json.js';

/** As flags and case files have it. */
export interface PrinterWish {
  readonly printer?: string;
  /** A file of one's own printers. */
  readonly printers?: string;
  /** Another process than the printer's own. */
  readonly process?: string;
}

/** For a request: the file's content, so that a record needs no file. Throws a UserError. */
export async function printerOptions({ printer, printers, process }: PrinterWish): Promise<JsonObject> {
  if (printer === undefined && (printers ?? process) !== undefined)
    throw new UserError(
      `--${printers === undefined ? 'process' : 'printers'} is of use with a printer only.`,
      'Give one: --printer <name>; isocast printers lists them.',
    );
  const options = {
    printer: printer ?? null,
    process: process ?? null,
    printers: printers === undefined ? null : toJson(await fileOf(printers)),
  };
  await printerIn(options);
  return options;
}

// What reads such a file takes a tenth of a second to load, and few runs have one.
const fileOf = async (path: string): Promise<unknown> =>
  (await import('./printers-file.js')).printersFile(path);

/** Null without one. Throws a UserError. */
export async function printerIn(options: JsonObject): Promise<PrinterInForce | null> {
  const key = textIn(options, 'printer');
  if (key === null) return null;
  const { printers } = options;
  const among =
    printers === null || printers === undefined
      ? undefined
      : (await import('../printing/read-printers.js')).readPrinters(printers, 'the file of printers');
  return findPrinter({ key, process: textIn(options, 'process') ?? undefined, among });
}

/**
 * The flags of operations whose value may be the word 'printer', and what stands for it then; those that are not given at
 * all have the printer's where it is one of `usual`.
 */
export function printersSay({ printer, process }: PrinterInForce): {
  readonly words: JsonObject;
  readonly usual: JsonObject;
} {
  const clearance = (process.clearance.fail + process.clearance.warn) / 2;
  return {
    words: {
      fit: printer.volume.join(','),
      thicken: process.wall.warn,
      hollow: Math.max(2, 2 * process.wall.warn),
    },
    usual: {
      clearance,
      'pin-smallest': process.pin.warn,
      'drain-diameter': process.escapeHole?.warn ?? 3.5,
      'mark-wall': process.wall.warn,
    },
  };
}
