// isocast texture: intensity, texture and shape of a region, as the IBSI defines them.
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { readLabel } from '../commands/choose-mask.js';
import { filterGiven } from '../commands/filter-given.js';
import { jsonText } from '../commands/json-text.js';
import { texturePresets } from '../commands/texture-presets.js';
import { UserError } from '../core/errors.js';
import { choice } from '../core/option.js';
import { textureSteps } from '../recipes.js';
import { interruptSignal } from './interrupt.js';
import { isotropicFlags } from './isotropic-flags.js';
import { printFindings } from './print-findings.js';
import { progressLine } from './progress.js';
import { addScanFlags, type ScanFlags, scanArgument, scanFlags } from './scan-flags.js';
import { addStepFlags, givenBy } from './step-flags.js';
import { textureText } from './texture-text.js';
import { threadsFrom, threadsHelp } from './threads.js';
import { visible } from './visible.js';

interface TextureFlags extends ScanFlags {
  readonly mask: string;
  readonly label?: string;
  readonly preset?: string;
  readonly maskKernel?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly threads?: string;
}

const presets = ['ibsi-c', 'ibsi-d', 'ibsi-e'] as const;
const presetOption = choice('ibsi-c', presets, 'preset');
const maskKernelOption = choice('linear', ['linear', 'nearest'] as const, 'mask kernel');

async function texture(path: string, flags: TextureFlags, command: Command): Promise<void> {
  const given = givenBy(command, textureSteps);
  filterGiven(given);
  if (given.texture?.bins !== undefined && given.texture.binWidth !== undefined)
    throw new UserError(
      'Both --bins and --bin-width were given: grey levels go by one of them.',
      'Leave one out.',
    );
  if (flags.quiet && !flags.json && flags.out === undefined)
    throw new UserError(
      'With --quiet nothing would be printed, and no --out was given: the values would be lost.',
      'Give --out with a name that ends in .json, or --json.',
    );
  const label = flags.label === undefined ? undefined : readLabel(flags.label, '--label');
  const threads = threadsFrom(flags.threads);
  const line = progressLine(Boolean(flags.quiet || flags.json));
  const { measureTexture } = await import('../commands/measure-texture.js');
  const { mask, out, preset, maskKernel } = flags;
  try {
    const { made, written } = await measureTexture(path, {
      mask,
      label,
      out,
      preset: preset === undefined ? undefined : presetOption.parse(preset, '--preset'),
      maskKernel: maskKernel === undefined ? undefined : maskKernelOption.parse(maskKernel, '--mask-kernel'),
      ...scanFlags(flags),
      given,
      threads,
      signal: interruptSignal(),
      onProgress: line.show,
    });
    line.clear();
    printFindings(made.findings);
    if (flags.json) process.stdout.write(jsonText(made.sidecar));
    else if (!flags.quiet) console.log(textureText(made));
    if (flags.json || flags.quiet || out === undefined) return;
    for (const { name } of written) console.log(`written ${visible(join(dirname(out), name))}`);
  } finally {
    line.clear();
  }
}

const presetHelp = Object.entries(texturePresets)
  .map(([name, { says }]) => `  ${name}  ${says}`)
  .join('\n');

export function textureCommand(): Command {
  const command = new Command('texture')
    .argument('<scan>', scanArgument)
    .requiredOption(
      '--mask <file[:label]>',
      'the region, in the scan’s frame: a label map on any grid, a DICOM segmentation or an RT structure set; after a colon the number or name of a label',
    )
    .option(
      '--label <label>',
      'which label of the mask, by number or name, where it holds several; all = whatever is not 0',
    )
    .option(
      '--preset <name>',
      `settings of the IBSI's configurations: ${presets.join(', ')}; flags win over it`,
    )
    .option('--mask-kernel <name>', 'how the mask is interpolated: linear, nearest (default: linear)')
    .option('--out <file>', 'also write the values there (.json), with a record beside')
    .addOption(new Option('--threads <n>', threadsHelp))
    .option('--json', 'print values, diagnostics and every setting as JSON')
    .option('--quiet', 'print nothing but warnings and errors')
    .action((path: string, flags: TextureFlags) => texture(path, flags, command));
  addScanFlags(command);
  addStepFlags(command, isotropicFlags(textureSteps));
  return command.addHelpText(
    'after',
    `
Without --spacing or --preset the scan is put on voxels of its finest spacing, by cubic B-splines and without an
anti-alias filter (an isotropic scan is left as it is). With --log the values are those of the filtered image.

Presets:
${presetHelp}

Examples:
  isocast texture ct.nii.gz --mask tumour.nii.gz --preset ibsi-c
  isocast texture ct.nii.gz --mask labels.nii.gz --label 3 --spacing 1 --range -1000:400 --bin-width 25 --json
  isocast texture ct.nii.gz --mask tumour.nii.gz --spacing 1 --log 1.5 --range -1000:400 --out texture.json`,
  );
}
