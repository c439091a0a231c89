// Keeps a replay from writing over files that are not what it would write.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import type { FileFacts } from '../core/facts.js';
import { hashFile } from '../scan/hash-files.js';
import { type RunRecord, readRecord } from './read-record.js';

const different = (name: string): UserError =>
  new UserError(
    `${name} is in the output folder already, with other bytes.`,
    'Give --out an empty folder, or move that file away.',
  );

/** Throws a UserError where a file of this name in `folder` has other bytes. */
export async function refuseDifferent(
  folder: string,
  { name, sha256 }: Pick<FileFacts, 'name' | 'sha256'>,
): Promise<void> {
  const path = join(folder, name);
  const status = await stat(path).catch(() => null);
  if (status === null) return;
  if (!status.isFile() || (await hashFile(path)) !== sha256) throw different(name);
}

/** Records differ by the time at least: one of the same command and the same outputs may be written anew. */
export async function refuseOtherRecord(folder: string, name: string, record: RunRecord): Promise<void> {
  const path = join(folder, name);
  if ((await stat(path).catch(() => null)) === null) return;
  const found = await readRecord(path).catch(() => null);
  const outputsOf = ({ command, outputs }: RunRecord): string =>
    [command.name, ...outputs.map((file) => `${file.name} ${file.sha256}`)].join('\n');
  if (found === null || outputsOf(found) !== outputsOf(record)) throw different(name);
}
