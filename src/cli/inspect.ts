// isocast inspect: what is in a scan, and what a print lab must know before it starts.
import { basename } from 'node:path';
import { Command } from 'commander';
import { addScanFlags, type ScanFlags, scanArgument, scanFlags } from './scan-flags.js';

interface InspectOptions extends ScanFlags {
  readonly json?: boolean;
}

async function inspect(path: string, options: InspectOptions): Promise<void> {
  const [{ readScan }, { inspectScan }, { listSeries }, { summaryText }] = await Promise.all([
    import('../scan/read-scan.js'),
    import('../scan/inspect-scan.js'),
    import('../scan/list-series.js'),
    import('./summary-text.js'),
  ]);
  const series = await listSeries(path);
  const { scan, sha256, files } = await readScan(path, scanFlags(options));
  const summary = inspectScan(scan);
  if (options.json) console.log(JSON.stringify({ sha256, files, series, summary }, null, 2));
  else console.log(summaryText(basename(path), series, summary));
}

export const inspectCommand = (): Command =>
  addScanFlags(new Command('inspect'))
    .description(
      'Tell what is in a scan: series, grid, orientation, values, and what to know before printing from it',
    )
    .argument('<scan>', scanArgument)
    .option('--json', 'print the facts as JSON')
    .action(inspect);
