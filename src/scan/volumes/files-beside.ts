// The files with the voxels that a header names one by one.
import { UserError } from '../../core/errors.js';
import { besideHeader } from './beside-header.js';

/** In the order of `names`. Throws a UserError where one is not beside the header, or stands there twice. */
export async function filesBeside(
  headerPath: string,
  names: readonly string[],
  name: string,
): Promise<{ readonly path: string; readonly bytes: number }[]> {
  const files: { readonly path: string; readonly bytes: number }[] = [];
  for (const named of names) files.push(await besideHeader(headerPath, named.trim(), name));
  if (new Set(files.map(({ path }) => path)).size === files.length) return files;
  throw new UserError(
    `${name}: its header names one file twice, so slices would be doubled.`,
    'Export the scan again, best into one file.',
  );
}
