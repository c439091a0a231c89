// From a scan to its response to a filter, on a grid that the filter is defined on, and all that the record says.
import type { FileFacts } from '../core/facts.js';
import { spacingOf } from '../core/grid.js';
import { lengthsText } from '../core/lengths-text.js';
import { niftiChunks } from '../files/nifti-chunks.js';
import { valueRange } from '../kernel/value-range.js';
import { filtered } from '../recipes.js';
import { runRecipe } from '../run.js';
import { filterSidecar } from './filter-sidecar.js';
import { scanInput } from './input-facts.js';
import { isotropicDefault } from './isotropic-default.js';
import { type JsonObject, textIn } from './json.js';
import { jsonText } from './json-text.js';
import type { DoneStep, Made } from './made.js';
import { outputName } from './output-name.js';
import { readInput } from './read-input.js';
import type { Request } from './request.js';
import { scanOptions, scanOptionsIn } from './scan-options.js';
import { storedVolume } from './stored-volume.js';

export interface MadeFilter extends Made {
  /** Least and greatest response. */
  readonly range: readonly [number, number];
  /** All of it, as the file beside the volume holds it, knowing of the files before that. */
  readonly sidecar: (outputs: readonly FileFacts[]) => JsonObject;
}

/** Own options: `file` to write, .nii or .nii.gz; and how the scan is read (`scanOptions`). */
export async function makeFiltering(request: Request): Promise<MadeFilter> {
  const { options, threads } = request;
  const names = outputName(textIn(options, 'file') ?? '');
  const read = await readInput('scan', request);
  // Whatever the values look like, they are filtered as grey values.
  const scan = { ...read.scan, facts: { ...read.scan.facts, labels: false } };
  const dimensions = request.given.laplacian?.dimensions === 2 ? 2 : 3;
  const given = isotropicDefault(request.given, scan, dimensions);
  const run = await runRecipe(filtered, scan, { ...request, given });
  const model = { stored: read.stored, placed: scan.grid, numberType: 'float32' };
  const volume = storedVolume(run.made, model, names.gzip);
  const steps: DoneStep[] = run.steps.map((step) => ({ ...step, of: 'scan' }));
  const range = valueRange(run.made.voxels);
  const made = {
    command: {
      name: 'filter',
      options: { file: names.file, ...scanOptions(scanOptionsIn(options)) },
    },
    description: 'The response of a scan to the Laplacian of a Gaussian.',
    resolution: `${lengthsText(spacingOf(volume.grid.affine))} mm`,
    inputs: [scanInput('scan', read)],
    steps,
    grid: volume.grid,
    threads,
    seeded: null,
    precision:
      'Positions in double precision (float64), interpolated values in single precision (float32); the filter’s sums in double, its response in single precision.',
    findings: run.findings,
    verdict: null,
    record: names.record,
  };
  const sidecar = (before: readonly FileFacts[]): JsonObject => filterSidecar(made, range, before);
  return {
    ...made,
    range,
    sidecar,
    files: [
      { name: names.file, chunks: niftiChunks(volume) },
      {
        name: names.facts,
        chunks: (before) => [new TextEncoder().encode(jsonText(sidecar(before)))],
      },
    ],
  };
}
