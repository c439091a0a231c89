// Keeps what the input files are called out of messages: hospitals name files after patients, and messages end in logs.
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { isCasePath } from '../commands/is-case-path.js';

export interface Input {
  /** What it is called instead, such as 'the scan'. */
  readonly called: string;
  readonly path: string;
}

const argumentsCalled: Readonly<Record<string, string>> = {
  scan: 'the scan',
  record: 'the record',
  a: 'mesh a',
  b: 'mesh b',
};
const optionsCalled: Readonly<Record<string, string>> = {
  mask: 'the mask',
  like: 'the reference',
  refine: 'the scan to refine by',
};

/** The inputs of a command that is about to run. */
export function inputsOf(command: Command): Input[] {
  const given: unknown[] = command.processedArgs;
  const options: Record<string, unknown> = command.opts();
  const named = [
    ...command.registeredArguments.map((argument, n) => [argumentsCalled[argument.name()], given[n]]),
    ...Object.entries(optionsCalled).map(([name, called]) => [called, options[name]]),
  ];
  return named.flatMap(([called, given]) =>
    [given]
      .flat()
      .flatMap((path) =>
        typeof called === 'string' && typeof path === 'string' ? inputAs(called, path) : [],
      ),
  );
}

/** A mask may carry the name of a label after a colon. */
function inputAs(kind: string, path: string): Input[] {
  const colon = path.lastIndexOf(':');
  const called = kind === 'the scan' && isCasePath(path) ? 'the case file' : kind;
  const whole = { called, path };
  return colon > 0 ? [whole, { called, path: path.slice(0, colon) }] : [whole];
}

/** Other names may be words that a message holds for another reason; they go where it begins with them or quotes them. */
const isTelling = (name: string): boolean => name.length >= 4 && /[^a-z]/.test(name);
const verbatim = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The text without the names and paths of the inputs, nor of a file beside one that differs in its ending alone. */
export function hideInputs(text: string, inputs: readonly Input[]): string {
  let hidden = text;
  for (const { called, path } of inputs) {
    const name = basename(resolve(path));
    const stem = name.replace(/(?:\.[A-Za-z][A-Za-z0-9]{0,5}){1,2}$/, '') || name;
    for (const whole of [resolve(path), path])
      if (/[/\\]/.test(whole)) hidden = hidden.replaceAll(whole, called);
    const named = `(?:${verbatim(name)}|${verbatim(stem)}(?:\\.[A-Za-z0-9]+)*)`;
    hidden = hidden.replace(new RegExp(`^${named}(?=[:\\s])`), called);
    hidden = hidden.replace(new RegExp(`(['"‘“])${named}(?=['"’”])`, 'g'), `$1${called}`);
    if (isTelling(stem))
      hidden = hidden.replace(new RegExp(`(?<![\\p{L}\\p{N}_-])${named}(?![\\p{L}\\p{N}_-])`, 'gu'), called);
  }
  return hidden;
}
