// isocast convert: from a scan to a model, its report and its record.
import { stat } from 'node:fs/promises';
import { Command, Option } from 'commander';
import type { Outcome } from '../commands/convert-scan.js';
import { isCasePath } from '../commands/is-case-path.js';
import { operationsOf } from '../commands/operations.js';
import type { CaseFile } from '../commands/read-case.js';
import { UserError } from '../core/errors.js';
import { modelSteps } from '../recipes.js';
import type { RunOptions } from '../run.js';
import { shapeSteps } from '../shape/index.js';
import { hideInputs } from './hide-inputs.js';
import { interruptSignal } from './interrupt.js';
import { memoryFrom, memoryHelp } from './memory.js';
import { addOrderFlags, type OrderFlags, orderFlags } from './order-flags.js';
import { printFindings } from './print-findings.js';
import { addPrinterFlags, type PrinterFlags } from './printer-flags.js';
import { progressLine } from './progress.js';
import { addScanFlags, type ScanFlags, scanArgument, scanFlags } from './scan-flags.js';
import { addStepFlags, givenBy, writtenBy } from './step-flags.js';
import { threadsFrom, threadsHelp } from './threads.js';

interface ConvertOptions extends ScanFlags, PrinterFlags, OrderFlags {
  readonly out?: string;
  readonly name: string;
  readonly report: boolean;
  readonly slices: boolean;
  readonly formats?: string;
  readonly merged?: boolean;
  readonly labels?: string;
  readonly mergeLabels?: boolean;
  readonly case?: string;
  readonly mask?: string;
  readonly maskUse?: string;
  readonly refine?: string;
  readonly includeIdentity?: boolean;
  readonly threads?: string;
  readonly memory?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Reads what is to be converted; its folder is known only then. */
async function started(path: string, options: ConvertOptions, command: Command): Promise<Started> {
  if (isCasePath(path) && !(await isFolder(path))) return startedCase(path, options, command);
  const { convertScan } = await import('../commands/convert-scan.js');
  const given = givenBy(command, modelSteps);
  const operations = operationsOf(writtenBy(command, shapeSteps));
  const threads = threadsFrom(options.threads);
  const memory = memoryFrom(options.memory);
  const out = options.out ?? usualFolder;
  const run = (settings: RunOptions): Promise<Outcome> =>
    convertScan(path, {
      out,
      name: options.name,
      report: options.report,
      slices: options.slices,
      formats: options.formats,
      merged: options.merged,
      labels: options.labels,
      merge: options.mergeLabels,
      case: options.case,
      order: orderFlags(options),
      calipers: options.calipers,
      mask: options.mask,
      maskUse: options.maskUse,
      refine: options.refine,
      identity: options.includeIdentity,
      operations,
      printer: options.printer,
      printers: options.printers,
      process: options.process,
      ...scanFlags(options),
      ...settings,
      given,
      threads,
      memory,
    });
  return { out, run };
}

/** With a case file only how it is done can be said by flags. */
const besideCase = new Set(['out', 'threads', 'memory', 'json', 'quiet']);

async function startedCase(path: string, options: ConvertOptions, command: Command): Promise<Started> {
  const strange = command.options.find(
    (option) =>
      !besideCase.has(option.attributeName()) &&
      command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (strange !== undefined)
    throw new UserError(
      `${strange.long} stands beside a case file, which has a place for it.`,
      'Write it into the case file, or give the scan itself with flags.',
    );
  const [{ readCase }, { convertCase }] = await Promise.all([
    import('../commands/read-case.js'),
    import('../commands/convert-case.js'),
  ]);
  const file = await readCase(path);
  const out = options.out ?? file.folder ?? usualFolder;
  const threads = threadsFrom(options.threads ?? file.threads?.toString());
  const memory = memoryFrom(options.memory ?? file.memory ?? undefined);
  const run = (settings: RunOptions): Promise<Outcome> =>
    convertCase(file, out, { ...settings, threads, memory }).catch((error: unknown) => {
      throw withoutInputs(error, file);
    });
  return { out, run };
}

/** Files of patients are named for them, and messages end in logs. */
function withoutInputs(error: unknown, { scan, refine, parts }: CaseFile): unknown {
  if (!(error instanceof UserError)) return error;
  const inputs = [
    { called: 'the scan', path: scan },
    ...(refine === null ? [] : [{ called: 'the scan to refine by', path: refine }]),
    ...parts.flatMap(({ name, mask }) =>
      mask === null ? [] : [{ called: `the mask of ${name}`, path: mask }],
    ),
  ];
  return new UserError(hideInputs(error.message, inputs), hideInputs(error.advice, inputs));
}

interface Started {
  readonly out: string;
  readonly run: (settings: RunOptions) => Promise<Outcome>;
}

const usualFolder = 'out';

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isDirectory() === true;

async function convert(path: string, options: ConvertOptions, command: Command): Promise<void> {
  const quiet = Boolean(options.quiet || options.json);
  const { out, run } = await started(path, options, command);
  const line = progressLine(quiet);
  const { outcomeText } = await import('./outcome-text.js');
  try {
    const outcome = await run({ signal: interruptSignal(), onProgress: line.show });
    line.clear();
    if (options.json) console.log(JSON.stringify({ ...outcome.report, written: outcome.written }, null, 2));
    else if (!options.quiet) console.log(outcomeText(outcome, out));
    printFindings(outcome.report.findings);
    if (outcome.report.verdict === 'fail') process.exitCode = 3;
  } finally {
    line.clear();
  }
}

export function convertCommand(): Command {
  const command = new Command('convert')
    .argument('<scan>', `${scanArgument}; or a case file (.yaml, .json) that says all this and more`)
    .option('--out <folder>', 'where the files go; made if need be (default: out)')
    .option('--name <name>', "the model's name in files and report (never taken from the scan)", 'model')
    .option('--no-report', 'write the model and the record only')
    .option('--no-slices', 'leave the scan itself out of the report page: no slices, no grey values')
    .option('--formats <list>', 'the model as any of stl, 3mf, obj, ply, glb (default: stl,3mf)')
    .option('--merged', 'besides one STL for each part, one of all parts')
    .option('--case <pseudonym>', "a pseudonym for the report (never the patient's name)")
    .option('--include-identity', 'say in the report whose scan it is: name, ID, dates (default: never)')
    .option(
      '--labels <all|ids|names>',
      'of a label map: which labels, such as 1,5,7-9 or liver; each becomes a part (default: all)',
    )
    .option('--merge-labels', 'make one part of these labels')
    .option(
      '--mask <file[:label]>',
      'keep only what lies in a mask: a label map, DICOM SEG or RTSTRUCT, and which label of it (id or name)',
    )
    .option(
      '--mask-use <use>',
      'restrict: keep what lies in the mask; replace: the mask is the model (default: restrict)',
    )
    .option('--refine <scan>', "move the labels' surfaces to the edges of the scan that they were drawn on")
    .addOption(new Option('--threads <n>', threadsHelp))
    .option('--memory <size>', memoryHelp)
    .option('--json', 'print the report as JSON on standard output')
    .option('--quiet', 'print nothing but warnings and errors')
    .action((path: string, options: ConvertOptions) => convert(path, options, command));
  addOrderFlags(command);
  addPrinterFlags(command);
  addScanFlags(command);
  addStepFlags(command, modelSteps);
  addStepFlags(command, shapeSteps);
  return command.addHelpText(
    'after',
    `
Examples:
  isocast convert ct.nii.gz --preset bone --out out/skull
  isocast convert dicom-folder --threshold 300 --largest --tolerance 0.05 --out out/hip
  isocast convert ct.nii.gz --threshold half-max --drop-smaller 30 --reduce 0.5 --out out/model
  isocast convert case.yaml`,
  );
}
