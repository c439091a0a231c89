// Values on their way into a record: JSON, and a form of its own for numbers that JSON has no word for.
import type { Json, JsonObject } from './json.js';

/** Infinity and NaN become { "number": "Infinity" } …; what is undefined is left out. Throws a TypeError on strangers. */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { number: String(value) };
  if (ArrayBuffer.isView(value)) return Array.from(Object.values(value), toJson);
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object') return toJsonObject(value);
  throw new TypeError(`a ${typeof value} has no place in a record`);
}

/** The same of named values. */
export function toJsonObject(value: object): JsonObject {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.map(([name, one]) => [name, toJson(one)]));
}
