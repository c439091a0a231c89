// What the file system said when we could not write, in words that help.
import { basename } from 'node:path';
import { UserError } from '../core/errors.js';

/** The code of a file system error, such as 'ENOSPC'; empty for anything else. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

const words: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: ['may not be written to', 'Choose another folder, or ask for permission to write there.'],
  EPERM: ['may not be written to', 'Choose another folder, or ask for permission to write there.'],
  EROFS: ['lies on a disk that is read-only', 'Choose a folder on another disk.'],
  ENOSPC: ['lies on a disk that is full', 'Free some space, or choose a folder on another disk.'],
  EDQUOT: [
    'lies on a disk where your quota is used up',
    'Free some space, or choose a folder on another disk.',
  ],
  EFBIG: ['lies on a disk that does not take files so large', 'Choose a folder on another disk.'],
  ENOTDIR: ['is no folder, or lies below a file', 'Choose another folder.'],
  EEXIST: ['is a file, not a folder', 'Choose another folder, or move that file away.'],
  EISDIR: ['holds a folder that has the name of a file to be written', 'Move that folder away.'],
  ENOENT: ['cannot be made there', 'Choose another folder.'],
  ENAMETOOLONG: ['or a file in it has too long a name', 'Choose a shorter name.'],
  EBUSY: ['holds a file that another program has open', 'Close it there, and try again.'],
  EIO: ['lies on a disk that reports errors', 'Choose a folder on another disk.'],
  ELOOP: ['is a link that leads to itself', 'Choose another folder.'],
};

/** A UserError for the troubles that a user can mend; any other error as it is. */
export function writeTrouble(error: unknown, folder: string): unknown {
  const code = codeOf(error);
  if (!Object.hasOwn(words, code)) return error;
  const [what, advice] = words[code];
  return new UserError(`The output folder '${basename(folder)}' ${what}.`, advice);
}
