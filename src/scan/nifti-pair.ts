// The two files of a NIfTI pair: which holds the header, which the voxels.
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../core/errors.js';

const endings = /\.(hdr|img)(\.gz)?$/i;

/** The other half of `.hdr`/`.img`, as it lies beside the given one (gzipped or not), or null. */
export async function otherHalf(path: string): Promise<string | null> {
  const ending = endings.exec(path);
  if (ending === null) return null;
  const stem = path.slice(0, ending.index);
  const upper = ending[1] === ending[1].toUpperCase();
  const wanted = /hdr/i.test(ending[1]) ? 'img' : 'hdr';
  const half = upper ? wanted.toUpperCase() : wanted;
  for (const candidate of [`${stem}.${half}`, `${stem}.${half}.gz`])
    if (await exists(candidate)) return candidate;
  return null;
}

/** The file with the voxels that belong to a header in a file of its own. */
export async function voxelsOf(headerPath: string): Promise<string> {
  const image = await otherHalf(headerPath);
  if (image !== null) return image;
  const name = basename(headerPath);
  throw new UserError(
    `${name}: the .img file with its voxels is not beside it.`,
    'Keep the .hdr and the .img file of a pair in one folder, under one name.',
  );
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
