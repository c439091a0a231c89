// How a step declares an option once: default, limits, unit, help and the flag's name.
import { UserError } from './errors.js';

/** One option of a step. `parse` reads a flag's text, `check` a value given in code; both throw a UserError. */
export interface Option<T> {
  readonly default: T;
  readonly help: string;
  /** Flag without the dashes; by default `step-option`. */
  readonly flag?: string;
  /** Given in code alone: no flag. */
  readonly inCode?: boolean;
  /** What a command reads from another input, not a setting: a record names that input, and does not hold it. */
  readonly isInput?: boolean;
  /** What stands after the flag in --help, such as '<mm>'; empty for a switch. */
  readonly placeholder: string;
  /** The limits, for tests that go to them. */
  readonly limits?: readonly [number, number];
  readonly choices?: readonly string[];
  parse(text: string, name: string): T;
  check(value: T, name: string): T;
}

// biome-ignore lint/suspicious/noExplicitAny: an option of any type; the step's own declaration gives it back its type
export type Options = Readonly<Record<string, Option<any>>>;
export type ValuesOf<O extends Options> = {
  readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never;
};

const kebab = (name: string): string => name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);

/** The flag of one option of a step, without the dashes; in a case file it has the same name. */
export function flagOf(step: string, name: string, flag: string | undefined): string {
  return flag ?? `${kebab(step)}-${kebab(name)}`;
}

interface NumberExtra {
  readonly flag?: string;
  readonly unit?: string;
  readonly whole?: boolean;
}

/** A number within limits (both allowed). */
export function number(
  initial: number,
  limits: readonly [number, number],
  help: string,
  extra: NumberExtra = {},
): Option<number> {
  const check = (value: number, name: string, given: unknown = value): number => {
    const wrong = !Number.isFinite(value) || value < limits[0] || value > limits[1];
    if (wrong || (extra.whole && !Number.isInteger(value)))
      throw new UserError(
        `${name}: ${typeof given === 'string' ? `'${given}'` : given} is not ${extra.whole ? 'a whole number' : 'a number'} from ${limits[0]} to ${limits[1]}${extra.unit ? ` ${extra.unit}` : ''}.`,
        `Give ${name} a value within these limits.`,
      );
    return value;
  };
  return {
    default: initial,
    help,
    flag: extra.flag,
    placeholder: `<${extra.unit ?? 'n'}>`,
    limits,
    check: (value, name) => check(value, name),
    parse: (text, name) => {
      const read = text.trim() === '' ? Number.NaN : Number(text);
      return check(read, name, Number.isFinite(read) ? read : text);
    },
  };
}

/** A length in mm within limits. */
export const mm = (
  initial: number,
  limits: readonly [number, number],
  help: string,
  flag?: string,
): Option<number> => number(initial, limits, help, { unit: 'mm', flag });

/** On or off; a switch on the command line. */
export function toggle(initial: boolean, help: string, flag?: string): Option<boolean> {
  return {
    default: initial,
    help,
    flag,
    placeholder: '',
    check: (value, name) => {
      if (typeof value === 'boolean') return value;
      throw new UserError(`${name}: '${value}' is neither true nor false.`, `Give ${name} true or false.`);
    },
    parse: (text, name) => {
      if (text === 'true' || text === 'false') return text === 'true';
      throw new UserError(`${name}: '${text}' is neither true nor false.`, `Give ${name} true or false.`);
    },
  };
}

/** One of a few words. */
export function choice<T extends string>(
  initial: T,
  choices: readonly T[],
  help: string,
  flag?: string,
): Option<T> {
  const check = (value: T, name: string): T => {
    const found = choices.find((c) => c === value);
    if (found === undefined)
      throw new UserError(
        `${name}: '${value}' is not one of ${choices.join(', ')}.`,
        `Choose one of these for ${name}.`,
      );
    return found;
  };
  return {
    default: initial,
    help,
    flag,
    placeholder: '<name>',
    choices,
    check,
    parse: (text, name) => {
      const found = choices.find((c) => c === text);
      if (found !== undefined) return found;
      throw new UserError(
        `${name}: '${text}' is not one of ${choices.join(', ')}.`,
        `Choose one of these for ${name}.`,
      );
    },
  };
}

/**
 * Anything else: give the reader of its text. `read` throws a UserError on text that it can't read. What is no text once
 * it is read needs a check of its own.
 */
export function written<T>(
  initial: T,
  placeholder: string,
  help: string,
  read: (text: string, name: string) => T,
  flag?: string,
): Option<T> {
  const check = (value: T, name: string): T => {
    if (typeof value === 'string') return read(value, name);
    throw new UserError(
      `${name}: '${value}' is not a text.`,
      `Give ${name} as it is written after its flag.`,
    );
  };
  return { default: initial, help, flag, placeholder, parse: read, check };
}
