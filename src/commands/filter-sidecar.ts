// The sidecar of a filtered scan: which filter, on which voxels, with every choice that stands behind it.
import type { FileFacts } from '../core/facts.js';
import { methodsText } from '../report/methods-text.js';
import { gridFacts } from './grid-facts.js';
import type { JsonObject } from './json.js';
import type { Made } from './made.js';
import { bidsKeys, determinism, disclaimer } from './record.js';
import { toJsonObject } from './to-json.js';

type Told = Omit<Made, 'files'>;

/** The facts of the files before it go in as their hashes. */
export function filterSidecar(
  made: Told,
  range: readonly [number, number],
  outputs: readonly FileFacts[],
): JsonObject {
  const { steps, inputs, command, precision, findings, grid } = made;
  const filter = steps.find(({ name }) => name === 'laplacian');
  return toJsonObject({
    ...bidsKeys(made),
    Inputs: inputs,
    Grid: grid === null ? null : gridFacts(grid),
    Filter: {
      name: 'Laplacian of Gaussian (IBSI 2, L6PA)',
      ...filter?.options,
      unit: 'the scan’s unit per voxel² (divide by the voxel’s side squared for mm²)',
      range,
      notes: filter?.notes ?? [],
    },
    OrderOfOperations: ['read', ...steps.map(({ name, of }) => `${name} (${of})`), 'write'],
    Command: command,
    Steps: steps.map(({ name, of, options, notes }) => ({ name, of, options, notes })),
    Findings: findings,
    Methods: methodsText(steps),
    Precision: precision,
    Determinism: determinism,
    Outputs: outputs,
    Disclaimer: disclaimer,
  });
}
