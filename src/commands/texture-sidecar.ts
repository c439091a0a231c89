// The values of a region as a file: by their tags, with every choice that stands behind them.

import { methodsText } from '../report/methods-text.js';
import type { Features } from '../texture/features.js';
import { gridFacts } from './grid-facts.js';
import type { JsonObject } from './json.js';
import type { Made } from './made.js';
import { bidsKeys, determinism, disclaimer } from './record.js';
import { toJsonObject } from './to-json.js';

type Told = Omit<Made, 'files' | 'record'>;

/** What is not defined for a region is null. */
const defined = (features: Features): JsonObject =>
  Object.fromEntries(Object.entries(features).map(([tag, x]) => [tag, Number.isFinite(x) ? x : null]));

export function textureSidecar(made: Told, features: Features, diagnostics: Features): JsonObject {
  const { steps, inputs, command, precision, findings, grid } = made;
  return toJsonObject({
    ...bidsKeys(made),
    Features: defined(features),
    Diagnostics: defined(diagnostics),
    Units:
      'stat_ values in the unit of the image (energy and variance its square), morph_ values in mm³ and mm², others without unit',
    Inputs: inputs,
    Grid: grid === null ? null : gridFacts(grid),
    OrderOfOperations: ['read', ...steps.map(({ name, of }) => `${name} (${of})`)],
    Command: command,
    Steps: steps.map(({ name, of, options, notes }) => ({ name, of, options, notes })),
    Findings: findings,
    Methods: methodsText(steps),
    Precision: precision,
    Determinism: determinism,
    Disclaimer: disclaimer,
  });
}
