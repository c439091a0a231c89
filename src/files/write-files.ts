// Writes a set of output files: under temporary names, read back, checked, and only then all put in place.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import type { FileFacts } from '../core/facts.js';
import { makeFolder } from './make-folder.js';
import { type Replacement, replaceFiles } from './replace-files.js';
import { keepFile, keepFolders, removeThese, temporaryFile } from './temporaries.js';
import { writeTrouble } from './write-trouble.js';

export { removeTemporaries } from './temporaries.js';

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export interface OutputFile {
  /** A bare name, without folder. */
  readonly name: string;
  /** The bytes in order; or, for a file that speaks of the files before it, how to make them from those files' facts. */
  readonly chunks: Chunks | ((before: readonly FileFacts[]) => Chunks);
  /** Reads the finished file under its temporary name; throws if it is not what it should be. */
  readonly verify?: (path: string) => Promise<void>;
}

/**
 * Writes `files` into `folder` (made if absent), all or none: on trouble, and when `signal` aborts, what was begun is
 * removed and an earlier run's files stay as they were. Returns the facts in the order of `files`. Throws a UserError
 * where the folder cannot be written, the disk is full, or the disk gives back other bytes than it was given.
 */
export async function writeFiles(
  folder: string,
  files: readonly OutputFile[],
  signal: AbortSignal,
): Promise<FileFacts[]> {
  signal.throwIfAborted();
  const temporary: string[] = [];
  let made: readonly string[] = [];
  try {
    made = await makeFolder(folder);
    const facts: FileFacts[] = [];
    const replacements: Replacement[] = [];
    for (const file of files) {
      const from = temporaryFile(folder, file.name);
      temporary.push(from);
      facts.push(await writeOne(from, file, facts, signal));
      replacements.push({ from, to: join(folder, file.name), aside: `${from}.old` });
    }
    signal.throwIfAborted();
    replaceFiles(replacements);
    for (const path of temporary) keepFile(path);
    keepFolders(made);
    await syncFolder(folder);
    return facts;
  } catch (error) {
    removeThese(temporary, made);
    throw writeTrouble(error, folder);
  }
}

async function writeOne(
  path: string,
  file: OutputFile,
  before: readonly FileFacts[],
  signal: AbortSignal,
): Promise<FileFacts> {
  const hash = createHash('sha256');
  let bytes = 0;
  const handle = await open(path, 'wx');
  try {
    const { chunks } = file;
    for await (const chunk of typeof chunks === 'function' ? chunks([...before]) : chunks) {
      signal.throwIfAborted();
      hash.update(chunk);
      for (let at = 0; at < chunk.length; ) at += (await handle.write(chunk, at)).bytesWritten;
      bytes += chunk.length;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  const facts = { name: file.name, bytes, sha256: hash.digest('hex') };
  if ((await hashOf(path, signal)) !== facts.sha256)
    throw new UserError(
      `The disk gave back other bytes of ${file.name} than it was given.`,
      'Use another disk.',
    );
  await file.verify?.(path);
  return facts;
}

async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk);
  return hash.digest('hex');
}

/** Makes the renames last through a power cut, where the system can do that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
