// Whether a scan was smoothed before it was resampled, and by how much, for the summary.
import type { DoneStep } from '../commands/made.js';

const short = (x: number): string => String(Number(x.toFixed(3)));

/** Empty where it was not. */
export function smoothedText(steps: readonly DoneStep[]): string {
  const step = steps.find(({ name, of }) => name === 'resample' && of === 'scan');
  const sigma = [1, 2, 3].map((axis) =>
    Number(step?.notes.find(({ name }) => name === `anti-alias sigma along axis ${axis}`)?.value ?? 0),
  );
  if (step === undefined || sigma.every((s) => s === 0)) return '';
  const why = step.options.antiAlias === 'gaussian' ? 'since voxels get coarser' : 'as asked for';
  return `by σ ${sigma.map(short).join(' × ')} mm before, ${why}`;
}
