// Options of steps as a case file or a record holds them, each looked at by the step that it is for.
import { UserError } from '../core/errors.js';
import { flagOf, type Option, type Options } from '../core/option.js';
import type { Given } from '../run.js';
import { fromJson } from './from-json.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';
import { toJson } from './to-json.js';

/** What of a step is needed here. */
export interface DeclaredStep {
  readonly declaration: { readonly name: string; readonly options: Options };
}

interface Flagged {
  readonly step: string;
  readonly name: string;
  readonly option: Option<unknown>;
}

/** The steps' options by their flags; one flag may be of several steps (the tolerance). */
export function flagsOf(steps: readonly DeclaredStep[]): ReadonlyMap<string, readonly Flagged[]> {
  const flags = new Map<string, Flagged[]>();
  for (const { declaration } of steps)
    for (const [name, option] of Object.entries(declaration.options)) {
      if (option.inCode || option.isInput) continue;
      const flag = flagOf(declaration.name, name, option.flag);
      flags.set(flag, [...(flags.get(flag) ?? []), { step: declaration.name, name, option }]);
    }
  return flags;
}

/** Flags with values, as a case file has them: texts as on the command line, anything else as it is. Throws a UserError. */
export function givenIn(json: Json | undefined, steps: readonly DeclaredStep[]): Given {
  const given: Record<string, Record<string, unknown>> = {};
  if (!isJsonObject(json)) return given;
  const flags = flagsOf(steps);
  for (const [flag, value] of Object.entries(json)) {
    const known = flags.get(flag);
    if (known === undefined)
      throw new UserError(
        `There is no option '${flag}' here.`,
        'The options are those of --help, without dashes.',
      );
    for (const { step, name, option } of known) {
      given[step] ??= {};
      given[step][name] = optionIn(option, fromJson(value), flag);
    }
  }
  return given;
}

/** The same back: flags with values. Options that are given in code alone are left out. */
export function flagsIn(given: Given, steps: readonly DeclaredStep[]): JsonObject {
  const found = [...flagsOf(steps)].flatMap(([flag, of]) =>
    of
      .filter(({ step, name }) => given[step]?.[name] !== undefined)
      .slice(0, 1)
      .map(({ step, name }) => [flag, toJson(given[step][name])] as const),
  );
  return Object.fromEntries(found);
}

function optionIn(option: Option<unknown>, value: unknown, name: string): unknown {
  try {
    if (typeof value === 'string') return option.parse(value, name);
    if (typeof value === 'number' && typeof option.default !== 'number')
      return option.parse(String(value), name);
    return option.check(value, name);
  } catch (error) {
    if (error instanceof UserError) throw error;
    // Some options look closer at a value than a stranger can bear.
    throw new UserError(`${name} can't be ${JSON.stringify(value)}.`, 'See --help for what it can be.');
  }
}
