// isocast filter: the response of a scan to the Laplacian of a Gaussian, as a volume.
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { filterGiven } from '../commands/filter-given.js';
import { UserError } from '../core/errors.js';
import { filterSteps } from '../recipes.js';
import { interruptSignal } from './interrupt.js';
import { isotropicFlags } from './isotropic-flags.js';
import { printFindings } from './print-findings.js';
import { printSidecar } from './print-sidecar.js';
import { progressLine } from './progress.js';
import { addScanFlags, type ScanFlags, scanArgument, scanFlags } from './scan-flags.js';
import { smoothedText } from './smoothed-text.js';
import { addStepFlags, givenBy } from './step-flags.js';
import { threadsFrom, threadsHelp } from './threads.js';
import { visible } from './visible.js';

interface FilterFlags extends ScanFlags {
  readonly out: string;
  readonly threads?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const short = (x: number): string => String(Number(x.toPrecision(6)));

async function filter(path: string, flags: FilterFlags, command: Command): Promise<void> {
  const given = givenBy(command, filterSteps);
  if (!filterGiven(given).filter)
    throw new UserError(
      'It was not said by which filter.',
      'Give --log with the sigma of the Laplacian of a Gaussian in mm, such as --log 1.5.',
    );
  const threads = threadsFrom(flags.threads);
  const line = progressLine(Boolean(flags.quiet || flags.json));
  const { filterScan } = await import('../commands/filter-scan.js');
  try {
    const { made, written } = await filterScan(path, {
      out: flags.out,
      ...scanFlags(flags),
      given,
      threads,
      signal: interruptSignal(),
      onProgress: line.show,
    });
    line.clear();
    printFindings(made.findings);
    if (flags.json) printSidecar(made, written);
    if (flags.json || flags.quiet) return;
    const smoothed = smoothedText(made.steps);
    console.log(`voxels             ${made.grid?.size.join(' × ')} at ${made.resolution}`);
    if (smoothed !== '') console.log(`smoothed           ${smoothed}`);
    console.log(`response           ${made.range.map(short).join(' … ')}`);
    for (const { name } of written)
      console.log(`written            ${visible(join(dirname(flags.out), name))}`);
  } finally {
    line.clear();
  }
}

export function filterCommand(): Command {
  const command = new Command('filter')
    .argument('<scan>', scanArgument)
    .requiredOption('--out <file>', 'the volume to write, .nii or .nii.gz')
    .addOption(new Option('--threads <n>', threadsHelp))
    .option('--json', 'print the facts as JSON on standard output')
    .option('--quiet', 'print nothing but warnings and errors')
    .action((path: string, flags: FilterFlags) => filter(path, flags, command));
  addScanFlags(command);
  addStepFlags(command, isotropicFlags(filterSteps));
  return command.addHelpText(
    'after',
    `
Without --spacing the scan is put on voxels of its finest spacing, by cubic B-splines and without an anti-alias filter;
a scan that is isotropic along the axes to be filtered is left as it is. Without --anti-alias there is none.

Examples:
  isocast filter ct.nii.gz --log 1.5 --spacing 1 --out log.nii.gz
  isocast filter ct.nii.gz --log 1.5 --dimensions 2 --out log.nii.gz`,
  );
}
