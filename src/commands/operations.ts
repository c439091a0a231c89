// What is to be done to a model, in order: the same from flags, from a case file, and from a record.
import { UserError } from '../core/errors.js';
import type { Options } from '../core/option.js';
import type { PrintModel } from '../core/print-model.js';
import type { Step } from '../core/step.js';
import type { PrinterInForce } from '../printing/find-printer.js';
import { shapeSteps } from '../shape/index.js';
import { isJsonList, isJsonObject, type Json, type JsonObject } from './json.js';
import { flagsIn, flagsOf, givenIn } from './options-in.js';
import { printersSay } from './printer-in.js';

export interface Operation {
  readonly step: ShapeStep;
  /** What was given; the rest has its default. */
  readonly options: Readonly<Record<string, unknown>>;
}

export type ShapeStep = Step<PrintModel, PrintModel, Options>;

const steps: readonly ShapeStep[] = shapeSteps;

/** Flags as they were written, as operations in the order of `shapeSteps`. */
export const operationsOf = (flags: JsonObject): readonly JsonObject[] =>
  steps.flatMap((step) => {
    const own = Object.entries(flags).filter(([flag]) => flagsOf([step]).has(flag));
    return own.length === 0 ? [] : [{ operation: step.declaration.name, ...Object.fromEntries(own) }];
  });

/** For a request and its record: of each the flags and values that were given, and its name. */
export const operationsJson = (operations: readonly Operation[]): readonly JsonObject[] =>
  operations.map(({ step, options }) => ({
    operation: step.declaration.name,
    ...flagsIn({ [step.declaration.name]: options }, [step]),
  }));

/**
 * Out of a request, which may be a record or a case that somebody wrote. Each is flags with their values, all of one
 * operation; its name may stand there too, and does where nothing else is said. The word 'printer' stands for what the
 * printer says, which also has a say in what was left out. Throws a UserError.
 */
export function operationsIn(
  json: Json | undefined,
  printer: PrinterInForce | null = null,
): readonly Operation[] {
  if (json === undefined || json === null) return [];
  if (!isJsonList(json) || !json.every(isJsonObject))
    throw new UserError(
      'The operations are no list.',
      'Write them as operations: [{ hollow: 2 }, { plinth: 5 }]',
    );
  return json.map(({ operation, ...flags }) => {
    const step = typeof operation === 'string' ? named(operation) : ownerOf(flags);
    const said = asPrinterSays(flags, step, printer);
    return { step, options: givenIn(said, [step])[step.declaration.name] ?? {} };
  });
}

function asPrinterSays(flags: JsonObject, step: ShapeStep, printer: PrinterInForce | null): JsonObject {
  const { words, usual } = printer === null ? { words: {}, usual: {} } : printersSay(printer);
  const own = flagsOf([step]);
  const left = Object.entries(usual).filter(([flag]) => own.has(flag) && flags[flag] === undefined);
  const said = Object.entries(flags).map(([flag, value]): [string, Json] => {
    if (value !== 'printer') return [flag, value];
    const word = words[flag];
    if (word !== undefined) return [flag, word];
    throw new UserError(
      printer === null
        ? `${flag}: no printer was named.`
        : `${flag}: the printer has nothing to say on that.`,
      printer === null ? 'Name one: --printer <name>.' : 'Give a number.',
    );
  });
  return Object.fromEntries([...left, ...said]);
}

function named(name: string): ShapeStep {
  const step = steps.find(({ declaration }) => declaration.name === name);
  if (step !== undefined) return step;
  throw new UserError(
    `There is no operation '${name}'.`,
    `Choose of ${steps.map(({ declaration }) => declaration.name).join(', ')}.`,
  );
}

function ownerOf(flags: JsonObject): ShapeStep {
  const wanted = Object.keys(flags);
  const owner = steps.find((step) => {
    const own = flagsOf([step]);
    return wanted.length > 0 && wanted.every((flag) => own.has(flag));
  });
  if (owner !== undefined) return owner;
  throw new UserError(
    `No operation has the options ${wanted.map((flag) => `'${flag}'`).join(', ') || '(none)'}.`,
    'Each entry of operations is the flags of one operation, as isocast convert --help groups them.',
  );
}
