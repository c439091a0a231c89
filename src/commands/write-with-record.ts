// Puts what a command made on disk, its record beside it: all files or none.
import type { FileFacts } from '../core/facts.js';
import { writeFiles } from '../files/write-files.js';
import type { Made } from './made.js';
import { recordText } from './record.js';

/** The facts of the files in their order, the record's last. Throws a UserError. */
export function writeWithRecord(folder: string, made: Made, signal: AbortSignal): Promise<FileFacts[]> {
  const record = {
    name: made.record,
    chunks: (before: readonly FileFacts[]) => [new TextEncoder().encode(recordText(made, before))],
  };
  return writeFiles(folder, [...made.files, record], signal);
}
