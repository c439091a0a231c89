// A pseudonym that a user gives a case, or a UserError.
import { UserError } from '../core/errors.js';

const longest = 64;

/** As given, null without: printable, one line. Whether it is a pseudonym only the user knows. */
export function caseName(text: string | null): string | null {
  if (text === null) return null;
  const name = text.normalize('NFC').trim();
  if (name !== '' && name.length <= longest && /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(name)) return name;
  throw new UserError(
    'This cannot be the name of a case.',
    `Give --case one line of letters, digits and signs, at most ${longest}: a pseudonym, never the patient's name.`,
  );
}
