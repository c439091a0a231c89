// What JSON can hold: the records are made of it, and nothing read from a file is taken for anything else.

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export const isJsonList = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);

/** True for what stands between braces. */
export const isJsonObject = (json: Json | undefined): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** The text under this name, or null. */
export function textIn(object: JsonObject, name: string): string | null {
  const value = object[name];
  return typeof value === 'string' ? value : null;
}
