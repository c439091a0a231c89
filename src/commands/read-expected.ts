// Reads a file of expected values and believes nothing in it that its schema does not allow.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { UserError } from '../core/errors.js';
import type { Expected } from '../core/expected.js';
import { expectedSchema } from './expected-schema.js';

/** More than any such file has. */
const mostBytes = 4e6;

const validate = new Ajv2020({ allErrors: false, strict: false }).compile<Expected>(expectedSchema());

const helpful =
  'docs/expected.schema.json says what such a file may hold; isocast check <mesh> --write-expected makes one.';

/** JSON, or YAML that says the same. Throws a UserError that names the field. */
export async function readExpected(path: string): Promise<Expected> {
  const file = basename(path);
  const status = await stat(path).catch(() => null);
  if (status === null)
    throw new UserError(`${file}: there is no such file.`, 'Check the path for a typing error.');
  if (!status.isFile() || status.size > mostBytes)
    throw new UserError(`${file}: it is no file of expected values.`, 'Give a JSON file of that kind.');
  const data = parsed(await readFile(path, 'utf8'), file);
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new UserError(`${file}: there are no expected values in it.`, helpful);
  if (!validate(data)) throw refusal(file, validate.errors ?? []);
  refuseNothing(data, file);
  refuseNoDirection(data, file);
  return data;
}

function parsed(text: string, file: string): unknown {
  try {
    return parse(text.replace(/^\ufeff/, ''), { maxAliasCount: 20 });
  } catch (error) {
    throw new UserError(
      `${file}: it is neither JSON nor YAML (${error instanceof Error ? error.message.split('\n')[0] : error}).`,
      'Mend it there.',
    );
  }
}

function refusal(file: string, errors: readonly ErrorObject[]): UserError {
  const deepest = [...errors]
    .filter(({ keyword }) => keyword !== 'anyOf')
    .sort((a, b) => b.instancePath.split('/').length - a.instancePath.split('/').length)[0];
  const { instancePath = '', message = 'is no such file', params = {} } = deepest ?? {};
  const where = instancePath === '' ? 'it' : instancePath.slice(1).replaceAll('/', '.');
  const extra = typeof params.additionalProperty === 'string' ? ` ('${params.additionalProperty}')` : '';
  const choices = Array.isArray(params.allowedValues) ? `: ${params.allowedValues.join(', ')}` : '';
  return new UserError(`${file}: ${where} ${message}${extra}${choices}.`, helpful);
}

/** Whatever is held against nothing passes. */
function refuseNothing({ parts = {}, ...whole }: Expected, file: string): void {
  for (const [name, body] of [['', whole] as const, ...Object.entries(parts)]) {
    const asked = Object.entries(body).filter(
      ([key, value]) => key !== '$schema' && !(Array.isArray(value) && value.length === 0),
    );
    if (asked.length > 0 || (name === '' && Object.keys(parts).length > 0)) continue;
    throw new UserError(
      `${file}: nothing is expected${name === '' ? '' : ` of '${name}'`}.`,
      'Say what is to be checked; isocast check <mesh> --write-expected makes such a file.',
    );
  }
}

function refuseNoDirection(expected: Expected, file: string): void {
  for (const { widths = [] } of [expected, ...Object.values(expected.parts ?? {})])
    for (const { name, along } of widths)
      if (!(Math.hypot(...along) > 0))
        throw new UserError(
          `${file}: the width '${name}' is along no direction.`,
          'Give a direction such as [0, 0, 1].',
        );
}
