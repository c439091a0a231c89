// The printers to choose from: those that are known, and a user's own over them.
import { basename } from 'node:path';
import { printersFile } from '../commands/printers-file.js';
import type { Printer } from '../core/printer.js';
import { printers } from '../printing/printers.js';
import { readPrinters } from '../printing/read-printers.js';

/** The known ones where there is no file. Throws a UserError that names the field. */
export const readPrintersFile = async (path: string | undefined): Promise<readonly Printer[]> =>
  path === undefined ? printers : readPrinters(await printersFile(path), basename(path));
