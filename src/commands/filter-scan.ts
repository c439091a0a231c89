// The whole way from a scan on disk to its filtered image, its sidecar and its record.
import { basename, dirname } from 'node:path';
import type { FileFacts } from '../core/facts.js';
import { checkFolder } from '../files/make-folder.js';
import type { RunOptions } from '../run.js';
import { runSettings } from '../run-settings.js';
import { type MadeFilter, makeFiltering } from './make-filtering.js';
import { outputName } from './output-name.js';
import { refuseInputs } from './refuse-inputs.js';
import { refuseStrangers } from './refuse-strangers.js';
import { type ScanOptions, scanOptions } from './scan-options.js';
import { writeWithRecord } from './write-with-record.js';

export interface FilterOptions extends RunOptions, ScanOptions {
  /** The NIfTI file to write, .nii or .nii.gz; sidecar and record are written beside it. */
  readonly out: string;
}

export interface FilterOutcome {
  readonly made: MadeFilter;
  readonly written: readonly FileFacts[];
}

/** Reads, filters (the Laplacian's options are given to the step), writes: all files or none. Throws a UserError. */
export async function filterScan(path: string, options: FilterOptions): Promise<FilterOutcome> {
  const { out } = options;
  const settings = runSettings(options);
  const names = outputName(basename(out));
  const folder = dirname(out);
  await checkFolder(folder);
  await refuseInputs(folder, [names.file, names.facts, names.record], [path]);
  await refuseStrangers(folder, { ...names, command: 'filter', others: [] });
  const made = await makeFiltering({
    paths: { scan: path },
    options: { file: names.file, ...scanOptions(options) },
    ...settings,
  });
  settings.onProgress('Write the files', 0);
  return { made, written: await writeWithRecord(folder, made, settings.signal) };
}
