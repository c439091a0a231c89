// Keeps a command from replacing files beside its output that are somebody else's.
import { lstat, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import { hashFile } from '../scan/hash-files.js';
import { isJsonList, isJsonObject, type Json, type JsonObject, textIn } from './json.js';
import { recordSchema } from './record.js';

export interface Written {
  /** The command that writes. */
  readonly command: string;
  /** The output that the user has named. */
  readonly file: string;
  /** What is written beside it: its facts (null: the file itself holds them), and more. */
  readonly facts: string | null;
  readonly others: readonly string[];
  readonly record: string;
}

/** Our own files of facts are some ten kilobytes; a file beyond this is something else, bytes. */
const mostBytes = 64e6;

/**
 * Throws a UserError where a file in `folder` would be replaced that this command has not written for this very output.
 * A volume that the user has named may be replaced, whoever wrote it; facts, mask and record beside it may not.
 */
export async function refuseStrangers(folder: string, written: Written): Promise<void> {
  const { command, file, facts, others, record } = written;
  const kept = await jsonAt(join(folder, record));
  const ownRecord = kept !== null && isRecord(kept, command) && hashIn(kept.outputs, file) !== null;
  if (!ownRecord && (await isThere(join(folder, record)))) throw stranger(record, 'record', written);
  const beside = facts ?? file;
  const told = await jsonAt(join(folder, beside));
  const ownFacts =
    told !== null && isMadeBy(told, command) && (facts === null || hashIn(told.Outputs, file) !== null);
  const isRecorded = async (name: string): Promise<boolean> => {
    const hashes = [
      ownRecord ? hashIn(kept.outputs, name) : null,
      ownFacts ? hashIn(told.Outputs, name) : null,
    ];
    const own = await hashFile(join(folder, name)).catch(() => null);
    return own !== null && hashes.includes(own);
  };
  if (!ownFacts && (await isThere(join(folder, beside))) && !(await isRecorded(beside)))
    throw stranger(beside, 'sidecar', written);
  for (const name of others)
    if ((await isThere(join(folder, name))) && !(await isRecorded(name)))
      throw stranger(name, 'mask', written);
}

const stranger = (name: string, kind: string, { command, file }: Written): UserError =>
  new UserError(
    name === file
      ? `${name} is there already, and isocast ${command} has not written it.`
      : `${name} is there already, and is not the ${kind} that isocast ${command} wrote for ${file}.`,
    'Choose another --out, or move that file away.',
  );

const isThere = async (path: string): Promise<boolean> => (await lstat(path).catch(() => null)) !== null;

/** What stands between the braces of the file; null for anything else. */
async function jsonAt(path: string): Promise<JsonObject | null> {
  try {
    const status = await stat(path);
    if (!status.isFile() || status.size > mostBytes) return null;
    const json: Json = JSON.parse(await readFile(path, 'utf8'));
    return isJsonObject(json) ? json : null;
  } catch {
    return null;
  }
}

const isRecord = ({ schema, command }: JsonObject, name: string): boolean =>
  isJsonObject(schema) &&
  schema.name === recordSchema.name &&
  isJsonObject(command) &&
  textIn(command, 'name') === name;

/** By the key of BIDS derivatives, as every sidecar has it. */
function isMadeBy({ GeneratedBy }: JsonObject, command: string): boolean {
  const [first] = isJsonList(GeneratedBy) ? GeneratedBy : [];
  return isJsonObject(first) && first.Name === 'isocast' && first.Description === `isocast ${command}`;
}

/** Of the file of this name in a list of outputs; null where there is none. */
function hashIn(outputs: Json | undefined, name: string): string | null {
  const found = isJsonList(outputs)
    ? outputs.filter(isJsonObject).find((one) => one.name === name)
    : undefined;
  return found === undefined ? null : textIn(found, 'sha256');
}
