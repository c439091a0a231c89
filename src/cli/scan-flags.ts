// The flags of every command that reads a scan: which of several, and what to take for granted of it.
import type { Command } from 'commander';
import type { ScanOptions } from '../commands/scan-options.js';
import { mm, number } from '../core/option.js';
import { choosingRule } from '../scan/dicom/compared-stacks.js';

/** As commander gives them. */
export interface ScanFlags {
  readonly series?: string;
  readonly maxGap?: string;
  readonly assumeOrientation?: string;
}

const series = number(1, [1, 1e6], 'which series', { whole: true });
const maxGap = mm(1, [0.01, 1000], 'how far apart');

/** How a command's own help names what it reads. */
export const scanArgument =
  'a NIfTI, NRRD or MetaImage file; a folder, .zip or DICOMDIR with DICOM files, whatever they are called';

/** Adds the flags to a command. */
export const addScanFlags = (command: Command): Command =>
  command
    .option(
      '--series <n>',
      `which of several series, as isocast inspect numbers them (by default ${choosingRule})`,
    )
    .option(
      '--max-gap <mm>',
      'slices may lie so far apart where some are missing (default: 2.5 times their usual distance)',
    )
    .option(
      '--assume-orientation <axes>',
      'axes of a NIfTI, NRRD or MetaImage file that states none, such as RAS',
    );

/** What they say. Throws a UserError. */
export function scanFlags(flags: ScanFlags): ScanOptions {
  return {
    orientation: flags.assumeOrientation,
    series: flags.series === undefined ? undefined : series.parse(flags.series, '--series'),
    maxGap: flags.maxGap === undefined ? undefined : maxGap.parse(flags.maxGap, '--max-gap'),
  };
}
