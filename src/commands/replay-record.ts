// Does again what a record says was done, and says whether the same bytes came out.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { UserError } from '../core/errors.js';
import type { FileFacts } from '../core/facts.js';
import { checkFolder } from '../files/make-folder.js';
import { runSettings } from '../run-settings.js';
import { hashFile } from '../scan/hash-files.js';
import { canonicalText } from './canonical-text.js';
import { DifferentInputError } from './different-input-error.js';
import type { Json } from './json.js';
import type { Made } from './made.js';
import { makers } from './makers.js';
import { maskRole } from './part-wishes.js';
import { type RunRecord, readRecord } from './read-record.js';
import { recordedOptions } from './recorded-options.js';
import { refuseDifferent, refuseOtherRecord } from './refuse-different.js';
import { refuseInputs } from './refuse-inputs.js';
import type { Request, Role } from './request.js';
import { type SoftwareFacts, softwareFacts } from './software-facts.js';
import { toJsonObject } from './to-json.js';
import { writeWithRecord } from './write-with-record.js';

export interface ReplayOptions {
  readonly scan?: string;
  readonly mask?: string;
  /** By the names of the parts that each is of. */
  readonly masks?: Readonly<Record<string, string>>;
  readonly like?: string;
  readonly refine?: string;
  /** The second mesh of a comparison; the first is `scan`. */
  readonly against?: string;
  /** Where the files are kept; without it they are looked at and removed. */
  readonly out?: string;
  readonly threads?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (doing: string, done: number) => void;
}

export interface ReplayedFile {
  readonly name: string;
  readonly same: boolean;
  /** Null where the record knows of no such file, or none was made. */
  readonly recorded: FileFacts | null;
  readonly made: FileFacts | null;
}

export interface Replayed {
  readonly command: string;
  /** The record is as it was written, the inputs are those that it names, and every byte came out again. */
  readonly same: boolean;
  /** The record's own hash is not that of what it says. */
  readonly altered: boolean;
  /** The first input that is not the record's; nothing was made from it. */
  readonly otherInput: { readonly role: Role; readonly recorded: string; readonly given: string } | null;
  readonly files: readonly ReplayedFile[];
  /** What is not as it was when the record was written, of what does the work. */
  readonly changed: readonly { readonly what: string; readonly recorded: Json; readonly now: Json }[];
}

/** The record at `path` again, with its inputs. Throws a UserError on what is no record, or can't be done again. */
export async function replayRecord(path: string, options: ReplayOptions = {}): Promise<Replayed> {
  const record = await readRecord(path);
  const { command, altered } = record;
  const changed = changedSince(record.software);
  if (options.out !== undefined) {
    await checkFolder(options.out);
    const names = [...record.outputs.map(({ name }) => name), basename(path)];
    await refuseInputs(options.out, names, [path, ...Object.values(pathsIn(options))]);
    for (const output of record.outputs) await refuseDifferent(options.out, output);
  }
  try {
    const files = compared(record.outputs, await madeAgain(record, options));
    const same = !altered && files.every((file) => file.same);
    return { command: command.name, same, altered, otherInput: null, files, changed };
  } catch (error) {
    if (!(error instanceof DifferentInputError)) throw altered ? alsoAltered(error) : error;
    const otherInput = { role: error.role, recorded: error.expected, given: error.got };
    return { command: command.name, same: false, altered, otherInput, files: [], changed };
  }
}

/** What can't be done may be so for what was altered. */
function alsoAltered(error: unknown): unknown {
  if (!(error instanceof UserError)) return error;
  return new UserError(
    `${error.message} And the record is ALTERED: its hash is not that of what it says.`,
    error.advice,
  );
}

/** The same files, refused once they are known where others would be replaced by them. */
const guarded = (made: Made, folder: string): Made => ({
  ...made,
  files: made.files.map((file) => ({
    ...file,
    verify: async (path) => {
      await file.verify?.(path);
      await refuseDifferent(folder, { name: file.name, sha256: await hashFile(path) });
    },
  })),
});

function pathsIn({ scan, mask, masks = {}, like, refine, against }: ReplayOptions): Request['paths'] {
  const ofParts = Object.entries(masks).map(([part, path]) => [maskRole(part), path] as const);
  return { scan, mask, like, refine, against, ...Object.fromEntries(ofParts) };
}

/** The facts of the files made, the record's own left out. */
async function madeAgain(record: RunRecord, options: ReplayOptions): Promise<readonly FileFacts[]> {
  const { command, steps, inputs } = record;
  const { out } = options;
  const settings = runSettings(options);
  if (steps.length === 0 && !['shape', 'compare'].includes(command.name))
    throw new UserError(
      'The record holds no steps: nothing can be done again.',
      'Give a record that was not altered.',
    );
  if (!Object.hasOwn(makers, command.name))
    throw new UserError(
      `The record is of a command '${command.name}' that this version does not know.`,
      'Use the version of Isocast that the record names under software.',
    );
  const given = pathsIn(options);
  // What stands after the record is what the first input was.
  const ofMesh = inputs.some(({ role }) => role === 'mesh');
  const paths = ofMesh ? { ...given, scan: undefined, mesh: given.scan } : given;
  for (const [role, path] of Object.entries(paths))
    if (path !== undefined && !inputs.some((input) => input.role === role))
      throw new UserError(
        `The record knows of no ${role}: nothing was made from one.`,
        `Leave the ${role} out.`,
      );
  const { make, steps: declared } = makers[command.name];
  const made = await make({
    paths,
    options: command.options,
    ...settings,
    // What was done to the model stands among the command's own options, in its order.
    given: recordedOptions(
      steps.filter(({ of }) => of !== 'model'),
      declared,
    ),
    expected: Object.fromEntries(inputs.map(({ role, sha256 }) => [role, sha256])),
  });
  settings.onProgress('Write the files', 0);
  if (out !== undefined) {
    await refuseOtherRecord(out, made.record, record);
    return (await writeWithRecord(out, guarded(made, out), settings.signal)).slice(0, -1);
  }
  const folder = await mkdtemp(join(tmpdir(), 'isocast-replay-'));
  try {
    return (await writeWithRecord(folder, made, settings.signal)).slice(0, -1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function compared(recorded: readonly FileFacts[], made: readonly FileFacts[]): ReplayedFile[] {
  const names = [...new Set([...recorded, ...made].map(({ name }) => name))];
  return names.map((name) => {
    const [before, now] = [recorded, made].map((files) => files.find((file) => file.name === name) ?? null);
    const same = before !== null && now !== null && before.sha256 === now.sha256;
    return { name, same, recorded: before, made: now };
  });
}

const watched: readonly (keyof SoftwareFacts)[] = ['version', 'commit', 'dirty', 'lockSha256', 'node', 'os'];

function changedSince(software: RunRecord['software']): Replayed['changed'] {
  const now = toJsonObject(softwareFacts());
  return watched
    .map((what) => ({ what, recorded: software[what] ?? null, now: now[what] ?? null }))
    .filter((one) => canonicalText(one.recorded) !== canonicalText(one.now));
}
