// --memory: what a run may take.
import { UserError } from '../core/errors.js';

export const memoryHelp =
  'what it may take, such as 2G or 800M: kept with fewer threads, or refused before the work begins (default: what the machine gives; the result is the same)';

const unit: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** Bytes; undefined where it was not asked for. 1K is 1024 bytes; the unit may be followed by B or iB. Throws a UserError. */
export function memoryFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const found = /^\s*(\d+(?:\.\d*)?|\.\d+)\s*(?:([KMGT])(?:i?B)?)?\s*$/i.exec(text);
  const bytes = found === null ? 0 : Math.floor(Number(found[1]) * unit[(found[2] ?? '').toUpperCase()]);
  if (bytes >= 1 && bytes <= Number.MAX_SAFE_INTEGER) return bytes;
  throw new UserError(`--memory: '${text}' is no amount of memory.`, 'Give it as 2G, 1.5G or 800M.');
}
