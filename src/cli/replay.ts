// isocast replay: does again what a record says, and says whether the same bytes came out.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Command, Option } from 'commander';
import type { Replayed, ReplayedFile } from '../commands/replay-record.js';
import type { Role } from '../commands/request.js';
import { interruptSignal } from './interrupt.js';
import { progressLine } from './progress.js';
import { threadsFrom, threadsHelp } from './threads.js';
import { visible } from './visible.js';

interface ReplayFlags {
  readonly mask?: readonly string[];
  readonly like?: string;
  readonly refine?: string;
  readonly against?: string;
  readonly out?: string;
  readonly threads?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

function fileLine({ name: file, same, recorded, made }: ReplayedFile): string {
  const name = visible(file);
  if (same) return `  same       ${name}  sha256 ${made?.sha256}`;
  if (made === null) return `  MISSING    ${name}: in the record, but not made now`;
  if (recorded === null) return `  NEW        ${name}: made now, but not in the record`;
  return `  DIFFERENT  ${name}: sha256 ${recorded.sha256} then, ${made.sha256} now`;
}

const roles = {
  scan: 'scan',
  mask: 'mask',
  like: 'reference grid (--like)',
  refine: 'scan to refine by',
  mesh: 'mesh',
  against: 'mesh compared against',
} as const;

const roleText = (role: Role): string => {
  const known = Object.entries(roles).find(([name]) => name === role);
  return known === undefined ? role : known[1];
};

function verdictOf({ same, altered, otherInput, files }: Replayed): string {
  if (otherInput !== null)
    return `OTHER INPUT: the ${roleText(otherInput.role)} is not the one of the record (sha256 ${otherInput.recorded} then, ${otherInput.given} now); nothing was made.`;
  const all = files.every((file) => file.same);
  if (same) return 'SAME: every byte came out again.';
  if (altered && all) return 'SAME BYTES, but the record was altered after it was written.';
  return 'DIFFERENT: not every byte came out again.';
}

function replayText(name: string, replayed: Replayed): string {
  const { command, altered, files, changed, same } = replayed;
  const differing = changed.map(
    ({ what, recorded, now }) => `  ${what}: ${JSON.stringify(recorded)} then, ${JSON.stringify(now)} now`,
  );
  return [
    `${visible(name)} (isocast ${visible(command)})`,
    ...(altered ? ['  ALTERED    the record: its hash is not that of what it says'] : []),
    ...files.map(fileLine),
    ...(same || differing.length === 0 ? [] : ['what does the work has changed since:', ...differing]),
    verdictOf(replayed),
  ].join('\n');
}

async function replay(record: string, scan: string | undefined, flags: ReplayFlags): Promise<void> {
  const line = progressLine(Boolean(flags.quiet || flags.json));
  const threads = threadsFrom(flags.threads);
  const { replayRecord } = await import('../commands/replay-record.js');
  try {
    const { like, refine, against, out } = flags;
    const replayed = await replayRecord(record, {
      scan,
      ...masksIn(flags.mask ?? []),
      like,
      refine,
      against,
      out,
      threads,
      signal: interruptSignal(),
      onProgress: line.show,
    });
    line.clear();
    if (flags.json) console.log(JSON.stringify(replayed, null, 2));
    else if (!flags.quiet) console.log(replayText(basename(record), replayed));
    else if (!replayed.same) console.error(verdictOf(replayed));
    if (out !== undefined && !flags.quiet && !flags.json)
      for (const { made } of replayed.files) if (made) console.log(`  kept ${visible(join(out, made.name))}`);
    if (!replayed.same) process.exitCode = 3;
  } finally {
    line.clear();
  }
}

interface Masks {
  readonly mask?: string;
  readonly masks: Readonly<Record<string, string>>;
}

/** What has a name before an equals sign is of that part; what is a file as it stands is not. */
function masksIn(given: readonly string[]): Masks {
  const named = given.map((text) => (existsSync(text) ? null : /^([^=]+)=(.+)$/.exec(text)));
  const masks = named.flatMap((found) => (found === null ? [] : [[found[1], found[2]] as const]));
  return { mask: given.find((_, n) => named[n] === null), masks: Object.fromEntries(masks) };
}

export const replayCommand = (): Command =>
  new Command('replay')
    .argument('<record>', 'the record.json, or .record.json, beside the outputs')
    .argument('[scan]', 'the scan, or the mesh, that it was made from (a phantom needs none)')
    .option(
      '--mask <file>',
      'the mask that went in, where one did; of several parts with a mask each: --mask part=file, once for each',
      (file: string, before: readonly string[] = []) => [...before, file],
    )
    .option('--like <file>', 'the reference grid; its grid is in the record, so it need not be given')
    .option('--refine <scan>', 'the scan that the labels were refined by, where one was')
    .option('--against <mesh>', 'the second mesh, where two were compared')
    .option('--out <folder>', 'keep the files there; without it they are compared and removed')
    .addOption(new Option('--threads <n>', threadsHelp))
    .option('--json', 'print the comparison as JSON')
    .option('--quiet', 'print nothing but what differs')
    .action(replay)
    .addHelpText(
      'after',
      `
Exit code 0: every byte is the same; 3: it is not, or the input is another one, or the record was altered.

Examples:
  isocast replay out/record.json ct.nii.gz
  isocast replay iso.record.json ct.nii.gz --mask roi.nii.gz
  isocast replay ball.record.json
  isocast replay out/record.json a.stl --against b.stl`,
    );
