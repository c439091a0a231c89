// A step: a function that knows its name, its options and its own sentence for the report.
import { type Context, quietContext } from './context.js';
import type { Options, ValuesOf } from './option.js';

/** What a step is done to, where that is not plain: masks and label maps go the way of a scan. */
export type Subject = 'scan' | 'mask' | 'label map';

/** What a step says of itself. Flags, --help, the docs' table, the methods text and the record are read from here. */
export interface Declaration<O extends Options> {
  readonly name: string;
  /** One line for --help. */
  readonly does: string;
  readonly options: O;
  /** The sentence of the methods paragraph for these values; empty when the step does nothing with them. */
  says(values: ValuesOf<O>, subject?: Subject): string;
}

export type Step<In, Out, O extends Options> = ((
  input: In,
  options?: Partial<ValuesOf<O>>,
  context?: Context,
) => Promise<Out>) & { readonly declaration: Declaration<O> };

/** The values in force: the defaults, overlaid by what was given, each checked. Throws a UserError. */
export function valuesOf<O extends Options>(options: O, given: Partial<ValuesOf<O>>): ValuesOf<O> {
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(options)) {
    const value = given[name];
    values[name] = value === undefined ? option.default : option.check(value, name);
  }
  return values as ValuesOf<O>;
}

/** Makes a step of its declaration and its work. The input is borrowed (never written to), the output is the caller's. */
export function step<In, Out, O extends Options>(
  declaration: Declaration<O>,
  work: (input: In, values: ValuesOf<O>, context: Context) => Out | Promise<Out>,
): Step<In, Out, O> {
  const run = async (
    input: In,
    options: Partial<ValuesOf<O>> = {},
    context: Context = quietContext,
  ): Promise<Out> => {
    context.signal.throwIfAborted();
    return work(input, valuesOf(declaration.options, options), context);
  };
  return Object.assign(run, { declaration });
}
