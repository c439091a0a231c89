// The name of a volume's file, and of what stands beside it.
import { UserError } from '../core/errors.js';

export interface OutputName {
  readonly file: string;
  /** Without the ending: what stands beside it is called so too. */
  readonly stem: string;
  readonly gzip: boolean;
}

/** A bare name that ends in .nii or .nii.gz. Throws a UserError. */
export function outputName(file: string): OutputName {
  const found = /^([^/\\]+)\.nii(\.gz)?$/.exec(file);
  if (found) return { file, stem: found[1], gzip: found[2] !== undefined };
  throw new UserError(
    `${file} does not end in .nii or .nii.gz.`,
    'Give --out such a name; its facts and its record are written beside it.',
  );
}
