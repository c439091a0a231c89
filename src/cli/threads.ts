// The one flag that every command with heavy work has.
import { availableParallelism } from 'node:os';
import { number } from '../core/option.js';

export const threadsHelp = 'threads to work with (default: all; the result is the same)';

const most = 64;
const option = number(1, [1, most], 'threads', { whole: true });

/** As asked for by --threads; all that the machine has where it was not. Throws a UserError. */
export const threadsFrom = (text: string | undefined): number =>
  text === undefined ? Math.min(availableParallelism(), most) : option.parse(text, '--threads');
