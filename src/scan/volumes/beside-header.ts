// Finds the file with the voxels that a header names: beside the header, and nowhere else.
import { realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../../core/errors.js';

/**
 * Where it is, and its size on disk in bytes. A name that leads out of the header's folder is refused, never followed;
 * where the header is a link, the folder that it leads to is its folder as well.
 */
export async function besideHeader(
  headerPath: string,
  named: string,
  name: string,
): Promise<{ readonly path: string; readonly bytes: number }> {
  const plain = named.replace(/^\.\//, '');
  if (plain === '' || plain === '.' || plain === '..' || plain.length > 255 || /[/\\\0]/.test(plain))
    throw new UserError(
      `${name}: it names a file with its voxels that is not in its own folder, which is not followed.`,
      'Put that file beside the header, and name it there without any folder.',
    );
  const header = await realpath(headerPath);
  const folders = [await realpath(dirname(headerPath)), dirname(header)];
  const path = await realpath(join(folders[0], plain)).catch(() => null);
  const status = path === null ? null : await stat(path).catch(() => null);
  if (path === null || status === null)
    throw new UserError(
      `${name}: the file with its voxels, which its header names, is not beside it.`,
      'Copy both files of the scan into one folder, under the names that they had.',
    );
  if (!folders.includes(dirname(path)) || !status.isFile())
    throw new UserError(
      `${name}: the file with its voxels is a link out of its folder, or no file.`,
      'Put the file itself beside the header.',
    );
  if (path === header)
    throw new UserError(`${name}: its header names itself as the file with its voxels.`, 'Export it again.');
  return { path, bytes: status.size };
}
