// Named ways to measure texture: the configurations of the IBSI that others have published values for.
import { UserError } from '../core/errors.js';
import type { Given } from '../run.js';
import { resamplePresets } from './resample-presets.js';

export interface TexturePreset {
  /** One sentence for --help and the docs. */
  readonly says: string;
  readonly given: Given;
  readonly maskKernel: 'nearest' | 'linear';
}

const range = '-1000:400';

export const texturePresets = {
  'ibsi-c': {
    says: 'IBSI 1, configuration C: 2 mm trilinear, whole HU, values from -1000 to 400, bins of 25 HU',
    given: { ...resamplePresets['ibsi-c'].given, texture: { range, outliers: 0, binWidth: 25 } },
    maskKernel: 'linear',
  },
  'ibsi-d': {
    says: 'IBSI 1, configuration D: the same voxels, outliers beyond 3 sigma left out, 32 bins',
    given: { ...resamplePresets['ibsi-d'].given, texture: { range: '', outliers: 3, bins: 32, binWidth: 0 } },
    maskKernel: 'linear',
  },
  'ibsi-e': {
    says: 'IBSI 1, configuration E: 2 mm cubic B-splines, whole HU, values from -1000 to 400 and within 3 sigma, 32 bins',
    given: { ...resamplePresets['ibsi-e'].given, texture: { range, outliers: 3, bins: 32, binWidth: 0 } },
    maskKernel: 'linear',
  },
} as const satisfies Readonly<Record<string, TexturePreset>>;

export type TexturePresetName = keyof typeof texturePresets;

/** The preset of this name; null for null. Throws a UserError. */
export function texturePresetOf(name: string | null): TexturePreset | null {
  if (name === null) return null;
  const found = Object.entries(texturePresets).find(([known]) => known === name);
  if (found) return found[1];
  throw new UserError(
    `There is no preset '${name}' for texture.`,
    `Choose one of ${Object.keys(texturePresets).join(', ')}.`,
  );
}
