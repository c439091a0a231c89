// The hash of a record: of all that it says but when.
import { createHash } from 'node:crypto';
import { canonicalText } from './canonical-text.js';
import type { JsonObject } from './json.js';

/** SHA-256, in hex, of the record's canonical text without `time`, `times` and `hash`. */
export function recordHash(record: JsonObject): string {
  const { time, times, hash, ...rest } = record;
  return createHash('sha256').update(canonicalText(rest)).digest('hex');
}
