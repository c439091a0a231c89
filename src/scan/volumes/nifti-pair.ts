// The two files of a NIfTI pair: which holds the header, which the voxels.
import { stat } from 'node:fs/promises';
import { UserError } from '../../core/errors.js';

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
    if (await isFile(candidate)) return candidate;
  return null;
}

/** The file with the voxels that belong to a header in a file of its own. `name`: how messages call the scan. */
export async function voxelsOf(headerPath: string, name: string): Promise<string> {
  const image = await otherHalf(headerPath);
  if (image !== null) return image;
  throw new UserError(
    `${name}: the .img file with its voxels is not beside it.`,
    'Keep the .hdr and the .img file of a pair in one folder, under one name.',
  );
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (status) => status.isFile(),
    () => false,
  );
