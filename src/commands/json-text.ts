// JSON for people: one name a line, but a row of numbers in one line.
import type { Json } from './json.js';

/** With a line feed at the end. Inside texts there are no line feeds, so what is joined are lists of numbers alone. */
export const jsonText = (json: Json): string =>
  `${JSON.stringify(json, null, 2).replace(/\[\n([-+\d.eE,\s]+?)\n\s*\]/g, (_, row: string) => `[${row.trim().replace(/\s+/g, ' ')}]`)}\n`;
