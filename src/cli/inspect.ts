// isocast inspect: what is in a scan, and what a print lab must know before it starts.
import { Command } from 'commander';
import { addScanFlags, type ScanFlags, scanArgument, scanFlags } from './scan-flags.js';

interface InspectOptions extends ScanFlags {
  readonly json?: boolean;
}

async function inspect(path: string, options: InspectOptions): Promise<void> {
  const asked = scanFlags(options);
  const [{ readScan }, { inspectScan }, { listSeries }, { choosingRule }, { seriesLines }, { summaryText }] =
    await Promise.all([
      import('../scan/read-scan.js'),
      import('../scan/inspect-scan.js'),
      import('../scan/list-series.js'),
      import('../scan/dicom/compared-stacks.js'),
      import('./series-lines.js'),
      import('./summary-text.js'),
    ]);
  const series = await listSeries(path, asked.series);
  const print = (lines: readonly string[]): void => {
    if (lines.length > 0) console.log(lines.join('\n'));
  };
  try {
    const { scan, sha256, files } = await readScan(path, asked);
    const summary = inspectScan(scan);
    if (options.json) print([JSON.stringify({ sha256, files, choosingRule, series, summary }, null, 2)]);
    else print([...seriesLines(series), summaryText(summary)]);
  } catch (error) {
    // What is there is of use to whoever must choose another.
    if (options.json) print([JSON.stringify({ choosingRule, series, summary: null }, null, 2)]);
    else print(seriesLines(series));
    throw error;
  }
}

export const inspectCommand = (): Command =>
  addScanFlags(new Command('inspect'))
    .argument('<scan>', scanArgument)
    .option('--json', 'print the facts as JSON')
    .action(inspect);
