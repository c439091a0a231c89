// The names of the files that texture writes.
import { UserError } from '../core/errors.js';

/** A bare name that ends in .json, and its record's. Throws a UserError. */
export function textureNames(file: string): { readonly file: string; readonly record: string } {
  const found = /^([^/\\]+)\.json$/.exec(file);
  if (found && !file.endsWith('.record.json')) return { file, record: `${found[1]}.record.json` };
  throw new UserError(
    `${file === '' ? 'The output' : file} does not end in .json.`,
    'Give --out such a name; its record is written beside it.',
  );
}
