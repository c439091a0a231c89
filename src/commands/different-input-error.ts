// Another file was given than the one that a record speaks of.
import type { Role } from './request.js';

/** Both hashes as in a record, hex. */
export class DifferentInputError extends Error {
  readonly role: Role;
  readonly expected: string;
  readonly got: string;

  constructor(role: Role, expected: string, got: string) {
    super(`The ${role} is not the one of the record.`);
    this.name = 'DifferentInputError';
    this.role = role;
    this.expected = expected;
    this.got = got;
  }
}
