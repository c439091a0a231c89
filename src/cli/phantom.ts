// isocast phantom: a scan of known shapes, with the truth as numbers beside it.
import { basename, dirname } from 'node:path';
import { Command } from 'commander';
import { outputName } from '../commands/output-name.js';
import { phantomNames, phantomOptions } from '../phantom/index.js';
import { interruptSignal } from './interrupt.js';
import { addStepFlags, givenBy } from './step-flags.js';
import { visible } from './visible.js';

const declared = [
  { declaration: { name: 'phantom', does: 'How the phantom is scanned', options: phantomOptions } },
];

async function phantom(name: string, { out, quiet }: { out: string; quiet?: boolean }, command: Command) {
  const names = outputName(basename(out));
  const { file } = names;
  const [{ makePhantom }, { refuseStrangers }, { writeWithRecord }] = await Promise.all([
    import('../commands/make-phantom.js'),
    import('../commands/refuse-strangers.js'),
    import('../commands/write-with-record.js'),
  ]);
  const signal = interruptSignal();
  await refuseStrangers(dirname(out), { ...names, command: 'phantom', others: [] });
  const made = await makePhantom({
    paths: {},
    options: { phantom: name, file },
    given: givenBy(command, declared),
    threads: 1,
    signal,
    onProgress: () => {},
  });
  const written = await writeWithRecord(dirname(out), made, signal);
  if (!quiet) for (const file of written) console.log(`${visible(file.name)}  ${file.bytes} bytes`);
}

export function phantomCommand(): Command {
  const command = new Command('phantom')
    .argument('<name>', phantomNames.join(', '))
    .requiredOption('--out <file>', 'the scan to write, .nii or .nii.gz')
    .option('--quiet', 'print nothing but errors')
    .action((name: string, options: { out: string; quiet?: boolean }) => phantom(name, options, command));
  addStepFlags(command, declared);
  return command;
}
