// isocast shape: what is done to a model before it is printed, done to a mesh.
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { operationsOf } from '../commands/operations.js';
import type { ShapeOutcome } from '../commands/shape-mesh.js';
import { shapeSteps } from '../shape/index.js';
import { interruptSignal } from './interrupt.js';
import { memoryFrom, memoryHelp } from './memory.js';
import { operationRow } from './operation-row.js';
import { printFindings } from './print-findings.js';
import { addPrinterFlags, type PrinterFlags } from './printer-flags.js';
import { progressLine } from './progress.js';
import { addStepFlags, writtenBy } from './step-flags.js';
import { threadsFrom, threadsHelp } from './threads.js';
import { visible } from './visible.js';

interface ShapeFlags extends PrinterFlags {
  readonly out: string;
  readonly name: string;
  readonly formats?: string;
  readonly merged?: boolean;
  readonly threads?: string;
  readonly memory?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

function shapeText({ made, written }: ShapeOutcome, folder: string): string {
  const { operations, pieces } = made.facts;
  const rows: [string, string][] = [
    ...operations.map(operationRow),
    ...pieces.map(({ name, mesh }): [string, string] => [
      visible(name),
      `${mesh.size.map((s) => s.toFixed(1)).join(' × ')} mm, ${(mesh.volume / 1000).toFixed(2)} ml, ${mesh.triangles.toLocaleString('en-US')} triangles`,
    ]),
    ['verdict', made.verdict ?? ''],
    ['written', written.map(({ name }) => visible(join(folder, name))).join('\n'.padEnd(20))],
  ];
  return rows.map(([name, value]) => `${name.padEnd(18)} ${value}`).join('\n');
}

async function shape(path: string, flags: ShapeFlags, command: Command): Promise<void> {
  const line = progressLine(Boolean(flags.quiet || flags.json));
  const { shapeMesh } = await import('../commands/shape-mesh.js');
  try {
    const { out, name, formats, merged, printer, printers, process: way } = flags;
    const outcome = await shapeMesh(path, {
      out,
      name,
      formats,
      merged,
      printer,
      printers,
      process: way,
      operations: operationsOf(writtenBy(command, shapeSteps)),
      threads: threadsFrom(flags.threads),
      memory: memoryFrom(flags.memory),
      signal: interruptSignal(),
      onProgress: line.show,
    });
    line.clear();
    const { made, written } = outcome;
    if (flags.json)
      console.log(
        JSON.stringify({ verdict: made.verdict, findings: made.findings, ...made.facts, written }, null, 2),
      );
    else if (!flags.quiet) console.log(shapeText(outcome, out));
    printFindings(made.findings);
    if (made.verdict === 'fail') process.exitCode = 3;
  } finally {
    line.clear();
  }
}

export function shapeCommand(): Command {
  const command = new Command('shape')
    .argument('<mesh>', 'STL, 3MF, OBJ or PLY, mm, LPS; closed and sound (see isocast check)')
    .option('--out <folder>', 'where the files go; made if need be', 'out')
    .option('--name <name>', "the model's name in the files", 'model')
    .option('--formats <list>', 'the model as stl, 3mf, obj, ply, glb (default: stl,3mf)')
    .option('--merged', 'besides one file for each part, one STL of all parts');
  addPrinterFlags(command)
    .addOption(new Option('--threads <n>', threadsHelp))
    .option('--memory <size>', memoryHelp)
    .option('--json', 'print what was done as JSON on standard output')
    .option('--quiet', 'print nothing but warnings and errors')
    .action(shape);
  addStepFlags(command, shapeSteps);
  return command.addHelpText(
    'after',
    `
Operations are done in the order in which they stand here. For another order, or one of them twice, write a case file and
convert that.

Examples:
  isocast shape skull.stl --hollow 2 --drain 2 --out out/hollow
  isocast shape skull.stl --printer form-3b --fit printer --out out/pieces`,
  );
}
