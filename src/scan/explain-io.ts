// Turns what the system says of a file into what the user can do about it.
import { UserError } from '../core/errors.js';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The UserError for trouble with the file called `name`; anything unknown comes back as it is. */
export function explainIo(error: unknown, name: string): unknown {
  const code = codeOf(error);
  if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(code))
    return new UserError(`${name}: there is no such file or folder.`, 'Check the path for a typing error.');
  if (code === 'EACCES' || code === 'EPERM')
    return new UserError(
      `${name}: it may not be read.`,
      'Ask for the right to read it, or copy it to your own folder.',
    );
  if (code === 'EIO')
    return new UserError(`${name}: the disk could not read it.`, 'Copy it again from where it came from.');
  if (code.startsWith('Z_'))
    return new UserError(
      `${name}: its compression (gzip or zlib) is damaged.`,
      'Copy or export the file again.',
    );
  if (code === 'ERR_FS_FILE_TOO_LARGE')
    return new UserError(
      `${name}: a file in it is larger than 2 GB.`,
      'Export the series as one file per slice.',
    );
  if (error instanceof Error && 'syscall' in error)
    return new UserError(
      `${name}: the system could not read it (${code}).`,
      'Copy it to a folder on this machine, and try again.',
    );
  if (error instanceof RangeError && /allocation|length/i.test(error.message))
    return new UserError(
      `${name}: it does not fit into this machine's memory.`,
      'Crop the scan, or use a machine with more memory.',
    );
  return error;
}
