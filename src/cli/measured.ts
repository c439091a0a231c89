// isocast measured: the lengths of the printed part, entered into the report of its model.
import { join } from 'node:path';
import { Command } from 'commander';
import type { MeasuredOutcome } from '../commands/measured-report.js';
import type { TakenLength } from '../core/caliper.js';
import { interruptSignal } from './interrupt.js';
import { visible } from './visible.js';

interface MeasuredFlags {
  readonly calipers: string;
  readonly by?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const fixed = (value: number | null): string => (value === null ? '-' : value.toFixed(2));
const signed = (value: number | null): string => `${value !== null && value >= 0 ? '+' : ''}${fixed(value)}`;

function lengthLine(name: string, nominal: number, taken: TakenLength | undefined): string {
  const { value = null, delta = null, allowed = null, within = null } = taken ?? {};
  const judged = within === null ? '' : within ? '  within' : '  BEYOND';
  const limit = allowed === null ? '' : `  (±${fixed(allowed)})`;
  return `  ${visible(name).padEnd(24)} ${fixed(nominal).padStart(8)} ${fixed(value).padStart(8)} ${signed(delta).padStart(7)}${value === null ? '' : `${judged}${limit}`}`;
}

const words = {
  within: 'WITHIN: every length that was taken is within what is allowed',
  exceeds: 'BEYOND: at least one length is off by more than is allowed',
  unknown: 'NOT JUDGED: no printer was named and no tolerance declared to hold the lengths against',
} as const;

function outcomeText({ report, written, folder, page }: MeasuredOutcome): string {
  const { measured, calipers } = report;
  if (measured === null) return '';
  const lines = calipers.map(({ name, nominal }, n) => lengthLine(name, nominal, measured.lengths[n]));
  return [
    `  ${'length, mm'.padEnd(24)} ${'nominal'.padStart(8)} ${'taken'.padStart(8)} ${'off'.padStart(7)}`,
    ...lines,
    `  mean ${signed(measured.mean)}, mean absolute ${fixed(measured.meanAbsolute)}, RMS ${fixed(measured.rms)}, largest ${fixed(measured.max)} mm`,
    ...(measured.limit === null ? [] : [`  held against ${visible(measured.limit)}`]),
    ...(measured.expanded === null
      ? []
      : [
          `  expanded uncertainty of the printed model with these: ±${fixed(measured.expanded)} mm (k = 2, RMS)`,
        ]),
    words[measured.verdict],
    ...written.map(({ name }) => `written ${visible(join(folder, name))}`),
    ...(page ? [] : ['There was no page beside the report, so none was written.']),
  ].join('\n');
}

async function measured(path: string, flags: MeasuredFlags): Promise<void> {
  const { measuredReport } = await import('../commands/measured-report.js');
  const outcome = await measuredReport(path, { ...flags, signal: interruptSignal() });
  if (flags.json) console.log(JSON.stringify(outcome.report.measured, null, 2));
  else console.log(outcomeText(outcome));
  if (outcome.report.measured?.verdict === 'exceeds') process.exitCode = 3;
}

const examples = `
The lengths stand in the report, in their order; the model's own are filled in. Beside report.json appear
report-measured.json and report-measured.html; what is there stays as it is.

Examples:
  isocast measured out/report.json --calipers 102.31,45.2,88.07
  isocast measured out/report.json --calipers 102.31,-,88.07 --by AB
`;

export const measuredCommand = (): Command =>
  new Command('measured')
    .argument('<report>', 'the report.json of the model')
    .requiredOption(
      '--calipers <lengths>',
      'mm, commas between, in the order of the report; - or x: not taken',
    )
    .option('--by <who>', 'who took them: initials or a role')
    .option('--force', 'replace what an earlier measurement left')
    .option('--json', 'print what the lengths say as JSON')
    .addHelpText('after', examples)
    .action(measured);
