// The name of a volume's file, and of what stands beside it.
import { UserError } from '../core/errors.js';

export interface OutputName {
  /** Ends in .nii or .nii.gz. */
  readonly file: string;
  readonly gzip: boolean;
  /** Of the mask that goes with it. */
  readonly mask: string;
  /** Of its facts, and of its record. */
  readonly facts: string;
  readonly record: string;
}

/** A bare name that ends in .nii or .nii.gz. Throws a UserError. */
export function outputName(file: string): OutputName {
  const found = /^([^/\\]+)(\.nii(\.gz)?)$/.exec(file);
  if (!found)
    throw new UserError(
      `${file === '' ? 'The output' : file} does not end in .nii or .nii.gz.`,
      'Give --out such a name; its facts and its record are written beside it.',
    );
  const [, stem, ending] = found;
  return {
    file,
    gzip: found[3] !== undefined,
    mask: `${stem}_mask${ending}`,
    facts: `${stem}.json`,
    record: `${stem}.record.json`,
  };
}
