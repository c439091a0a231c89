// The command line: one command per file, errors in two lines, and what the exit code means.
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { UserError } from '../core/errors.js';
import { commandsFor } from './commands.js';
import { hideInputs, type Input, inputsOf } from './hide-inputs.js';
import { stoppedCode } from './interrupt.js';
import { outOfMemory } from './out-of-memory.js';
import { visible } from './visible.js';

const exitCodes = `
Exit codes:
  0  done, and every check passed
  1  a fault of the program
  2  something you can mend: the input, an option, the output folder
  3  the model (or the mesh) fails its checks; the files were written, the report says where.
     replay: the bytes are not the same, or the input is not the record's
     measured: a length of the printed part is off by more than is allowed
     compare --tolerance: farther apart than that, or mirrored; check --expect: not as expected
  130  stopped by you; nothing was written
`;

async function program(): Promise<Command> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const root = new Command('isocast')
    .description('From a CT scan to a watertight, measured, printable model, with proof of its accuracy.')
    .version(version)
    .addHelpText('after', exitCodes)
    .addHelpText(
      'after',
      'Not cleared for diagnostic use; every model is to be reviewed by a qualified person.',
    );
  for (const command of await commandsFor(process.argv.slice(2))) root.addCommand(command);
  return root;
}

/** The exit code for what went wrong, after it was printed. */
function explain(error: unknown, inputs: readonly Input[]): number {
  const shown = (text: string): string => visible(hideInputs(text, inputs));
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    console.error(`isocast: ${shown(error.message)}\n${shown(error.advice)}`);
    return 2;
  }
  if (error instanceof Error && error.name === 'AbortError') {
    console.error('isocast: stopped; nothing was left half-written.');
    return stoppedCode();
  }
  if (outOfMemory(error)) {
    console.error(
      'isocast: this takes more memory than there is.\nChoose a coarser --spacing, or fewer --threads; or crop the scan first.',
    );
    return 2;
  }
  console.error('isocast: a fault of the program, not of your input; please report it with what follows.');
  console.error(hideInputs(String(error instanceof Error ? error.stack : error), inputs));
  return 1;
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

/** As it is typed: a command's error is followed by how its help is asked for. */
function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}

async function main(): Promise<void> {
  const root = await program();
  let inputs: readonly Input[] = [];
  root.hook('preAction', (_, action) => {
    inputs = inputsOf(action);
  });
  for (const command of everyCommand(root))
    command.exitOverride().showHelpAfterError(`('${fullName(command)} --help' lists what there is)`);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A closed pipe (isocast … | head) is no fault.
    if (error.code === 'EPIPE') process.exit(0);
    console.error(`isocast: standard output can't be written (${error.code ?? error.message}).`);
    process.exit(1);
  });
  // Nobody is left to be told: the terminal was closed.
  process.stderr.on('error', () => {});
  try {
    await root.parseAsync(process.argv);
  } catch (error) {
    process.exitCode = explain(error, inputs);
  }
}

await main();
