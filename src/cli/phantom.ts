// isocast phantom: a scan of known shapes, with the truth as numbers beside it.
import { basename, dirname } from 'node:path';
import { Command } from 'commander';
import { UserError } from '../core/errors.js';
import { phantomNames, phantomOptions } from '../phantom/index.js';
import { interruptSignal } from './interrupt.js';
import { addStepFlags, givenBy } from './step-flags.js';

const declared = [
  { declaration: { name: 'phantom', does: 'How the phantom is scanned', options: phantomOptions } },
];

async function phantom(name: string, { out, quiet }: { out: string; quiet?: boolean }, command: Command) {
  const found = /^(.+)\.nii(\.gz)?$/.exec(basename(out));
  if (!found)
    throw new UserError(
      `${basename(out)} does not end in .nii or .nii.gz.`,
      'Give --out such a name; the truth is written beside it as .json.',
    );
  const [{ renderPhantom }, { niftiBytes }, { writeFiles }] = await Promise.all([
    import('../phantom/render-phantom.js'),
    import('../files/nifti-bytes.js'),
    import('../files/write-files.js'),
  ]);
  const { voxels, size, affine, truth } = renderPhantom(name, givenBy(command, declared).phantom ?? {});
  const scan = niftiBytes({ size, affine, voxels, gzip: found[2] !== undefined });
  const facts = new TextEncoder().encode(`${JSON.stringify(truth, null, 2)}\n`);
  const files = [
    { name: basename(out), chunks: [scan] },
    { name: `${found[1]}.json`, chunks: [facts] },
  ];
  const written = await writeFiles(dirname(out), files, interruptSignal());
  if (!quiet) for (const file of written) console.log(`${file.name}  ${file.bytes} bytes`);
}

export function phantomCommand(): Command {
  const command = new Command('phantom')
    .description('Scan a body of known shape: a NIfTI file, and the truth about it as JSON beside it')
    .argument('<name>', phantomNames.join(', '))
    .requiredOption('--out <file>', 'the scan to write, .nii or .nii.gz')
    .option('--quiet', 'print nothing but errors')
    .action((name: string, options: { out: string; quiet?: boolean }) => phantom(name, options, command));
  addStepFlags(command, declared);
  return command;
}
