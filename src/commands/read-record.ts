// Reads a record and believes nothing in it: every field that a replay needs is looked at before it is used.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../core/errors.js';
import type { FileFacts } from '../core/facts.js';
import { isJsonList, isJsonObject, type Json, type JsonObject, textIn } from './json.js';
import { recordSchema } from './record.js';
import { recordHash } from './record-hash.js';
import type { Role } from './request.js';

export interface RecordedStep {
  readonly name: string;
  readonly of: string | null;
  readonly options: JsonObject;
}

export interface RunRecord {
  readonly command: { readonly name: string; readonly options: JsonObject };
  readonly inputs: readonly { readonly role: Role; readonly sha256: string }[];
  readonly steps: readonly RecordedStep[];
  readonly outputs: readonly FileFacts[];
  readonly software: JsonObject;
  /** What it says is not what was hashed when it was written. */
  readonly altered: boolean;
}

/** Records are some ten kilobytes; a file beyond this is something else, bytes. */
const mostBytes = 64e6;
/** Objects and lists in each other; those of a record are some ten. */
const deepest = 100;
const roles: readonly Role[] = ['scan', 'mask', 'like', 'refine', 'mesh', 'against'];

function roleIn(one: JsonObject): Role | undefined {
  const text = textIn(one, 'role') ?? '';
  return text.startsWith('mask of ') ? `mask of ${text.slice(8)}` : roles.find((known) => known === text);
}

/** The record at `path`. Throws a UserError on anything else. */
export async function readRecord(path: string): Promise<RunRecord> {
  const name = basename(path);
  const json = await parsed(path, name);
  const { schema, command, software } = json;
  if (!isJsonObject(schema) || schema.name !== recordSchema.name) throw noRecord(name, 'it names no schema');
  if (typeof schema.version !== 'number') throw noRecord(name, 'it names no version');
  if (schema.version !== recordSchema.version)
    throw new UserError(
      `${name}: it is a record of version ${JSON.stringify(schema.version)}; this program reads version ${recordSchema.version}.`,
      'Use the version of Isocast that the record names under software.',
    );
  if (!isJsonObject(command) || !isJsonObject(command.options) || typeof command.name !== 'string')
    throw noRecord(name, 'it names no command');
  if (!isJsonObject(software)) throw noRecord(name, 'it names no software');
  return {
    command: { name: command.name, options: command.options },
    inputs: listIn(json, 'inputs', name).map((one) => {
      const role = roleIn(one);
      const sha256 = hashIn(one);
      if (role === undefined || sha256 === null) throw noRecord(name, 'an input has no role or no hash');
      return { role, sha256 };
    }),
    steps: listIn(json, 'steps', name).map((one) => {
      if (typeof one.name !== 'string' || !isJsonObject(one.options))
        throw noRecord(name, 'a step has no name or no options');
      return { name: one.name, of: textIn(one, 'of'), options: one.options };
    }),
    outputs: listIn(json, 'outputs', name).map((one) => {
      const sha256 = hashIn(one);
      if (typeof one.name !== 'string' || typeof one.bytes !== 'number' || sha256 === null)
        throw noRecord(name, 'an output has no name, no size or no hash');
      return { name: one.name, bytes: one.bytes, sha256 };
    }),
    software,
    altered: json.hash !== recordHash(json),
  };
}

async function parsed(path: string, name: string): Promise<JsonObject> {
  const status = await stat(path).catch(() => null);
  if (status === null)
    throw new UserError(`${name}: there is no such file.`, 'Check the path for a typing error.');
  if (!status.isFile() || status.size > mostBytes) throw noRecord(name, 'it is no file of that kind');
  try {
    const text = await readFile(path, 'utf8');
    // Some editors put a byte order mark before it.
    const json: Json = JSON.parse(text.replace(/^\ufeff/, ''));
    if (isJsonObject(json) && !isDeep(json)) return json;
  } catch {
    // Said below: whatever it is, it can't be read as one.
  }
  throw noRecord(name, 'it is not JSON');
}

/** Whoever walks through it later may go down by calling himself. */
function isDeep(json: JsonObject): boolean {
  let level: readonly Json[] = [json];
  for (let depth = 0; depth < deepest && level.length > 0; depth++)
    level = level.flatMap((one) => (one !== null && typeof one === 'object' ? Object.values(one) : []));
  return level.length > 0;
}

const noRecord = (name: string, why: string): UserError =>
  new UserError(
    `${name}: it is no record of Isocast (${why}).`,
    'Give the record.json, or the .record.json, that Isocast wrote beside its outputs.',
  );

function listIn(json: JsonObject, field: string, name: string): readonly JsonObject[] {
  const list = json[field];
  if (!isJsonList(list) || !list.every(isJsonObject)) throw noRecord(name, `it has no list of ${field}`);
  return list;
}

function hashIn(one: JsonObject): string | null {
  const sha256 = textIn(one, 'sha256');
  return sha256 !== null && /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null;
}
