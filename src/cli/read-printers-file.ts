// A user's own printers from a file of JSON or YAML, over those that are known.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { UserError } from '../core/errors.js';
import type { Printer } from '../core/printer.js';
import { printers } from '../printing/printers.js';
import { readPrinters } from '../printing/read-printers.js';

/** More than any such file has. */
const mostBytes = 1e6;

/** The known ones where there is no file. Throws a UserError that names the field. */
export async function readPrintersFile(path: string | undefined): Promise<readonly Printer[]> {
  if (path === undefined) return printers;
  const file = basename(path);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `${file} can't be read (${error.code}).`,
      'Give a file of JSON or YAML that is there.',
    );
  });
  if (text.length > mostBytes)
    throw new UserError(`${file} is too large for a list of printers.`, 'Give a file of JSON or YAML.');
  return readPrinters(parsed(text, file), file);
}

function parsed(text: string, file: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 });
  } catch (error) {
    throw new UserError(
      `${file} is neither JSON nor YAML: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
      'Mend it there.',
    );
  }
}
