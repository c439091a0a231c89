// From the name of a phantom to its scan, the truth about it and all that the record says.
import { valuesOf } from '../core/step.js';
import { niftiBytes } from '../files/nifti-bytes.js';
import { type PhantomOptions, phantomOptions } from '../phantom/phantom-options.js';
import { renderPhantom } from '../phantom/render-phantom.js';
import { textIn } from './json.js';
import type { Made } from './made.js';
import { outputName } from './output-name.js';
import type { Request } from './request.js';

/** What the command line and the record know of the one step. */
export const phantomStep = {
  declaration: { name: 'phantom', does: 'How the phantom is scanned', options: phantomOptions },
} as const;

/** Renders. Own options: `phantom`, its name; `file`, the scan's file name, .nii or .nii.gz. */
export async function makePhantom({ options, given, threads }: Request): Promise<Made> {
  const { name, does } = phantomStep.declaration;
  const phantom = textIn(options, 'phantom') ?? '';
  const { file, gzip, facts: beside, record } = outputName(textIn(options, 'file') ?? '');
  const values = valuesOf(phantomOptions, given.phantom ?? {});
  const { voxels, size, affine, truth } = renderPhantom(phantom, values);
  const scan = niftiBytes({ size, affine, voxels, gzip });
  const facts = new TextEncoder().encode(`${JSON.stringify(truth, null, 2)}\n`);
  return {
    command: { name: 'phantom', options: { phantom, file } },
    description: `A scan of the phantom '${phantom}', computed from its shape, and the truth about it.`,
    resolution: `${truth.scan.spacing.join(' × ')} mm`,
    inputs: [],
    steps: [{ name, does, options: truth.options, says: truth.about, notes: [], of: null }],
    grid: { size, affine },
    threads,
    seeded: seededIn(phantom, truth.options),
    precision: 'Computed in double precision, rounded to whole HU.',
    findings: [],
    verdict: null,
    files: [
      { name: file, chunks: [scan] },
      { name: beside, chunks: [facts] },
    ],
    record,
  };
}

/** What is drawn from the seed; null if nothing is. */
function seededIn(phantom: string, options: PhantomOptions): string | null {
  const { noise, noiseCorrelation, streaks, seed } = options;
  const noisy = noise !== null && noise > 0;
  const drawn = [
    noisy && noiseCorrelation === 0 ? `White noise of ${noise} HU` : '',
    noisy && noiseCorrelation > 0 ? `Noise of ${noise} HU, smoothed by ${noiseCorrelation} mm,` : '',
    streaks > 0 ? `Streaks of ${streaks} HU` : '',
    phantom === 'random' ? 'The bodies' : '',
  ].filter((words) => words !== '');
  return drawn.length === 0
    ? null
    : `Drawn from the seed ${seed}: ${drawn.join('; ')}. Nothing else is random.`;
}
