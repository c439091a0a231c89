// What the user must know, on standard error, whatever is printed on standard output.
import type { Finding } from '../core/errors.js';
import { visible } from './visible.js';

/** One line each. */
export function printFindings(findings: readonly Finding[]): void {
  for (const { severity, message } of findings) console.error(`${severity}: ${visible(message)}`);
}
