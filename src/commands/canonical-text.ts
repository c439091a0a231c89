// The one text of a JSON value, to be hashed: it does not matter how a file breaks its lines or orders its names.
import { isJsonList, type Json } from './json.js';

/** Names in the order of their UTF-16 code units, no spaces; numbers and texts as ECMAScript writes them. */
export function canonicalText(json: Json): string {
  if (json === null || typeof json !== 'object') return JSON.stringify(json);
  if (isJsonList(json)) return `[${json.map(canonicalText).join(',')}]`;
  const names = Object.keys(json).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(json[name])}`).join(',')}}`;
}
