// All files in a folder and the folders in it, whatever they are called.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../core/errors.js';
import { fileOnDisk } from './file-on-disk.js';
import type { StoredFile } from './stored-file.js';

const MOST_FILES = 200_000;
const DEEPEST = 64;

/** In the order of their names. Links to files are followed, links to folders are not. Throws a UserError on too many. */
export async function folderFiles(path: string, name: string): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  await collect(path, name, files, 0);
  return files;
}

async function collect(path: string, name: string, files: StoredFile[], depth: number): Promise<void> {
  if (depth > DEEPEST) return;
  const entries = await readdir(path, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) await collect(inside, name, files, depth + 1);
    else if (entry.isFile() || entry.isSymbolicLink()) {
      const status = await stat(inside).catch(() => null);
      if (status?.isFile()) files.push(fileOnDisk(inside, status.size));
    }
    if (files.length > MOST_FILES)
      throw new UserError(
        `${name}: it holds more than ${MOST_FILES} files.`,
        'Give the folder of one study or series.',
      );
  }
}
