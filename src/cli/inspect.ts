// isocast inspect: what is in a scan, and what a print lab must know before it starts.
import { basename } from 'node:path';
import { Command } from 'commander';

interface InspectOptions {
  readonly json?: boolean;
  readonly assumeOrientation?: string;
}

async function inspect(path: string, options: InspectOptions): Promise<void> {
  const [{ readScan }, { inspectScan }, { listSeries }, { summaryText }] = await Promise.all([
    import('../scan/read-scan.js'),
    import('../scan/inspect-scan.js'),
    import('../scan/list-series.js'),
    import('./summary-text.js'),
  ]);
  const series = await listSeries(path);
  const { scan, sha256, files } = await readScan(path, { orientation: options.assumeOrientation });
  const summary = inspectScan(scan);
  if (options.json) console.log(JSON.stringify({ sha256, files, series, summary }, null, 2));
  else console.log(summaryText(basename(path), series, summary));
}

export const inspectCommand = (): Command =>
  new Command('inspect')
    .description(
      'Tell what is in a scan: series, grid, orientation, values, and what to know before printing from it',
    )
    .argument('<scan>', 'a NIfTI file, or a folder with a DICOM series')
    .option('--assume-orientation <axes>', 'axes of a NIfTI file that states none, such as RAS')
    .option('--json', 'print the facts as JSON')
    .action(inspect);
