// A file of a user's own printers, JSON or YAML, as data.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { UserError } from '../core/errors.js';
import { readPrinters } from '../printing/read-printers.js';

/** More than any such file has. */
const mostBytes = 1e6;

/** What it holds, looked at: `readPrinters` takes it. Throws a UserError that names the field. */
export async function printersFile(path: string): Promise<unknown> {
  const file = basename(path);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `${file} can't be read (${error.code}).`,
      'Give a file of JSON or YAML that is there.',
    );
  });
  if (text.length > mostBytes)
    throw new UserError(`${file} is too large for a list of printers.`, 'Give a file of JSON or YAML.');
  const data = parsed(text, file);
  readPrinters(data, file);
  return data;
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
