// isocast compare: how far two meshes are from each other.
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { mm } from '../core/option.js';
import { compareText } from './compare-text.js';
import { interruptSignal } from './interrupt.js';
import { printFindings } from './print-findings.js';
import { progressLine } from './progress.js';
import { threadsFrom, threadsHelp } from './threads.js';
import { visible } from './visible.js';

interface CompareFlags {
  readonly align?: true | 'identity' | 'principal';
  readonly tolerance?: string;
  readonly limit?: 'max' | 'p95';
  readonly parts?: boolean;
  readonly overlap?: boolean;
  readonly names?: boolean;
  readonly out?: string;
  readonly threads?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const tolerance = mm(1, [0, 1000], 'the most that is allowed');

async function compare(a: string, b: string, flags: CompareFlags): Promise<void> {
  const line = progressLine(Boolean(flags.quiet || flags.json));
  const threads = threadsFrom(flags.threads);
  const most = flags.tolerance === undefined ? undefined : tolerance.parse(flags.tolerance, '--tolerance');
  const { compareMeshes } = await import('../commands/compare-meshes.js');
  try {
    const { align, limit, parts, overlap, names, out } = flags;
    const { facts, written } = await compareMeshes(a, b, {
      out,
      tolerance: most,
      limit,
      align: align === true ? 'identity' : align,
      overlap,
      parts,
      named: names,
      threads,
      signal: interruptSignal(),
      onProgress: line.show,
    });
    line.clear();
    if (flags.json) console.log(JSON.stringify({ ...facts, written }, null, 2));
    else if (!flags.quiet) {
      console.log(compareText(facts));
      for (const { name } of written) console.log(`written            ${visible(join(out ?? '', name))}`);
    }
    printFindings(facts.findings);
    if (facts.verdict === 'fail') process.exitCode = 3;
  } finally {
    line.clear();
  }
}

const more = `
Nothing is aligned unless that is asked for: models of one scan share its frame, and an alignment would hide a shift between
them. --align lays a onto b by turning and shifting, never by mirroring.
Exit code 3: --tolerance was given, and what --limit names is larger in one direction at least, or a looks like the mirror
image of b.

Examples:
  isocast compare model.stl model-decimated.stl --tolerance 0.1
  isocast compare printed-and-scanned.stl model.stl --align principal --tolerance 0.5 --out out/compared
  isocast compare before.3mf after.3mf --parts --overlap --json`;

export const compareCommand = (): Command =>
  new Command('compare')
    .argument('<a>', 'STL, 3MF, OBJ or PLY, mm')
    .argument('<b>', 'what it is compared with; volumes and sizes are told as b less a')
    .addOption(
      new Option(
        '--align [start]',
        'first lay a onto b by a rigid motion (best fit), starting from where it lies or from its principal axes',
      ).choices(['identity', 'principal']),
    )
    .option('--tolerance <mm>', 'fail (exit code 3) where the limit is beyond it')
    .addOption(
      new Option(
        '--limit <figure>',
        'what the tolerance is held against: 95 % of the area, or the largest distance',
      )
        .choices(['p95', 'max'])
        .default('p95'),
    )
    .option('--parts', 'compare bodies of the same name in pairs, too; their names are told')
    .option('--overlap', 'measure what the bodies have in common: Dice and Jaccard')
    .option('--names', 'tell what files and bodies are called (default: a and b, by their hashes)')
    .option('--out <folder>', 'write compare.json, compare.html and record.json there')
    .addOption(new Option('--threads <n>', threadsHelp))
    .option('--json', 'print the facts as JSON on standard output')
    .option('--quiet', 'print nothing but warnings and errors')
    .addHelpText('after', more)
    .action(compare);
