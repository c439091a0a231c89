// What a command is asked to make, the same from the command line, from a program, and from a record.
import type { Given } from '../run.js';
import type { JsonObject } from './json.js';

/** What an input is for; of several parts each may have a mask of its own. */
export type Role = 'scan' | 'mask' | 'like' | 'refine' | 'mesh' | 'against' | `mask of ${string}`;

export interface Request {
  /** Where the inputs lie. */
  readonly paths: Readonly<Partial<Record<Role, string>>>;
  /** The command's own options, as its record holds them: enough to do it again. */
  readonly options: JsonObject;
  /** The steps' options. */
  readonly given: Given;
  readonly threads: number;
  /** What the run may take of memory, bytes; undefined: all that the machine gives. */
  readonly memory?: number;
  readonly signal: AbortSignal;
  readonly onProgress: (doing: string, done: number) => void;
  /** SHA-256 of the inputs that alone will do; another one is a DifferentInputError, before any work is done on it. */
  readonly expected?: Readonly<Partial<Record<Role, string>>>;
}
