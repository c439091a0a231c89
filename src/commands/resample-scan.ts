// The whole way from a scan on disk to the same scan on another grid, its sidecar and its record.
import { basename, dirname } from 'node:path';
import { UserError } from '../core/errors.js';
import type { FileFacts } from '../core/facts.js';
import { checkFolder } from '../files/make-folder.js';
import type { RunOptions } from '../run.js';
import { runSettings } from '../run-settings.js';
import { type MadeVolume, makeResampling } from './make-resampling.js';
import { type MaskArgument, maskArgument } from './mask-argument.js';
import { outputName } from './output-name.js';
import { refuseInputs } from './refuse-inputs.js';
import { refuseStrangers } from './refuse-strangers.js';
import type { ResamplePresetName } from './resample-presets.js';
import { type ScanOptions, scanOptions } from './scan-options.js';
import { writeWithRecord } from './write-with-record.js';

export interface ResampleOptions extends RunOptions, ScanOptions {
  /** The NIfTI file to write, .nii or .nii.gz; sidecar, mask and record are written beside it. */
  readonly out: string;
  /** What is not given otherwise is as in this preset. */
  readonly preset?: ResamplePresetName;
  /** A scan whose grid is to be matched, voxel for voxel. */
  readonly like?: string;
  /** A mask to be resampled with the scan: a label map, a DICOM segmentation, an RT structure set; after a colon its label. */
  readonly mask?: string;
  /** Which label of the mask is meant, a number, a name or 'all'; needed where it holds several. */
  readonly label?: string;
  readonly maskKernel?: 'nearest' | 'linear';
  /** What the values are: measurements, or labels that may not be mixed; by default told by the values. */
  readonly values?: 'auto' | 'grey' | 'labels';
  /** What becomes of CT values below −1200 HU, written outside the field of view: as stored, but for the preset `print`. */
  readonly padding?: 'stored' | 'air';
}

export interface ResampleOutcome {
  readonly made: MadeVolume;
  readonly written: readonly FileFacts[];
}

/** Reads, resamples, writes. All files appear together, or none does; no input is overwritten. Throws a UserError. */
export async function resampleScan(path: string, options: ResampleOptions): Promise<ResampleOutcome> {
  const { out, like } = options;
  const settings = runSettings(options);
  refuseTwoGrids(options);
  refuseIdleMask(options);
  const { path: mask, label = null } = await maskOf(options);
  const names = outputName(basename(out));
  const folder = dirname(out);
  await checkFolder(folder);
  await refuseInputs(folder, [names.file, names.mask, names.facts, names.record], [path, like, mask]);
  await refuseStrangers(folder, {
    ...names,
    command: 'resample',
    others: mask === undefined ? [] : [names.mask],
  });
  const made = await makeResampling({
    paths: { scan: path, like, mask },
    options: {
      file: names.file,
      preset: options.preset ?? null,
      values: options.values ?? 'auto',
      padding: options.padding ?? null,
      maskKernel: options.maskKernel ?? null,
      label,
      ...scanOptions(options),
    },
    ...settings,
  });
  settings.onProgress('Write the files', 0);
  return { made, written: await writeWithRecord(folder, made, settings.signal) };
}

const maskOf = async ({ mask, label }: ResampleOptions): Promise<Partial<MaskArgument>> =>
  mask === undefined ? {} : maskArgument(mask, label ?? null);

const gridFlags = { spacing: '--spacing', alignment: '--alignment', sizeRule: '--size-rule' } as const;

/** Throws a UserError where it is said how a mask is to be treated, but none was given. */
function refuseIdleMask({ mask, label, maskKernel, given = {} }: ResampleOptions): void {
  if (mask !== undefined) return;
  const asked = [
    ...(label === undefined ? [] : ['--label']),
    ...(maskKernel === undefined ? [] : ['--mask-kernel']),
    ...(given.storeMask?.threshold === undefined ? [] : ['--mask-threshold']),
  ];
  if (asked.length > 0)
    throw new UserError(
      `${asked.join(', ')} speak${asked.length === 1 ? 's' : ''} of a mask, but none was given.`,
      'Give the mask too: --mask <file>; or leave this out.',
    );
}

/** A reference says all of the grid: whoever gives a part of it as well means something else than will be done. */
function refuseTwoGrids({ like, given = {} }: ResampleOptions): void {
  const asked = Object.entries(gridFlags)
    .filter(([name]) => given.resample?.[name] !== undefined)
    .map(([, flag]) => flag);
  if (like === undefined || asked.length === 0) return;
  throw new UserError(
    `--like is a whole grid; ${asked.join(', ')} can't be chosen beside it.`,
    'Give one or the other.',
  );
}
