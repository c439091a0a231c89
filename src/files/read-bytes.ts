// A whole file in memory, however large, or a UserError that says why not.
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { meshError } from './mesh-file.js';
import { codeOf } from './write-trouble.js';

/** Node reads at most 2 GiB at once. */
const stretch = 1 << 28;
/** The largest array of Node 20. */
const largest = 2 ** 32 - 1;

/** The caller owns the bytes. */
export async function readBytes(path: string): Promise<Uint8Array> {
  const file = basename(path);
  const trouble = (error: unknown): never => {
    throw openTrouble(file, error);
  };
  // Before it is opened: opening a pipe waits until somebody writes into it.
  const kind = await stat(path).catch(trouble);
  if (kind.isDirectory()) throw meshError(file, 'this is a folder, not a mesh', 'Give one mesh file.');
  if (!kind.isFile()) throw meshError(file, 'this is not a regular file', 'Give a mesh file on disk.');
  const handle = await open(path, 'r').catch(trouble);
  try {
    const facts = await handle.stat();
    if (facts.size === 0) throw meshError(file, 'the file is empty');
    if (facts.size > largest)
      throw meshError(
        file,
        'the file is larger than 4 GB',
        'Reduce the mesh, or split it into several files.',
      );
    return await readAll(handle, facts.size);
  } finally {
    await handle.close();
  }
}

async function readAll(handle: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await handle.read(bytes, at, Math.min(stretch, size - at), at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return at === size ? bytes : bytes.subarray(0, at);
}

function openTrouble(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'ENAMETOOLONG')
    return meshError(file, 'there is no such file', 'Check the path and the spelling.');
  if (code === 'EACCES' || code === 'EPERM')
    return meshError(file, 'the file may not be read', 'Ask its owner for permission to read it.');
  if (code === 'EISDIR') return meshError(file, 'this is a folder, not a mesh', 'Give one mesh file.');
  return error;
}
