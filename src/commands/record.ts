// The record of a command: what went in, every option in force, what did the work, what came out.
import type { FileFacts } from '../core/facts.js';
import { gridFacts } from './grid-facts.js';
import type { JsonObject } from './json.js';
import { jsonText } from './json-text.js';
import type { Made } from './made.js';
import { recordHash } from './record-hash.js';
import { codeUrl, softwareFacts } from './software-facts.js';
import { toJsonObject } from './to-json.js';

export const recordSchema = { name: 'isocast-record', version: 1 } as const;

export const disclaimer =
  'Not cleared for diagnostic use. What was made here must be reviewed by a qualified person before any clinical use.';

export const determinism =
  'The same input and options give the same bytes, on any number of threads: the kernels are WebAssembly with exact IEEE arithmetic, slabs are joined in a fixed order, and files hold neither time nor name.';

/** A hash as a URI: where the bytes lie is nobody's business, which they are is. */
export const hashUri = (sha256: string): string => `hash://sha256/${sha256}`;

/** The keys of BIDS derivatives that every sidecar and record begins with. */
export function bidsKeys(made: Pick<Made, 'description' | 'inputs' | 'resolution' | 'command'>): JsonObject {
  const { description, inputs, resolution, command } = made;
  const like = inputs.find(({ role }) => role === 'like');
  const { version } = softwareFacts();
  const url = codeUrl();
  return toJsonObject({
    Description: description,
    Sources: inputs.map(({ sha256 }) => hashUri(sha256)),
    GeneratedBy: [
      {
        Name: 'isocast',
        Version: version,
        Description: `isocast ${command.name}`,
        CodeURL: url ?? undefined,
      },
    ],
    SpatialReference: inputs.length === 0 ? undefined : like ? hashUri(like.sha256) : 'orig',
    Resolution: resolution,
  });
}

/** What a build that must not read the clock has set for it (seconds since 1970); null: nothing. */
function fixedTime(): Date | null {
  const fixed = Number(process.env.SOURCE_DATE_EPOCH || Number.NaN);
  return Number.isFinite(fixed) ? new Date(fixed * 1000) : null;
}

const now = (): string => (fixedTime() ?? new Date()).toISOString();

/**
 * The text of a record. `hash` is that of all but `time` and `times`, which alone differ between two runs of the same
 * input and options on the same machine; nothing in it tells where files lie or whose scan it is.
 */
export function recordText(made: Made, outputs: readonly FileFacts[]): string {
  const { command, inputs, steps, grid, threads, memory, seeded, precision, findings, verdict } = made;
  const record = toJsonObject({
    schema: recordSchema,
    ...bidsKeys(made),
    command,
    case: made.case,
    inputs,
    steps,
    result: grid === null ? null : gridFacts(grid),
    findings,
    verdict,
    software: { ...softwareFacts(), threads, memory },
    determinism,
    randomness: seeded ?? 'Nothing is random.',
    precision,
    outputs,
    disclaimer,
  });
  const { times } = made;
  const clocked = times === undefined || fixedTime() !== null ? {} : toJsonObject({ times });
  return jsonText({ ...record, time: now(), ...clocked, hash: recordHash(record) });
}
