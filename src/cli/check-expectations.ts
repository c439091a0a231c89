// What isocast check does where it is told what to expect, or is asked to write that down.
import { stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type CheckedBody, checkExpected } from '../commands/check-expected.js';
import { expectedOf } from '../commands/expected-of.js';
import { jsonText } from '../commands/json-text.js';
import { toJsonObject } from '../commands/to-json.js';
import { UserError } from '../core/errors.js';
import type { ExpectedFacts, ExpectedRow } from '../core/expected.js';
import { mm } from '../core/option.js';
import { codeOf } from '../files/write-trouble.js';
import { hashFile } from '../scan/hash-files.js';
import { visible } from './visible.js';

export interface ExpectingFlags {
  readonly expect?: string;
  readonly writeExpected?: string;
  readonly within?: string;
}

export interface Expectations {
  /** Null where nothing is expected. `path`: of the mesh. */
  check(bodies: readonly CheckedBody[], path: string): Promise<ExpectedFacts | null>;
  /** Writes what was asked for; the name of the file, or null. */
  write(bodies: readonly CheckedBody[]): Promise<string | null>;
}

const within = mm(0.1, [0, 100], 'how far the surface may move');

/** What is wrong with the flags, or with the file, is told before a mesh is read. */
export async function expectations(flags: ExpectingFlags): Promise<Expectations> {
  const { expect, writeExpected } = flags;
  if (flags.within !== undefined && writeExpected === undefined)
    throw new UserError(
      '--within says how far off a mesh may be, but no expected values are to be written.',
      'Give --write-expected <file> with it.',
    );
  if (writeExpected !== undefined) await refuseThere(writeExpected);
  const most = flags.within === undefined ? within.default : within.parse(flags.within, '--within');
  const expected =
    expect === undefined ? null : await (await import('../commands/read-expected.js')).readExpected(expect);
  return {
    check: async (bodies, path) =>
      expected === null ? null : checkExpected(expected, bodies, await hashFile(path)),
    write: async (bodies) => {
      if (writeExpected === undefined) return null;
      await writeNew(writeExpected, jsonText(toJsonObject(expectedOf(bodies, most))));
      return writeExpected;
    },
  };
}

const isThere = (path: string): UserError =>
  new UserError(
    `--write-expected: ${basename(path)} is there already, and is not written over.`,
    'Give another name, or move that file away.',
  );

/** Told before the mesh is checked, which takes a while. */
async function refuseThere(path: string): Promise<void> {
  if (path === '')
    throw new UserError('--write-expected: the file has no name.', 'Give one, such as expected.json.');
  if ((await stat(path).catch(() => null)) !== null) throw isThere(path);
}

/** What is there stays: somebody may have written it by hand. */
async function writeNew(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: 'wx' }).catch((error: unknown) => {
    const code = codeOf(error);
    if (code === 'EEXIST') throw isThere(path);
    if (code === '') throw error;
    throw new UserError(
      `--write-expected: ${basename(path)} can't be written (${code}).`,
      'Give a file in a folder that is there and may be written to.',
    );
  });
}

/** The verdict, then a line for each expected value. */
export function expectedLines({ verdict, failed, rows }: ExpectedFacts): string[] {
  const count = rows.length === 1 ? '1 value' : `${rows.length} values`;
  const head =
    verdict === 'pass'
      ? `Expected: ${count}, all as expected`
      : `Expected: ${failed} of ${count} NOT as expected`;
  return [head, ...rows.map(line)];
}

function line({
  part,
  name,
  measured,
  expected,
  difference,
  tolerance,
  unit,
  holds,
  note,
}: ExpectedRow): string {
  const of = visible(part === null ? name : `${part}: ${name}`);
  const off = difference === null ? '' : `, off by ${short(difference)} (allowed ${short(tolerance)})`;
  const why = note === null ? '' : `; ${note}`;
  const unitText = unit === '' ? '' : ` ${unit}`;
  return `  ${(holds ? 'ok' : 'FAILS').padEnd(6)} ${of.padEnd(22)} ${short(measured)}${unitText}, expected ${short(expected)}${off}${why}`;
}

function short(value: ExpectedRow['measured']): string {
  if (typeof value === 'number') return String(Number(value.toFixed(4)) + 0);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null ? 'nothing' : `${value.slice(0, 12)}…`;
}
