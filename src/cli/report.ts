// isocast report: the page of a report made again, and printed; and what a registry asks of its case.
import { basename, dirname, extname, join } from 'node:path';
import { Command } from 'commander';
import type { ReportAgain } from '../commands/report-again.js';
import { UserError } from '../core/errors.js';
import { interruptSignal } from './interrupt.js';
import { visible } from './visible.js';

interface ReportFlags {
  /** True: beside the report, by its name. */
  readonly out?: string | true;
  readonly pdf?: string | true;
  readonly registry?: string | true;
  readonly browser?: string;
  readonly json?: boolean;
}

/** Where a file of this ending goes; nothing else may have that name. */
function placeOf(
  flag: string,
  wish: string | true | undefined,
  path: string,
  endings: readonly [string, ...string[]],
  suffix = '',
): string | undefined {
  if (wish === undefined) return undefined;
  if (wish === true) return join(dirname(path), `${basename(path, extname(path))}${suffix}${endings[0]}`);
  if (endings.includes(extname(wish).toLowerCase())) return wish;
  throw new UserError(
    `${flag}: '${basename(wish)}' is no name of such a file.`,
    `Let it end in ${endings.join(' or ')}.`,
  );
}

function outcomeText({ report, written, from }: ReportAgain): string {
  return [
    `${visible(report.source.name)}: ${report.verdict}`,
    ...(from === 'files'
      ? ['There was no page beside the report: made from the files of the model, without maps and slices.']
      : []),
    ...written.map(({ path }) => `written ${visible(path)}`),
  ].join('\n');
}

async function report(path: string, flags: ReportFlags): Promise<void> {
  const { reportAgain } = await import('../commands/report-again.js');
  const nothing = [flags.out, flags.pdf, flags.registry].every((flag) => flag === undefined);
  const outcome = await reportAgain(path, {
    out: placeOf('--out', nothing ? true : flags.out, path, ['.html']),
    pdf: placeOf('--pdf', flags.pdf, path, ['.pdf']),
    registry: placeOf('--registry', flags.registry, path, ['.csv', '.json'], '-registry'),
    browser: flags.browser,
    signal: interruptSignal(),
  });
  const { written, from } = outcome;
  if (flags.json) console.log(JSON.stringify({ verdict: outcome.report.verdict, from, written }, null, 2));
  else console.log(outcomeText(outcome));
}

const examples = `
The report is checked against its schema (docs/report.schema.json). Model, maps and slices are taken from the page that
lies beside it under the same name; where there is none, from the model's 3MF. Without a flag that page is written
again. Printing takes Chromium, Chrome or Edge: from --browser, CHROME_PATH, PATH or its usual place. No script runs, nothing
is asked of any net, and the same page gives the same PDF. A registry's fields are filled where the report knows them, and
empty otherwise; one row a case.

Examples:
  isocast report out/report.json
  isocast report out/report.json --pdf
  isocast report out/report.json --registry case.csv
  isocast report out/report.json --out page.html --pdf page.pdf --browser /usr/bin/chromium
`;

export const reportCommand = (): Command =>
  new Command('report')
    .argument('<report>', 'the report.json of a model')
    .option('--out [file]', 'the page, made again (default: beside the report)')
    .option('--pdf [file]', 'the page on paper, A4 (default: beside the report)')
    .option(
      '--registry [file]',
      'the fields of a registry of printed models (ACR-RSNA themes), .csv or .json (default: report-registry.csv beside it)',
    )
    .option('--browser <path>', 'Chromium, Chrome or Edge, to print with')
    .option('--json', 'print what was written as JSON')
    .addHelpText('after', examples)
    .action(report);
