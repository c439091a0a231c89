// The whole way from a scan and a mask on disk to the values of the region, and to a file of them if asked for.
import { basename, dirname } from 'node:path';
import type { FileFacts } from '../core/facts.js';
import { checkFolder } from '../files/make-folder.js';
import type { RunOptions } from '../run.js';
import { runSettings } from '../run-settings.js';
import { type MadeTexture, makeTexture } from './make-texture.js';
import { maskArgument } from './mask-argument.js';
import { refuseInputs } from './refuse-inputs.js';
import { refuseStrangers } from './refuse-strangers.js';
import { type ScanOptions, scanOptions } from './scan-options.js';
import { textureNames } from './texture-names.js';
import type { TexturePresetName } from './texture-presets.js';
import { writeWithRecord } from './write-with-record.js';

export interface TextureOptions extends RunOptions, ScanOptions {
  /** The region: a label map, a DICOM segmentation or an RT structure set in the same frame; after a colon its label. */
  readonly mask: string;
  /** Which label of the mask, a number or a name; 'all' = whatever is not 0. Needed where there are several. */
  readonly label?: number | string;
  /** What is not given otherwise is as in this preset. */
  readonly preset?: TexturePresetName;
  readonly maskKernel?: 'nearest' | 'linear';
  /** A .json file for the values, its record beside it; nothing is written without it. */
  readonly out?: string;
}

export interface TextureOutcome {
  readonly made: MadeTexture;
  readonly written: readonly FileFacts[];
}

/** Reads, measures, and writes where asked to. Throws a UserError. */
export async function measureTexture(path: string, options: TextureOptions): Promise<TextureOutcome> {
  const { out, label } = options;
  const settings = runSettings(options);
  const mask = await maskArgument(options.mask, label === undefined ? null : String(label));
  const names = out === undefined ? null : textureNames(basename(out));
  if (out !== undefined && names !== null) {
    await checkFolder(dirname(out));
    await refuseInputs(dirname(out), [names.file, names.record], [path, mask.path]);
    await refuseStrangers(dirname(out), { ...names, facts: null, command: 'texture', others: [] });
  }
  const made = await makeTexture({
    paths: { scan: path, mask: mask.path },
    options: {
      file: names?.file ?? null,
      preset: options.preset ?? null,
      label: mask.label,
      maskKernel: options.maskKernel ?? null,
      ...scanOptions(options),
    },
    ...settings,
  });
  if (out === undefined) return { made, written: [] };
  settings.onProgress('Write the files', 0);
  return { made, written: await writeWithRecord(dirname(out), made, settings.signal) };
}
