// Prints the facts of a volume as JSON: its sidecar, with what was written and what was found.

import type { JsonObject } from '../commands/json.js';
import { jsonText } from '../commands/json-text.js';
import { toJsonObject } from '../commands/to-json.js';
import type { Finding } from '../core/errors.js';
import type { FileFacts } from '../core/facts.js';

interface Told {
  readonly sidecar: (outputs: readonly FileFacts[]) => JsonObject;
  readonly findings: readonly Finding[];
}

/** The sidecar speaks of the files before it; after it comes the record alone. */
export function printSidecar({ sidecar, findings }: Told, written: readonly FileFacts[]): void {
  process.stdout.write(jsonText(toJsonObject({ ...sidecar(written.slice(0, -2)), written, findings })));
}
