// Turns the options that the steps declare into flags, grouped by step in --help, and reads their values back.
import { type Command, Option as Flag } from 'commander';
import type { Json, JsonObject } from '../commands/json.js';
import { flagOf, type Options } from '../core/option.js';
import type { Given } from '../run.js';

/** What of a step the command line needs. */
export interface Declared {
  readonly declaration: { readonly name: string; readonly does: string; readonly options: Options };
}

const shown = (value: unknown): string => {
  if (value === '' || value === null || value === undefined || value === false) return '';
  return ` (default: ${Array.isArray(value) ? value.join(', ') : String(value)})`;
};

/** Adds a flag for every option of every step; an option that several steps share (the tolerance) is one flag. */
export function addStepFlags(command: Command, steps: readonly Declared[]): void {
  for (const { declaration } of steps)
    for (const [name, option] of Object.entries(declaration.options)) {
      if (option.inCode) continue;
      const flag = flagOf(declaration.name, name, option.flag);
      if (command.options.some((known) => known.long === `--${flag}`)) continue;
      const on = option.placeholder === '' && option.default === true;
      const text =
        option.placeholder === '' ? `--${on ? 'no-' : ''}${flag}` : `--${flag} ${option.placeholder}`;
      const help = option.choices?.some((c: string) => c !== '')
        ? `${option.help}: ${option.choices.filter((c: string) => c !== '').join(', ')}`
        : option.help;
      command.addOption(new Flag(text, `${help}${shown(option.default)}`).helpGroup(`${declaration.does}:`));
    }
}

/** The values that were given on the command line, step by step. Throws a UserError on one that can't be. */
export function givenBy(command: Command, steps: readonly Declared[]): Given {
  const given: Record<string, Record<string, unknown>> = {};
  for (const { declaration } of steps)
    for (const [name, option] of Object.entries(declaration.options)) {
      if (option.inCode) continue;
      const flag = flagOf(declaration.name, name, option.flag);
      const key = new Flag(`--${flag}`).attributeName();
      const value: unknown = command.opts()[key];
      if (value === undefined || command.getOptionValueSource(key) === 'default') continue;
      given[declaration.name] ??= {};
      given[declaration.name][name] = typeof value === 'string' ? option.parse(value, `--${flag}`) : value;
    }
  return given;
}

/** The same as they were written, by their flags. */
export function writtenBy(command: Command, steps: readonly Declared[]): JsonObject {
  const written: Record<string, Json> = {};
  for (const { declaration } of steps)
    for (const [name, option] of Object.entries(declaration.options)) {
      if (option.inCode) continue;
      const flag = flagOf(declaration.name, name, option.flag);
      const key = new Flag(`--${flag}`).attributeName();
      const value: unknown = command.opts()[key];
      if (command.getOptionValueSource(key) !== 'cli') continue;
      if (typeof value === 'string' || typeof value === 'boolean') written[flag] = value;
    }
  return written;
}
