// Every command that leaves a record, how it is done again, and the steps whose options its record holds.
import { filterSteps, modelSteps, textureSteps, volumeSteps } from '../recipes.js';
import type { Made } from './made.js';
import { makeComparison } from './make-comparison.js';
import { makeConversion } from './make-conversion.js';
import { makeFiltering } from './make-filtering.js';
import { makePhantom, phantomStep } from './make-phantom.js';
import { makeResampling } from './make-resampling.js';
import { makeShaping } from './make-shaping.js';
import { makeTexture } from './make-texture.js';
import type { Declared } from './recorded-options.js';
import type { Request } from './request.js';

export interface Maker {
  readonly make: (request: Request) => Promise<Made>;
  readonly steps: readonly Declared[];
}

export const makers: Readonly<Record<string, Maker>> = {
  convert: { make: makeConversion, steps: modelSteps },
  compare: { make: makeComparison, steps: [] },
  resample: { make: makeResampling, steps: volumeSteps },
  shape: { make: makeShaping, steps: [] },
  texture: { make: makeTexture, steps: textureSteps },
  filter: { make: makeFiltering, steps: filterSteps },
  phantom: { make: makePhantom, steps: [phantomStep] },
};
