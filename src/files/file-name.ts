// A name that a user gave as the name of a file, or a UserError.
import { UserError } from '../core/errors.js';

/** Letters and digits of any script, and - _ . inside. */
const allowed = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}_-])?$/u;
/** Windows gives these to devices, with any extension. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const longest = 80;

/** The name in composed form (NFC): no path, no leading dot, the same file on every system. */
export function fileName(name: string): string {
  const composed = name.normalize('NFC');
  if (allowed.test(composed) && !reserved.test(composed) && composed.length <= longest) return composed;
  throw new UserError(
    'This name cannot be the name of a file.',
    `Use letters, digits, '-', '_', and '.' inside, at most ${longest} in all.`,
  );
}
