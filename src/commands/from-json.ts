// Values on their way out of a record: what went in through toJson, the numbers beyond JSON among them.
import { isJsonList, type Json } from './json.js';

const beyond = ['Infinity', '-Infinity', 'NaN'];

/** The value that `toJson` was given; plain arrays where they were typed. */
export function fromJson(json: Json): unknown {
  if (json === null || typeof json !== 'object') return json;
  if (isJsonList(json)) return json.map(fromJson);
  const { number, ...rest } = json;
  if (typeof number === 'string' && beyond.includes(number) && Object.keys(rest).length === 0)
    return Number(number);
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, fromJson(value)]));
}
