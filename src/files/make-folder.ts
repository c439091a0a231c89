// Makes a folder and those above it that are missing; and tells beforehand whether that can work.
import { access, constants, mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError } from '../core/errors.js';
import { temporaryFolders } from './temporaries.js';
import { codeOf, writeTrouble } from './write-trouble.js';

/** The folders on the way to `folder` that are not there, outermost first. Throws what the file system says. */
async function missing(folder: string): Promise<readonly string[]> {
  const absent: string[] = [];
  for (let path = resolve(folder); ; path = dirname(path)) {
    try {
      if ((await stat(path)).isDirectory()) {
        await access(path, constants.W_OK);
        return absent;
      }
      throw Object.assign(new Error('not a folder'), { code: absent.length === 0 ? 'EEXIST' : 'ENOTDIR' });
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || path === dirname(path)) throw error;
      absent.unshift(path);
    }
  }
}

/**
 * The folders that had to be made, outermost first. One by one: asked for all at once, Node never comes back where the
 * system refuses the first, as under /proc.
 */
export async function makeFolder(folder: string): Promise<readonly string[]> {
  const absent = await missing(folder);
  const made: string[] = [];
  for (const path of absent) {
    await mkdir(path);
    made.push(path);
    temporaryFolders(made);
  }
  return made;
}

/** Throws a UserError where `folder` is sure not to take files, so that nobody works for long to hear it at the end. */
export async function checkFolder(folder: string): Promise<void> {
  if (folder === '')
    throw new UserError(
      'The output folder has no name.',
      'Name one: --out <folder>; . is the one you are in.',
    );
  try {
    const [first] = await missing(folder);
    if (first === undefined) return;
    await mkdir(first);
    await rmdir(first);
  } catch (error) {
    throw writeTrouble(error, folder);
  }
}
