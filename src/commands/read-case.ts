// Reads a case file (YAML or JSON): everything that convert can be asked for, in one place.
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseDocument } from 'yaml';
import { UserError } from '../core/errors.js';
import { schemaFault } from '../core/schema-fault.js';
import { fileName } from '../files/file-name.js';
import { modelSteps } from '../recipes.js';
import type { Given } from '../run.js';
import { caseSchema } from './case-schema.js';
import { isJsonObject, type Json, type JsonObject, textIn } from './json.js';
import { givenIn } from './options-in.js';
import type { PartWish } from './part-wishes.js';

/** What a case file says; null or empty where it says nothing. Paths are whole. */
export interface CaseFile {
  readonly case: string | null;
  readonly name: string | null;
  /** As `orderIn` takes it. */
  readonly order?: JsonObject;
  readonly scan: string;
  readonly series: number | null;
  readonly maxGap: number | null;
  readonly orientation: string | null;
  readonly identity: boolean;
  readonly refine: string | null;
  readonly given: Given;
  readonly parts: readonly CasePart[];
  /** As `operationsIn` takes them. */
  readonly operations: Json;
  /** As `caliperWishes` takes them. */
  readonly calipers?: string;
  readonly printer?: string;
  readonly printers?: string;
  readonly process?: string;
  readonly folder: string | null;
  readonly formats: string | null;
  readonly merged: boolean;
  readonly report: boolean;
  readonly slices: boolean;
  readonly threads: number | null;
  readonly memory: string | null;
}

export interface CasePart extends PartWish {
  readonly mask: string | null;
}

const mostBytes = 4e6;

/** Throws a UserError on what is no case, and names the line or the field. */
export async function readCase(path: string): Promise<CaseFile> {
  const name = basename(path);
  const json = parsed(await textOf(path, name), name);
  const from = (file: string | null): string | null => (file === null ? null : resolve(dirname(path), file));
  const source = objectIn(json, 'source');
  const output = objectIn(json, 'output');
  const run = objectIn(json, 'run');
  const scan = from(textIn(source, 'scan'));
  if (scan === null) throw new UserError(`${name}: it names no scan.`, 'Give one under source: scan.');
  return {
    case: textIn(json, 'case'),
    name: textIn(json, 'name'),
    order: objectIn(json, 'order'),
    scan,
    series: numberIn(source, 'series'),
    maxGap: numberIn(source, 'maxGap'),
    orientation: textIn(source, 'orientation'),
    identity: source.includeIdentity === true,
    refine: from(textIn(source, 'refine')),
    given: givenIn(json.options, modelSteps),
    parts: listIn(json, 'parts').map((part) => ({
      name: fileName(textIn(part, 'name') ?? ''),
      colour: textIn(part, 'colour'),
      material: textIn(part, 'material'),
      labels: textIn(part, 'labels'),
      merge: part.mergeLabels === true,
      mask: from(textIn(part, 'mask')),
      label: textIn(part, 'label'),
      maskUse: textIn(part, 'maskUse'),
      given: givenIn(part.options, modelSteps),
    })),
    operations: json.operations ?? [],
    calipers: textIn(json, 'calipers') ?? undefined,
    printer: textIn(json, 'printer') ?? undefined,
    printers: from(textIn(json, 'printers')) ?? undefined,
    process: textIn(json, 'process') ?? undefined,
    folder: from(textIn(output, 'folder')),
    formats: textIn(output, 'formats'),
    merged: output.merged === true,
    report: output.report !== false,
    slices: output.slices !== false,
    threads: numberIn(run, 'threads'),
    memory: textIn(run, 'memory'),
  };
}

async function textOf(path: string, name: string): Promise<string> {
  const status = await stat(path).catch(() => null);
  if (status === null)
    throw new UserError(`${name}: there is no such file.`, 'Check the path for a typing error.');
  if (!status.isFile() || status.size > mostBytes)
    throw new UserError(`${name}: it is no case file.`, 'Give a YAML or JSON file, or a scan.');
  return readFile(path, 'utf8');
}

function parsed(text: string, name: string): JsonObject {
  // YAML holds JSON. No tags of its own, and few aliases: a small file must not become a large one.
  const document = parseDocument(text, { schema: 'core', customTags: [], prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined)
    throw new UserError(
      `${name}: it can't be read (${error.message.split('\n')[0].replace(/:$/, '')}).`,
      'Mend it there; every colon in YAML is followed by a space.',
    );
  const json: Json = dataOf(document, name);
  const validate = new Ajv2020({ allErrors: false, strict: false }).compile(caseSchema());
  if (validate(json) && isJsonObject(json)) return json;
  throw new UserError(
    `${name}: ${schemaFault(validate.errors ?? []) ?? 'it is no case'}.`,
    'See docs/case-file.md for what a case may hold.',
  );
}

function dataOf(document: ReturnType<typeof parseDocument>, name: string): Json {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    throw new UserError(`${name}: it refers to itself too often.`, 'Write it without aliases.');
  }
}

function objectIn(json: JsonObject, field: string): JsonObject {
  const value = json[field];
  return isJsonObject(value) ? value : {};
}

function listIn(json: JsonObject, field: string): readonly JsonObject[] {
  const value = json[field];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function numberIn(json: JsonObject, field: string): number | null {
  const value = json[field];
  return typeof value === 'number' ? value : null;
}
