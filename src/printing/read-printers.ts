// A user's own printers, as a file of JSON or YAML holds them, over those that are known by name.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { UserError } from '../core/errors.js';
import { type Limit, type Printer, type ProcessName, processNames } from '../core/printer.js';
import { printers } from './printers.js';

const length = { type: 'number', exclusiveMinimum: 0, maximum: 10000 } as const;
/** One number: fails and warns below it. */
const limit = {
  anyOf: [
    length,
    {
      type: 'object',
      properties: { fail: length, warn: length },
      required: ['fail', 'warn'],
      additionalProperties: false,
    },
  ],
} as const;

const schema = {
  type: 'object',
  properties: {
    printers: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
      additionalProperties: {
        type: 'object',
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 200 },
          like: { type: 'string' },
          process: { enum: processNames },
          volume: { type: 'array', items: length, minItems: 3, maxItems: 3 },
          layer: length,
          xy: length,
          density: { type: 'number', exclusiveMinimum: 0, maximum: 30 },
          wall: limit,
          hole: limit,
          pin: limit,
          clearance: limit,
          source: { type: 'string', maxLength: 500 },
        },
        additionalProperties: false,
      },
    },
  },
  required: ['printers'],
  additionalProperties: false,
} as const;

/** As the file has it, once it was checked. */
interface Told {
  readonly name?: string;
  /** A printer, known or named before, whose figures hold where this one has none. */
  readonly like?: string;
  readonly process?: ProcessName;
  readonly volume?: readonly [number, number, number];
  readonly layer?: number;
  readonly xy?: number;
  readonly density?: number;
  readonly wall?: number | Limit;
  readonly hole?: number | Limit;
  readonly pin?: number | Limit;
  readonly clearance?: number | Limit;
  readonly source?: string;
}

interface PrintersFile {
  readonly printers: Readonly<Record<string, Told>>;
}

/** Made where a file is read first: most runs read none. */
let validator: ValidateFunction<PrintersFile> | undefined;

/**
 * All printers: the known ones, overlaid and added to by the file's. `data`: what was parsed; `file`: its name, for errors.
 * Throws a UserError that names the field.
 */
export function readPrinters(data: unknown, file: string): readonly Printer[] {
  validator ??= new Ajv({ allErrors: false }).compile<PrintersFile>(schema);
  const validate = validator;
  if (!validate(data)) throw refusal(file, validate.errors?.[0]);
  const all = new Map(printers.map((printer) => [printer.key, printer]));
  for (const [key, told] of Object.entries(data.printers)) all.set(key, overlaid(key, told, all, file));
  return [...all.values()];
}

function overlaid(key: string, told: Told, all: ReadonlyMap<string, Printer>, file: string): Printer {
  const base = all.get(told.like ?? key);
  if (told.like !== undefined && base === undefined)
    throw new UserError(
      `${file}: printers.${key}.like: there is no printer '${told.like}'.`,
      `Name one of ${[...all.keys()].join(', ')}, or one that stands above in the file.`,
    );
  const process = told.process ?? base?.process;
  const volume = told.volume ?? base?.volume;
  if (process === undefined || volume === undefined)
    throw new UserError(
      `${file}: printers.${key}: '${process === undefined ? 'process' : 'volume'}' is missing.`,
      "A printer that isn't known needs its process and its volume (three lengths, mm), or 'like' another one.",
    );
  const limits = { ...(process === base?.process ? base.limits : {}) };
  for (const what of ['wall', 'hole', 'pin', 'clearance'] as const) {
    const given = told[what];
    if (given === undefined) continue;
    const { fail, warn } = typeof given === 'number' ? { fail: given, warn: given } : given;
    if (fail > warn)
      throw new UserError(
        `${file}: printers.${key}.${what}: 'fail' (${fail} mm) is above 'warn' (${warn} mm).`,
        'What fails lies below what warns.',
      );
    limits[what] = { fail, warn };
  }
  return {
    key,
    name: told.name ?? base?.name ?? key,
    process,
    volume,
    layer: told.layer ?? base?.layer ?? null,
    xy: told.xy ?? base?.xy ?? null,
    density: told.density ?? base?.density ?? null,
    limits,
    source: told.source ?? file,
  };
}

function refusal(file: string, error: ErrorObject | undefined): UserError {
  const place = (error?.instancePath ?? '').slice(1).replaceAll('/', '.');
  const extra: unknown = error?.params.additionalProperty ?? error?.params.propertyName;
  const field = [place, ...(typeof extra === 'string' ? [extra] : [])]
    .filter((part) => part !== '')
    .join('.');
  const allowed: unknown = error?.params.allowedValues;
  const wrong =
    error?.keyword === 'additionalProperties'
      ? 'is not known here'
      : error?.keyword === 'propertyNames' || error?.keyword === 'pattern'
        ? 'is no name of small letters, digits and hyphens'
        : `${error?.message ?? 'is not as it must be'}${Array.isArray(allowed) ? `: ${allowed.join(', ')}` : ''}`;
  return new UserError(
    `${file}: ${field === '' ? 'the file' : field} ${wrong}.`,
    "Write it as printers: {my-printer: {process: sla, volume: [145, 145, 193]}}; see 'isocast printers --help'.",
  );
}
