// isocast resample: a scan on another grid, isotropic or that of another scan, with every choice on record.
import { Command, Option } from 'commander';
import { readLabel } from '../commands/choose-mask.js';
import { resamplePresets } from '../commands/resample-presets.js';
import { choice } from '../core/option.js';
import { volumeSteps } from '../recipes.js';
import { store } from '../volume/store.js';
import { interruptSignal } from './interrupt.js';
import { memoryFrom, memoryHelp } from './memory.js';
import { printFindings } from './print-findings.js';
import { printSidecar } from './print-sidecar.js';
import { progressLine } from './progress.js';
import { addScanFlags, type ScanFlags, scanArgument, scanFlags } from './scan-flags.js';
import { addStepFlags, givenBy } from './step-flags.js';
import { threadsFrom, threadsHelp } from './threads.js';

interface ResampleFlags extends ScanFlags {
  readonly out: string;
  readonly preset?: string;
  readonly like?: string;
  readonly mask?: string;
  readonly label?: string;
  readonly maskKernel?: string;
  readonly values?: string;
  readonly padding?: string;
  readonly threads?: string;
  readonly memory?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const presetNames = ['ibsi-c', 'ibsi-d', 'ibsi-e', 'cnn-1mm', 'print'] as const;
const preset = choice('print', presetNames, 'what is not given otherwise');
const maskKernel = choice('linear', ['linear', 'nearest'], 'how the mask is interpolated');
const values = choice('auto', ['auto', 'grey', 'labels'], 'what the values are');
const padding = choice(
  'stored',
  ['stored', 'air'],
  'CT values below -1200, which scanners write outside their field of view',
);

const maybe = <T>(
  option: { parse(text: string, name: string): T },
  text: string | undefined,
  name: string,
): T | undefined => (text === undefined ? undefined : option.parse(text, name));

async function resampleCommandAction(path: string, flags: ResampleFlags, command: Command): Promise<void> {
  const line = progressLine(Boolean(flags.quiet || flags.json));
  const options = {
    out: flags.out,
    preset: maybe(preset, flags.preset, '--preset'),
    like: flags.like,
    mask: flags.mask,
    label: flags.label === undefined ? undefined : readLabel(flags.label, '--label'),
    maskKernel: maybe(maskKernel, flags.maskKernel, '--mask-kernel'),
    values: maybe(values, flags.values, '--values'),
    padding: maybe(padding, flags.padding, '--padding'),
    ...scanFlags(flags),
    given: givenBy(command, volumeSteps),
    threads: threadsFrom(flags.threads),
    memory: memoryFrom(flags.memory),
  };
  const [{ resampleScan }, { resampleText }] = await Promise.all([
    import('../commands/resample-scan.js'),
    import('./resample-text.js'),
  ]);
  try {
    const outcome = await resampleScan(path, {
      ...options,
      signal: interruptSignal(),
      onProgress: line.show,
    });
    line.clear();
    const { made, written } = outcome;
    if (flags.json) printSidecar(made, written);
    else if (!flags.quiet) console.log(resampleText(outcome, flags.out));
    printFindings(made.findings);
  } finally {
    line.clear();
  }
}

export function resampleCommand(): Command {
  const command = new Command('resample')
    .argument('<scan>', scanArgument)
    .requiredOption('--out <file>', 'the volume to write, .nii or .nii.gz; its facts stand beside it')
    .option('--preset <name>', `settings by name; flags win over them: ${presetNames.join(', ')}`)
    .option('--like <file>', 'match the grid of this scan, voxel for voxel, in its own order of axes')
    .option(
      '--mask <file[:label]>',
      'resample this mask as well: a label map, a DICOM segmentation or an RT structure set; after a colon the number or name of a label',
    )
    .option(
      '--label <label>',
      'which label of the mask, by number or name, where it holds several; all = whatever is not 0',
    )
    .option('--mask-kernel <name>', `${maskKernel.help}: linear, nearest (default: linear)`)
    .option('--values <kind>', `${values.help}: auto, grey, labels (default: auto; labels are not mixed)`)
    .option('--padding <kind>', `${padding.help}: stored, air (default: stored)`)
    .addOption(new Option('--threads <n>', threadsHelp))
    .option('--memory <size>', memoryHelp)
    .option('--json', 'print the facts as JSON on standard output')
    .option('--quiet', 'print nothing but warnings and errors')
    .action(resampleCommandAction);
  addScanFlags(command);
  addStepFlags(command, volumeSteps);
  command.addOption(
    new Option('--no-clamp', 'keep overshoot, where a preset would not').helpGroup(
      `${store.declaration.does}:`,
    ),
  );
  const presets = Object.entries(resamplePresets).map(([name, { says }]) => `  ${name.padEnd(8)} ${says}`);
  return command.addHelpText(
    'after',
    `
One of --spacing, --preset and --like must be given. The file keeps the axis order of the scan (or of --like).

Presets:
${presets.join('\n')}

Examples:
  isocast resample ct.nii.gz --spacing 1 --kernel bspline3 --out iso.nii.gz
  isocast resample ct.nii.gz --preset ibsi-e --mask tumour.nii.gz --out ct-ibsi.nii.gz
  isocast resample pet.nii.gz --like iso.nii.gz --out pet-on-ct.nii.gz`,
  );
}
