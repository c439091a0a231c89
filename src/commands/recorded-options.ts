// The options of a record's steps, each looked at by the step that it is for.
import { UserError } from '../core/errors.js';
import type { Option, Options } from '../core/option.js';
import type { Given } from '../run.js';
import { fromJson } from './from-json.js';
import type { RecordedStep } from './read-record.js';

export interface Declared {
  readonly declaration: { readonly name: string; readonly options: Options };
}

const advice = 'Use the version of Isocast that the record names under software.';

/** What to give to `declared` steps to do what the recorded ones did. Throws a UserError on what they do not know. */
export function recordedOptions(steps: readonly RecordedStep[], declared: readonly Declared[]): Given {
  const given: Record<string, Record<string, unknown>> = {};
  for (const { name, options } of steps) {
    const known = declared.find(({ declaration }) => declaration.name === name)?.declaration.options;
    if (known === undefined)
      throw new UserError(`The record speaks of a step '${name}' that this version does not know.`, advice);
    if (given[name] !== undefined) continue;
    given[name] = {};
    for (const [key, json] of Object.entries(options)) {
      if (!Object.hasOwn(known, key))
        throw new UserError(
          `The record speaks of an option '${key}' of the step '${name}' that this version does not know.`,
          advice,
        );
      given[name][key] = checked(known[key], fromJson(json), `${name}.${key}`);
    }
  }
  return given;
}

/** Some options look closer at a value than a stranger can bear. */
function checked(option: Option<unknown>, value: unknown, name: string): unknown {
  try {
    return option.check(value, name);
  } catch (error) {
    if (error instanceof UserError) throw error;
  }
  throw new UserError(
    `The record's ${name} is ${JSON.stringify(value)}, which it can't be.`,
    'Give a record that was not altered.',
  );
}
