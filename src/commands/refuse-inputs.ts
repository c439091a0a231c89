// Keeps a command from writing over what it was given.
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../core/errors.js';

const placeOf = (path: string): Promise<string | null> => realpath(path).catch(() => null);

/** Throws a UserError where a file of these names in `folder` is one of `inputs` (undefined: not given). */
export async function refuseInputs(
  folder: string,
  names: readonly string[],
  inputs: readonly (string | undefined)[],
): Promise<void> {
  const given = new Set<string>();
  for (const input of inputs) {
    const place = input === undefined ? null : await placeOf(input);
    if (place !== null) given.add(place);
  }
  for (const name of names) {
    const place = await placeOf(join(folder, name));
    if (place !== null && given.has(place))
      throw new UserError(
        `${name} would be written over a file that was given as input.`,
        'Give the output another name or another folder.',
      );
  }
}
